package io.github.loghail.receiver.foreign;

import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Wire;

/**
 * Makes events of drafts: they are encoded and read again, and so the same to all that shows them
 * as what our own appenders send. Not thread-safe.
 */
final class EventWriter {

  private static final Resource NOBODY = new Resource("", "", 0, "", 0);

  private final EventEncoder encoder = new EventEncoder(new Names(), Wire.DEFAULT_MAX_EVENT_BYTES);
  private final PacketWriter writer = new PacketWriter(0, NOBODY, false);
  private long sequence;

  /** The event; null if it cannot be one, which would be a fault of ours. */
  Event write(Draft draft) {
    try {
      do {
        encode(draft);
      } while (!encoder.finish());
    } catch (RuntimeException e) {
      encoder.abandon();
      throw e;
    }
    byte[] joined = writer.joined(encoder);
    return Decoder.joined(joined, joined.length, sequence++);
  }

  private void encode(Draft draft) {
    encoder.begin(draft.severity, draft.epochNanos, draft.logger, draft.thread);
    encoder.message(draft.message);
    draft.attributes.forEach(encoder::attribute);
    draft.markers.forEach(encoder::marker);
    draft.contextStack.forEach(encoder::contextStackEntry);
    if (draft.traceId != null) {
      encoder.trace(draft.traceId, draft.spanId);
    }
    if (draft.caller != null) {
      encoder.caller(draft.caller);
    }
    if (draft.thrown != null) {
      encoder.throwable(draft.thrown, ReadThrowable.ACCESS);
    }
  }
}
