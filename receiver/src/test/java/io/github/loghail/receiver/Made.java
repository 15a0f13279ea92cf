package io.github.loghail.receiver;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Entries made as they are in life: encoded, packed, and read again. */
final class Made {

  /** 14:03:21.204 UTC. */
  static final long NANOS = 1_795_442_601_204_000_000L;

  static final Resource RESOURCE = new Resource("shop", "box", 4121, "logback", 0);

  private Made() {}

  static Source source(String service) {
    return new Source(
        service,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000),
        0xABCDEF,
        new Resource(service, "box", 4121, "logback", 0));
  }

  static Entry.Logged logged(String service, Consumer<EventEncoder> rest) {
    return logged(service, Severity.INFO, "com.acme.shop.OrderService", rest);
  }

  static Entry.Logged logged(
      String service, int severity, String logger, Consumer<EventEncoder> rest) {
    return logged(service, severity, logger, 1 << 20, rest);
  }

  /** An event of a time of its own. */
  static Entry.Logged at(Source source, long epochNanos) {
    return at(source, epochNanos, Severity.INFO, "com.acme.shop.OrderService", e -> e.message("m"));
  }

  static Entry.Logged at(
      Source source, long epochNanos, int severity, String logger, Consumer<EventEncoder> rest) {
    return at(source, epochNanos, severity, logger, "main", rest);
  }

  static Entry.Logged at(
      Source source,
      long epochNanos,
      int severity,
      String logger,
      String thread,
      Consumer<EventEncoder> rest) {
    EventEncoder encoder = new EventEncoder(new Names(), 1 << 20);
    encoder.begin(severity, epochNanos, logger, thread);
    rest.accept(encoder);
    encoder.finish();
    return new Entry.Logged(source, event(encoder));
  }

  /** An event that is shortened when it is larger than so many bytes. */
  static Entry.Logged logged(
      String service, int severity, String logger, int maxBytes, Consumer<EventEncoder> rest) {
    EventEncoder encoder = new EventEncoder(new Names(), maxBytes);
    do {
      encoder.begin(severity, NANOS, logger, "main");
      rest.accept(encoder);
    } while (!encoder.finish());
    return new Entry.Logged(source(service), event(encoder));
  }

  static Entry.Logged message(String text) {
    return logged("shop", encoder -> encoder.message(text));
  }

  static Entry.Logged thrown(Throwable thrown) {
    return logged(
        "shop",
        encoder -> {
          encoder.message("failed");
          encoder.throwable(JavaTrace.of(thrown), JavaTrace.ACCESS);
        });
  }

  private static Event event(EventEncoder encoder) {
    for (int bytes = 1 << 14; bytes <= 1 << 20; bytes <<= 6) {
      PacketWriter writer = new PacketWriter(7, RESOURCE, false);
      byte[] packet = new byte[bytes];
      writer.open(packet, packet.length, 0, 0);
      if (writer.append(encoder)) {
        int length = writer.seal();
        new Checksum().put(packet, length);
        Datagram.Events events = (Datagram.Events) new Decoder().decode(packet, length);
        return (Event) events.records().get(0);
      }
    }
    throw new IllegalArgumentException("larger than a packet");
  }

  static String render(Renderer renderer, Entry... entries) {
    LineBuffer out = new LineBuffer();
    for (Entry entry : entries) {
      renderer.render(entry, out);
    }
    return out.toString();
  }
}
