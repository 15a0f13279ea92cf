package io.github.loghail.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An event as plain values: what a test writes, and what it expects to read. */
record EventSpec(
    int severity,
    long nanos,
    String logger,
    String thread,
    String message,
    boolean formatted,
    List<Attr> attributes,
    List<String> markers,
    List<String> contextStack,
    String traceId,
    String spanId,
    FrameSpec caller,
    ThrownSpec thrown,
    long originalBytes) {

  /** A key and a String, Boolean, Long, Double or null; {@link #UNKNOWN} is only ever read. */
  record Attr(String key, Object value) {}

  static final Object UNKNOWN =
      new Object() {
        @Override
        public String toString() {
          return "unknown";
        }
      };

  static EventSpec of(String message) {
    return new EventSpec(
        Severity.INFO,
        1_700_000_000_000_000_000L,
        "",
        "",
        message,
        false,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        0);
  }

  static EventSpec of(Event event) {
    return new EventSpec(
        event.severity(),
        event.epochNanos(),
        event.logger().toString(),
        event.thread().toString(),
        event.message().toString(),
        event.isFormatted(),
        event.attributes().stream()
            .map(each -> new Attr(each.key().toString(), plain(each.value())))
            .toList(),
        event.markers().stream().map(Utf8::toString).toList(),
        event.contextStack().stream().map(Utf8::toString).toList(),
        event.traceId(),
        event.spanId(),
        FrameSpec.of(event.caller()),
        ThrownSpec.of(event.thrown()),
        event.originalBytes());
  }

  private static Object plain(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().toString();
    } else if (value instanceof Value.Bool bool) {
      return bool.value();
    } else if (value instanceof Value.Whole whole) {
      return whole.value();
    } else if (value instanceof Value.Real real) {
      return real.value();
    }
    return value instanceof Value.Null ? null : UNKNOWN;
  }

  EventSpec from(String loggerName, String threadName) {
    return new EventSpec(
        severity,
        nanos,
        loggerName,
        threadName,
        message,
        formatted,
        attributes,
        markers,
        contextStack,
        traceId,
        spanId,
        caller,
        thrown,
        0);
  }

  EventSpec with(String key, Object value) {
    List<Attr> more = new ArrayList<>(attributes);
    more.add(new Attr(key, value));
    return withAll(more);
  }

  EventSpec withAll(List<Attr> all) {
    return new EventSpec(
        severity,
        nanos,
        logger,
        thread,
        message,
        formatted,
        List.copyOf(all),
        markers,
        contextStack,
        traceId,
        spanId,
        caller,
        thrown,
        0);
  }

  EventSpec withLists(List<String> markerNames, List<String> contextEntries) {
    return new EventSpec(
        severity,
        nanos,
        logger,
        thread,
        message,
        formatted,
        attributes,
        markerNames,
        contextEntries,
        traceId,
        spanId,
        caller,
        thrown,
        0);
  }

  EventSpec calledFrom(FrameSpec frame) {
    return new EventSpec(
        severity,
        nanos,
        logger,
        thread,
        message,
        formatted,
        attributes,
        markers,
        contextStack,
        traceId,
        spanId,
        frame,
        thrown,
        0);
  }

  EventSpec throwing(ThrownSpec throwable) {
    return new EventSpec(
        severity,
        nanos,
        logger,
        thread,
        message,
        formatted,
        attributes,
        markers,
        contextStack,
        traceId,
        spanId,
        caller,
        throwable,
        0);
  }

  /** What is read when this was written. */
  EventSpec wellFormed() {
    return new EventSpec(
        severity,
        nanos,
        Text.wellFormed(logger),
        Text.wellFormed(thread),
        Text.wellFormed(message),
        formatted,
        attributes.stream().map(EventSpec::wellFormed).toList(),
        markers.stream().map(Text::wellFormed).toList(),
        contextStack.stream().map(Text::wellFormed).toList(),
        traceId,
        spanId,
        caller == null ? null : caller.wellFormed(),
        thrown == null ? null : thrown.wellFormed(),
        originalBytes);
  }

  private static Attr wellFormed(Attr attribute) {
    return new Attr(
        Text.wellFormed(attribute.key),
        attribute.value instanceof String text ? Text.wellFormed(text) : attribute.value);
  }

  /** Writes it; answers how many attempts that took. */
  int writeTo(EventEncoder encoder) {
    int attempts = 0;
    do {
      attempts++;
      if (attempts > 20) {
        throw new AssertionError("does not converge");
      }
      writeOnce(encoder);
    } while (!encoder.finish());
    return attempts;
  }

  private void writeOnce(EventEncoder encoder) {
    encoder.begin(severity, nanos, logger, thread);
    if (formatted) {
      byte[] body = message.getBytes(StandardCharsets.UTF_8);
      encoder.formatted(body, 0, body.length);
    } else {
      encoder.message(message);
    }
    attributes.forEach(each -> encoder.attribute(each.key, each.value));
    markers.forEach(encoder::marker);
    contextStack.forEach(encoder::contextStackEntry);
    if (traceId != null && !encoder.trace(traceId, spanId)) {
      throw new AssertionError("trace " + traceId + " " + spanId);
    }
    if (caller != null) {
      encoder.caller(caller.element());
    }
    if (thrown != null) {
      encoder.throwable(thrown, ThrownSpec.ACCESS);
    }
  }
}
