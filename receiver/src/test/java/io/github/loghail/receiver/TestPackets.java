package io.github.loghail.receiver;

import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the datagrams of one session, through the real encoder and decoder. */
final class TestPackets {

  static final long START_NANOS = 1_000_000_000_000_000_000L;

  private final long session;
  private final Resource resource;
  private final boolean oneWay;
  private final Names names = new Names();
  private final EventEncoder encoder = new EventEncoder(names, 1 << 20);
  private final PacketWriter writer;
  private final Checksum checksum = new Checksum();
  private final Decoder decoder = new Decoder();

  TestPackets(long session, Resource resource, boolean oneWay) {
    this.session = session;
    this.resource = resource;
    this.oneWay = oneWay;
    writer = new PacketWriter(session, resource, oneWay);
  }

  static TestPackets of(long session) {
    return new TestPackets(session, resource("orders"), false);
  }

  static TestPackets oneWay(long session) {
    return new TestPackets(session, resource("orders"), true);
  }

  static Resource resource(String service) {
    return new Resource(service, "host", 4121, "logback", START_NANOS);
  }

  Resource resource() {
    return resource;
  }

  /** A packet of events, each with its own sequence as its message. */
  byte[] eventBytes(long sequence, long firstEvent, int count) {
    return eventBytes(sequence, firstEvent, count, null);
  }

  byte[] eventBytes(long sequence, long firstEvent, int count, DropCounts drops) {
    byte[] packet = new byte[60_000];
    writer.open(packet, packet.length, sequence, firstEvent);
    if (drops != null) {
      writer.append(drops);
    }
    for (int i = 0; i < count; i++) {
      encode(Long.toString(firstEvent + i), START_NANOS + firstEvent + i);
      writer.append(encoder);
    }
    return finished(packet, writer.seal());
  }

  private void encode(String message, long epochNanos) {
    do {
      encoder.begin(Severity.INFO, epochNanos, "com.acme.Orders", "main");
      encoder.message(message);
    } while (!encoder.finish());
  }

  /** A packet of one event at a time of its own. */
  byte[] timedBytes(long sequence, long event, long epochNanos) {
    byte[] packet = new byte[1000];
    writer.open(packet, packet.length, sequence, event);
    encode(Long.toString(event), epochNanos);
    writer.append(encoder);
    return finished(packet, writer.seal());
  }

  /** The pieces of an event whose message has so many characters. */
  List<byte[]> pieceBytes(long sequence, long event, int chars, int capacity) {
    encode("x".repeat(chars), START_NANOS + event);
    int length = writer.join(encoder);
    List<byte[]> pieces = new ArrayList<>();
    for (int offset = 0; offset < length; offset += writer.pieceBytes(capacity)) {
      byte[] packet = new byte[capacity];
      int bytes = writer.writePiece(packet, capacity, sequence + pieces.size(), event, offset);
      pieces.add(finished(packet, bytes));
    }
    return pieces;
  }

  private byte[] finished(byte[] packet, int length) {
    byte[] datagram = Arrays.copyOf(packet, length);
    checksum.put(datagram, length);
    return datagram;
  }

  Datagram.Packet events(long sequence, long firstEvent, int count) {
    return packet(eventBytes(sequence, firstEvent, count));
  }

  Datagram.Packet packet(byte[] bytes) {
    return (Datagram.Packet) decoder.decode(bytes, bytes.length);
  }

  List<Datagram.Packet> pieces(long sequence, long event, int chars, int capacity) {
    return pieceBytes(sequence, event, chars, capacity).stream().map(this::packet).toList();
  }

  Datagram.Heartbeat heartbeat(long next, long oldest, long nextEvent) {
    return heartbeat(next, oldest, nextEvent, 0, new DropCounts(), false);
  }

  Datagram.Heartbeat end(long next, long oldest, long nextEvent) {
    return heartbeat(next, oldest, nextEvent, 0, new DropCounts(), true);
  }

  Datagram.Heartbeat heartbeat(
      long next, long oldest, long nextEvent, long firstUnseen, DropCounts drops, boolean end) {
    return new Datagram.Heartbeat(
        session, next, oldest, nextEvent, firstUnseen, resource, drops, end, false, oneWay);
  }

  Datagram.Heartbeat probe() {
    return new Datagram.Heartbeat(
        session, 0, 0, 0, 0, resource, new DropCounts(), false, true, oneWay);
  }

  static byte[] bytes(Datagram.Heartbeat heartbeat) {
    ControlWriter control = new ControlWriter();
    int length = control.write(heartbeat);
    return Arrays.copyOf(control.bytes(), length);
  }

  static DropCounts drops(DropCause cause, int severity, long events) {
    DropCounts drops = new DropCounts();
    drops.add(cause, severity, events);
    return drops;
  }
}
