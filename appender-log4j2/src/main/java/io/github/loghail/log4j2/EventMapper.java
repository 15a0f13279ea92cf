package io.github.loghail.log4j2;

import io.github.loghail.sender.TraceContext;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.KeyMask;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.StringBuilderFormattable;

/**
 * Writes a Log4j2 event in the form of the wire. It keeps nothing of the event, which may be used
 * again for the next one. Safe for any number of threads.
 */
final class EventMapper {

  /** Markers may have parents without end. */
  private static final int MAX_MARKERS = 64;

  private final Layout<?> layout;
  private final boolean includeMdc;
  private final boolean includeCallerData;
  private final Attributes attributes;

  /** A layout of null sends the fields. */
  EventMapper(Layout<?> layout, boolean includeMdc, boolean includeCallerData, KeyMask mask) {
    this.attributes = new Attributes(mask);
    this.layout = layout;
    this.includeMdc = includeMdc;
    this.includeCallerData = includeCallerData;
  }

  /** What this throws was thrown by the application's own objects. */
  void write(LogEvent event, EventEncoder encoder, Scratch scratch) {
    if (layout == null) {
      writeFields(event, encoder, scratch);
    } else if (layout instanceof StringLayout text
        && !StandardCharsets.UTF_8.equals(text.getCharset())) {
      byte[] utf8 = text.toSerializable(event).getBytes(StandardCharsets.UTF_8);
      writeBody(event, utf8, utf8.length, encoder);
    } else {
      layout.encode(event, scratch.cleared());
      writeBody(event, scratch.array(), scratch.length(), encoder);
    }
  }

  private static void begin(LogEvent event, EventEncoder encoder) {
    encoder.begin(
        Log4jSeverity.of(event.getLevel()),
        epochNanos(event),
        event.getLoggerName(),
        event.getThreadName());
  }

  private static long epochNanos(LogEvent event) {
    Instant instant = event.getInstant();
    return instant == null
        ? event.getTimeMillis() * 1_000_000
        : instant.getEpochSecond() * 1_000_000_000 + instant.getNanoOfSecond();
  }

  private static void writeBody(LogEvent event, byte[] utf8, int length, EventEncoder encoder) {
    do {
      begin(event, encoder);
      encoder.formatted(utf8, 0, length);
    } while (!encoder.finish());
  }

  private void writeFields(LogEvent event, EventEncoder encoder, Scratch scratch) {
    CharSequence text = textOf(event.getMessage(), scratch);
    ReadOnlyStringMap context = includeMdc ? event.getContextData() : null;
    TraceContext trace = Attributes.traceOf(context);
    JavaTrace thrown = event.getThrown() == null ? null : JavaTrace.of(event.getThrown());
    do {
      begin(event, encoder);
      encoder.message(text);
      writeLevel(event.getLevel(), encoder);
      attributes.writeContext(context, trace, encoder);
      attributes.writeFields(event.getMessage(), encoder);
      writeMarker(event.getMarker(), MAX_MARKERS, encoder);
      if (includeMdc) {
        writeContextStack(event.getContextStack(), encoder);
      }
      if (trace != null) {
        encoder.trace(context.getValue(trace.traceKey()), context.getValue(trace.spanKey()));
      }
      writeCaller(event, encoder);
      if (thrown != null) {
        encoder.throwable(thrown, JavaTrace.ACCESS);
      }
    } while (!encoder.finish());
  }

  /** Formatted into the scratch where that spares a string. */
  private CharSequence textOf(Message message, Scratch scratch) {
    if (message == null) {
      return null;
    }
    if (message instanceof MapMessage<?, ?> map) {
      CharSequence masked = attributes.maskedText(map, scratch.text());
      if (masked != null) {
        return masked;
      }
    }
    if (message instanceof StringBuilderFormattable formattable) {
      StringBuilder text = scratch.text();
      formattable.formatTo(text);
      return text;
    }
    return message.getFormattedMessage();
  }

  /** The number of a level of the application's own making does not tell its name. */
  private static void writeLevel(Level level, EventEncoder encoder) {
    if (!Log4jSeverity.isStandard(level)) {
      encoder.attribute("level", level.name());
    }
  }

  /** A marker, then its parents; answers how many more there may be. */
  private static int writeMarker(Marker marker, int allowed, EventEncoder encoder) {
    if (allowed == 0 || marker == null) {
      return allowed;
    }
    encoder.marker(marker.getName());
    int left = allowed - 1;
    if (marker.hasParents()) {
      for (Marker parent : marker.getParents()) {
        left = writeMarker(parent, left, encoder);
      }
    }
    return left;
  }

  private static void writeContextStack(ThreadContext.ContextStack stack, EventEncoder encoder) {
    if (stack != null && stack.getDepth() > 0) {
      for (String entry : stack.asList()) {
        encoder.contextStackEntry(entry);
      }
    }
  }

  private void writeCaller(LogEvent event, EventEncoder encoder) {
    StackTraceElement caller = includeCallerData ? event.getSource() : null;
    if (caller != null) {
      encoder.caller(caller);
    }
  }
}
