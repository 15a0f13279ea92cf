package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sender and a receiver in one, without a network: events go in, packets are written and read
 * again, and what comes out is compared.
 */
final class Loop {

  static final long SESSION = 0x0123_4567_89AB_CDEFL;
  static final Resource RESOURCE = new Resource("shop", "box", 4121, "logback", 1_700_000_000L);

  final Names names = new Names();
  final PacketWriter packets = new PacketWriter(SESSION, RESOURCE, false);
  final EventEncoder encoder;
  final int packetBytes;

  private final Checksum checksum = new Checksum();
  private final Decoder decoder = new Decoder();
  private final List<byte[]> written = new ArrayList<>();
  private byte[] open;
  private long nextEvent;

  Loop() {
    this(Wire.MAX_PACKET_BYTES, Wire.DEFAULT_MAX_EVENT_BYTES);
  }

  Loop(int packetBytes, int maxEventBytes) {
    this.packetBytes = packetBytes;
    this.encoder = new EventEncoder(names, maxEventBytes);
  }

  /** Writes events, in as many packets as they need, split where one alone is too large. */
  List<byte[]> write(List<EventSpec> events) {
    written.clear();
    events.forEach(this::write);
    closePacket();
    return List.copyOf(written);
  }

  private void write(EventSpec event) {
    event.writeTo(encoder);
    if (open == null) {
      openPacket();
    }
    if (!packets.append(encoder)) {
      closePacket();
      openPacket();
      if (!packets.append(encoder)) {
        open = null;
        split();
      }
    }
    nextEvent++;
  }

  private void openPacket() {
    open = new byte[packetBytes];
    packets.open(open, packetBytes, written.size(), nextEvent);
  }

  private void closePacket() {
    if (open != null && !packets.isEmpty()) {
      finish(open, packets.seal());
    }
    open = null;
  }

  private void split() {
    int total = packets.join(encoder);
    for (int offset = 0; offset < total; offset += packets.pieceBytes(packetBytes)) {
      byte[] packet = new byte[packetBytes];
      finish(packet, packets.writePiece(packet, packetBytes, written.size(), nextEvent, offset));
    }
  }

  private void finish(byte[] packet, int length) {
    checksum.put(packet, length);
    written.add(Arrays.copyOf(packet, length));
  }

  Datagram decode(byte[] packet) {
    return decoder.decode(packet, packet.length);
  }

  /** Reads packets in their order, joining what was split, and checks their sequences. */
  List<Event> read(List<byte[]> datagrams) {
    List<Event> events = new ArrayList<>();
    byte[] joined = {};
    for (int i = 0; i < datagrams.size(); i++) {
      Datagram datagram = decode(datagrams.get(i));
      if (!(datagram instanceof Datagram.Packet packet) || packet.sequence() != i) {
        throw new AssertionError(datagram);
      }
      if (packet instanceof Datagram.Events some) {
        some.records().forEach(each -> events.add((Event) each));
      } else if (packet instanceof Datagram.Piece piece) {
        joined = piece.isFirst() ? new byte[piece.eventBytes()] : joined;
        Utf8 bytes = piece.bytes();
        System.arraycopy(bytes.bytes(), bytes.offset(), joined, piece.offset(), bytes.length());
        if (piece.isLast()) {
          events.add(Decoder.joined(joined, joined.length, piece.firstEvent()));
        }
      }
    }
    return events;
  }

  /** There and back. */
  List<EventSpec> roundTrip(List<EventSpec> events) {
    return read(write(events)).stream().map(EventSpec::of).toList();
  }

  EventSpec roundTrip(EventSpec event) {
    return roundTrip(List.of(event)).get(0);
  }
}
