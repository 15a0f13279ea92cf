package io.github.loghail.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.github.loghail.sender.TraceContext;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.KeyMask;
import io.github.loghail.wire.Severity;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Writes a Logback event in the form of the wire. Safe for any number of threads. */
final class EventMapper {

  private static final TraceContext[] TRACE_CONTEXTS = TraceContext.values();

  /** Markers may refer to each other; those beyond are not worth a loop without end. */
  private static final int MAX_MARKERS = 64;

  private final Body body;
  private final boolean includeMdc;
  private final boolean includeCallerData;
  private final KeyMask mask;

  /** A body of null sends the fields. */
  EventMapper(Body body, boolean includeMdc, boolean includeCallerData, KeyMask mask) {
    this.mask = mask;
    this.body = body;
    this.includeMdc = includeMdc;
    this.includeCallerData = includeCallerData;
  }

  /** What this throws was thrown by the application's own objects. */
  void write(ILoggingEvent event, EventEncoder encoder) {
    if (body == null) {
      writeFields(event, encoder);
    } else {
      writeBody(event, body.of(event), encoder);
    }
  }

  static int severity(Level level) {
    if (level == null) {
      return 0;
    }
    int number = level.toInt();
    if (number >= Level.ERROR_INT) {
      return Severity.ERROR;
    }
    if (number >= Level.WARN_INT) {
      return Severity.WARN;
    }
    if (number >= Level.INFO_INT) {
      return Severity.INFO;
    }
    return number >= Level.DEBUG_INT ? Severity.DEBUG : Severity.TRACE;
  }

  private static void begin(ILoggingEvent event, EventEncoder encoder) {
    encoder.begin(
        severity(event.getLevel()),
        epochNanos(event),
        event.getLoggerName(),
        event.getThreadName());
  }

  private static long epochNanos(ILoggingEvent event) {
    Instant instant = event.getInstant();
    return instant == null
        ? event.getTimeStamp() * 1_000_000
        : instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  private static void writeBody(ILoggingEvent event, byte[] utf8, EventEncoder encoder) {
    do {
      begin(event, encoder);
      encoder.formatted(utf8, 0, utf8.length);
    } while (!encoder.finish());
  }

  private void writeFields(ILoggingEvent event, EventEncoder encoder) {
    String message = event.getFormattedMessage();
    Map<String, String> mdc = includeMdc ? event.getMDCPropertyMap() : null;
    TraceContext trace = mdc == null || mdc.isEmpty() ? null : traceOf(mdc);
    StackTraceElement caller = includeCallerData ? callerOf(event) : null;
    IThrowableProxy thrown = event.getThrowableProxy();
    do {
      begin(event, encoder);
      encoder.message(message);
      if (mdc != null && !mdc.isEmpty()) {
        encoder.attributes(mdc, trace, mask);
      }
      writeKeyValuePairs(event.getKeyValuePairs(), encoder);
      writeMarkers(event.getMarkerList(), encoder);
      if (trace != null) {
        encoder.trace(mdc.get(trace.traceKey()), mdc.get(trace.spanKey()));
      }
      if (caller != null) {
        encoder.caller(caller);
      }
      if (thrown != null) {
        encoder.throwable(thrown, LogbackThrowable.ACCESS);
      }
    } while (!encoder.finish());
  }

  private static TraceContext traceOf(Map<String, String> mdc) {
    for (TraceContext trace : TRACE_CONTEXTS) {
      if (TraceContext.isValid(mdc.get(trace.traceKey()), mdc.get(trace.spanKey()))) {
        return trace;
      }
    }
    return null;
  }

  private static StackTraceElement callerOf(ILoggingEvent event) {
    StackTraceElement[] frames = event.getCallerData();
    return frames == null || frames.length == 0 ? null : frames[0];
  }

  private void writeKeyValuePairs(List<KeyValuePair> pairs, EventEncoder encoder) {
    if (pairs != null) {
      for (int i = 0; i < pairs.size(); i++) {
        KeyValuePair pair = pairs.get(i);
        writeAttribute(pair.key, pair.value, encoder);
      }
    }
  }

  private void writeAttribute(String key, Object value, EventEncoder encoder) {
    encoder.attribute(key, mask.hides(key) ? KeyMask.MASK : value);
  }

  private static void writeMarkers(List<Marker> markers, EventEncoder encoder) {
    if (markers != null) {
      int left = MAX_MARKERS;
      for (int i = 0; i < markers.size(); i++) {
        left = writeMarker(markers.get(i), left, encoder);
      }
    }
  }

  /** A marker, then those that it refers to; answers how many more there may be. */
  @SuppressWarnings("deprecation") // references have no successor, and applications still use them
  private static int writeMarker(Marker marker, int allowed, EventEncoder encoder) {
    if (allowed == 0 || marker == null) {
      return allowed;
    }
    encoder.marker(marker.getName());
    int left = allowed - 1;
    if (marker.hasReferences()) {
      for (Iterator<Marker> each = marker.iterator(); left > 0 && each.hasNext(); ) {
        left = writeMarker(each.next(), left, encoder);
      }
    }
    return left;
  }
}
