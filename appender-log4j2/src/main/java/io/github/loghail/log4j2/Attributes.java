package io.github.loghail.log4j2;

import io.github.loghail.sender.TraceContext;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.KeyMask;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.util.IndexedReadOnlyStringMap;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;

/**
 * Context data and a message's own fields as attributes. The visitors are made once, so that an
 * event costs no object.
 */
final class Attributes {

  private static final TraceContext[] TRACE_CONTEXTS = TraceContext.values();

  private final KeyMask mask;
  private final TriConsumer<String, Object, EventEncoder> all = this::write;
  private final TriConsumer<String, Object, EventEncoder> butOpenTelemetry =
      allBut(TraceContext.OPEN_TELEMETRY);
  private final TriConsumer<String, Object, EventEncoder> butMicrometer =
      allBut(TraceContext.MICROMETER);

  Attributes(KeyMask mask) {
    this.mask = mask;
  }

  private void write(String key, Object value, EventEncoder encoder) {
    encoder.attribute(key, mask.hides(key) ? KeyMask.MASK : value);
  }

  private TriConsumer<String, Object, EventEncoder> allBut(TraceContext trace) {
    return (key, value, encoder) -> {
      if (!trace.test(key)) {
        write(key, value, encoder);
      }
    };
  }

  /**
   * A map message's text names all its fields. Where one is a secret, it is written in this form,
   * which is the usual one, whatever form the message has.
   *
   * @return null where nothing is a secret
   */
  CharSequence maskedText(MapMessage<?, ?> message, StringBuilder out) {
    IndexedReadOnlyStringMap fields = message.getIndexedReadOnlyStringMap();
    if (!hidesAny(fields)) {
      return null;
    }
    for (int i = 0; i < fields.size(); i++) {
      String key = fields.getKeyAt(i);
      Object value = mask.hides(key) ? KeyMask.MASK : fields.getValueAt(i);
      out.append(i == 0 ? "" : " ").append(key).append("=\"").append(value).append('"');
    }
    return out;
  }

  private boolean hidesAny(IndexedReadOnlyStringMap fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (mask.hides(fields.getKeyAt(i))) {
        return true;
      }
    }
    return false;
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

  void writeContext(ReadOnlyStringMap context, TraceContext trace, EventEncoder encoder) {
    if (context == null || context.isEmpty()) {
      return;
    }
    if (trace == null) {
      context.forEach(all, encoder);
    } else {
      context.forEach(trace == TraceContext.MICROMETER ? butMicrometer : butOpenTelemetry, encoder);
    }
  }

  /** Fields of a map or of structured data. */
  void writeFields(Message message, EventEncoder encoder) {
    if (message instanceof MapMessage<?, ?> map) {
      map.forEach(all, encoder);
    }
  }
}
