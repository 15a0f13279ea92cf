package io.github.loghail.receiver;

import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Wire;
import java.util.Arrays;

/**
 * Makes events of what {@link JsonRenderer} wrote: they are encoded and read again, and so the same
 * to all that shows them. Not thread-safe.
 */
final class SavedEvents {

  private static final int SCRATCH_BYTES = 64 << 10;
  private static final Resource NOBODY = new Resource("", "", 0, "", 0);

  private final EventEncoder encoder = new EventEncoder(new Names(), Wire.MAX_EVENT_BYTES / 2);
  private final PacketWriter writer = new PacketWriter(0, NOBODY, false);
  private final Checksum checksum = new Checksum();
  private final Decoder decoder = new Decoder();
  private final byte[] scratch = new byte[SCRATCH_BYTES];

  /** The event; null when the object holds none. */
  Event read(JsonObject json, long epochNanos) {
    int severity = severity(json);
    if (severity < 0) {
      return null;
    }
    do {
      encoder.begin(severity, epochNanos, json.text("logger"), json.text("thread"));
      encode(json);
    } while (!encoder.finish());
    return decode(pack(json.number("sequence", 0)));
  }

  private static int severity(JsonObject json) {
    String level = json.text("level");
    long severity = level == null ? -1 : json.number("severity", Severity.parse(level));
    return severity > Severity.MAX ? -1 : (int) Math.max(-1, severity);
  }

  private void encode(JsonObject json) {
    String message = json.text("message");
    if (json.is("formatted") && message != null) {
      Utf8 utf8 = Utf8.of(message);
      encoder.formatted(utf8.bytes(), utf8.offset(), utf8.length());
    } else {
      encoder.message(message);
    }
    JsonObject attributes = json.object("attributes");
    if (attributes != null) {
      attributes.fields().forEach(encoder::attribute);
    }
    json.list("markers", String.class).forEach(encoder::marker);
    json.list("contextStack", String.class).forEach(encoder::contextStackEntry);
    if (json.text("traceId") != null) {
      encoder.trace(json.text("traceId"), json.text("spanId"));
    }
    JsonObject caller = json.object("caller");
    if (caller != null) {
      encoder.caller(SavedThrowable.frame(caller));
    }
    JsonObject exception = json.object("exception");
    if (exception != null) {
      encoder.throwable(new SavedThrowable(exception), SavedThrowable.ACCESS);
    }
    long originalBytes = json.number("originalSize", 0);
    if (originalBytes > 0) {
      encoder.shortened(originalBytes);
    }
  }

  /** A packet of its own for the event, however large that is. */
  private byte[] pack(long sequence) {
    byte[] packet = scratch;
    writer.open(packet, packet.length, 0, sequence);
    while (!writer.append(encoder)) {
      writer.seal();
      packet = new byte[4 * packet.length];
      writer.open(packet, packet.length, 0, sequence);
    }
    return Arrays.copyOf(packet, writer.seal());
  }

  private Event decode(byte[] packet) {
    checksum.put(packet, packet.length);
    return decoder.decode(packet, packet.length) instanceof Datagram.Events events
        ? (Event) events.records().get(0)
        : null;
  }
}
