package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes the datagrams that the lines of a golden vector describe. */
final class VectorEncoder {

  private final Lines in;
  private final List<byte[]> out = new ArrayList<>();
  private final EventEncoder encoder = new EventEncoder(new Names(), Wire.DEFAULT_MAX_EVENT_BYTES);

  private Seal seal;
  private long heard;

  private VectorEncoder(Lines in, Secret secret) {
    this.in = in;
    if (secret != null) {
      sealed(secret);
    }
  }

  static List<byte[]> encode(List<String> facts, Secret secret) {
    VectorEncoder vector = new VectorEncoder(new Lines(facts), secret);
    vector.datagram();
    if (!vector.in.key().isEmpty()) {
      throw new IllegalArgumentException("not expected here: " + vector.in.key());
    }
    return vector.out;
  }

  private void sealed(Secret secret) {
    long number = in.takeNumber("number");
    long run = in.isAt("run") ? Long.parseUnsignedLong(in.take("run"), 16) : 0;
    heard = in.isAt("heard") ? in.takeNumber("heard") : 0;
    seal = new Seal(secret, run, number - 1);
  }

  private void datagram() {
    String kind = in.take("kind");
    long session = Long.parseUnsignedLong(in.take("session"), 16);
    switch (kind) {
      case "EVENTS" -> events(session);
      case "PIECES" -> pieces(session);
      case "HEARTBEAT" -> heartbeat(session);
      case "STATUS" -> status(session);
      case "NAK" -> nak(session);
      default -> throw new IllegalArgumentException("kind " + kind);
    }
  }

  private void events(long session) {
    long sequence = in.takeNumber("packet");
    PacketWriter packets = packets(session);
    byte[] packet = new byte[Wire.MAX_DATAGRAM_BYTES];
    packets.open(packet, packet.length, sequence, in.takeNumber("first-event"));
    while (!in.key().isEmpty()) {
      if (in.isAt("drops")) {
        packets.append(DropLines.parse(in.take("drops")));
      } else {
        in.take("event");
        EventLines.parse(in).writeTo(encoder);
        packets.append(encoder);
      }
    }
    finish(packet, packets.seal());
  }

  private void pieces(long session) {
    long sequence = in.takeNumber("packet");
    PacketWriter packets = packets(session);
    int packetBytes = (int) in.takeNumber("packet-bytes");
    long event = in.takeNumber("event");
    EventLines.parse(in).writeTo(encoder);
    int total = packets.join(encoder);
    for (int offset = 0; offset < total; offset += packets.pieceBytes(packetBytes)) {
      byte[] packet = new byte[packetBytes];
      finish(packet, packets.writePiece(packet, packetBytes, sequence++, event, offset));
    }
  }

  private PacketWriter packets(long session) {
    boolean oneWay = in.takeFlag("one-way");
    return new PacketWriter(session, resource(), oneWay);
  }

  private Resource resource() {
    String service = in.take("service");
    String host = in.take("host");
    long process = in.takeNumber("process");
    return new Resource(service, host, process, in.take("framework"), in.takeNumber("start"));
  }

  private void heartbeat(long session) {
    long next = in.takeNumber("next-packet");
    long oldest = in.takeNumber("oldest-retained");
    long nextEvent = in.takeNumber("next-event");
    long unseen = in.takeNumber("first-unseen");
    boolean end = in.takeFlag("end-of-session");
    boolean probe = in.takeFlag("probe");
    boolean oneWay = in.takeFlag("one-way");
    Resource resource = resource();
    DropCounts drops = DropLines.parse(in.take("drops"));
    ControlWriter control = new ControlWriter();
    finish(
        control.bytes(),
        control.write(
            new Datagram.Heartbeat(
                session, next, oldest, nextEvent, unseen, resource, drops, end, probe, oneWay)));
  }

  private void status(long session) {
    long next = in.takeNumber("next-expected");
    int window = (int) in.takeNumber("window");
    ControlWriter control = new ControlWriter();
    Datagram.Status status = new Datagram.Status(session, next, window, in.takeNumber("shown"));
    finish(control.bytes(), control.write(status));
  }

  private void nak(long session) {
    List<Datagram.Range> ranges = new ArrayList<>();
    while (in.isAt("range")) {
      String[] parts = in.take("range").split(" x ");
      ranges.add(new Datagram.Range(Long.parseLong(parts[0]), Integer.parseInt(parts[1])));
    }
    ControlWriter control = new ControlWriter();
    finish(control.bytes(), control.write(new Datagram.Nak(session, ranges)));
  }

  private void finish(byte[] datagram, int length) {
    new Checksum().put(datagram, length);
    out.add(seal == null ? Arrays.copyOf(datagram, length) : sealed(datagram, length));
  }

  private byte[] sealed(byte[] plain, int length) {
    boolean isAnswer = plain[Wire.KIND_AT] > Wire.KIND_HEARTBEAT;
    int end =
        isAnswer ? seal.toSender(plain, length, any -> heard) : seal.toReceiver(plain, 0, length);
    return Arrays.copyOf(seal.bytes(), end);
  }
}
