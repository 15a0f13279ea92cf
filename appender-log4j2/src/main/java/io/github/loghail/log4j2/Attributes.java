package io.github.loghail.log4j2;

import io.github.loghail.sender.TraceContext;
import io.github.loghail.wire.EventEncoder;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;

/** Context data and a message's own fields as attributes, by visitors that hold no state. */
final class Attributes {

  private static final TraceContext[] TRACE_CONTEXTS = TraceContext.values();

  private static final TriConsumer<String, Object, EventEncoder> ALL =
      (key, value, encoder) -> encoder.attribute(key, value);

  private static final TriConsumer<String, Object, EventEncoder> BUT_OPEN_TELEMETRY =
      allBut(TraceContext.OPEN_TELEMETRY);

  private static final TriConsumer<String, Object, EventEncoder> BUT_MICROMETER =
      allBut(TraceContext.MICROMETER);

  private Attributes() {}

  private static TriConsumer<String, Object, EventEncoder> allBut(TraceContext trace) {
    return (key, value, encoder) -> {
      if (!trace.test(key)) {
        encoder.attribute(key, value);
      }
    };
  }

  /** The trace context that the context data holds, or null. */
  static TraceContext traceOf(ReadOnlyStringMap context) {
    if (context == null || context.isEmpty()) {
      return null;
    }
    for (TraceContext trace : TRACE_CONTEXTS) {
      Object traceId = context.getValue(trace.traceKey());
      if (traceId != null
          && TraceContext.isValid(traceId, context.<Object>getValue(trace.spanKey()))) {
        return trace;
      }
    }
    return null;
  }

  static void writeContext(ReadOnlyStringMap context, TraceContext trace, EventEncoder encoder) {
    if (context == null || context.isEmpty()) {
      return;
    }
    if (trace == null) {
      context.forEach(ALL, encoder);
    } else {
      context.forEach(
          trace == TraceContext.MICROMETER ? BUT_MICROMETER : BUT_OPEN_TELEMETRY, encoder);
    }
  }

  /** Fields of a map or of structured data. */
  static void writeFields(Message message, EventEncoder encoder) {
    if (message instanceof MapMessage<?, ?> map) {
      map.forEach(ALL, encoder);
    }
  }
}
