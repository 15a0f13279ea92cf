package io.github.loghail.sender;

import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Events and packets as a sender's thread finds them. */
final class Made {

  /** 2023-11-14T22:13:20.123456789Z. */
  static final long NANOS = 1_700_000_000_123_456_789L;

  static final Resource ORDERS = new Resource("orders", "box", 4711, "test", 0);

  private static final int PACKET_BYTES = 60_000;

  private final EventEncoder encoder = new EventEncoder(new Names(), 1 << 20);
  private final PacketWriter writer = new PacketWriter(7, ORDERS, false);
  private final byte[] packet = new byte[PACKET_BYTES];

  /** A packet of events, each written by one of these behind severity, time, logger and thread. */
  @SafeVarargs
  final byte[] packet(long sequence, Consumer<EventEncoder>... events) {
    writer.open(packet, PACKET_BYTES, sequence, 0);
    for (Consumer<EventEncoder> event : events) {
      do {
        encoder.begin(Severity.WARN, NANOS, "com.acme.Orders", "main");
        event.accept(encoder);
      } while (!encoder.finish());
      if (!writer.append(encoder)) {
        throw new IllegalArgumentException("too much for a packet");
      }
    }
    int length = writer.seal();
    new Checksum().put(packet, length);
    return Arrays.copyOf(packet, length);
  }

  static Event event(Consumer<EventEncoder> event) {
    byte[] bytes = new Made().packet(0, event);
    Datagram.Events events = (Datagram.Events) new Decoder().decode(bytes, bytes.length);
    return (Event) events.records().get(0);
  }

  /** As with a throwable that the application logs. */
  static void thrown(EventEncoder event, Throwable thrown) {
    event.throwable(JavaTrace.of(thrown), JavaTrace.ACCESS);
  }

  /** What leaves for an event, as text. */
  static String rendered(Form form, int limit, Event event) {
    LineBytes out = new LineBytes(limit);
    new Rendering(form, new SendCounters(), limit).render(event, out);
    return new String(out.bytes(), 0, out.size(), StandardCharsets.UTF_8);
  }
}
