package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.List;

/** What datagrams say, as lines of a golden vector. */
final class DatagramLines {

  private final List<String> out = new ArrayList<>();

  private DatagramLines() {}

  static List<String> of(List<byte[]> datagrams, Secret secret) {
    DatagramLines lines = new DatagramLines();
    Decoder decoder = new Decoder(secret);
    List<Datagram> decoded = new ArrayList<>();
    datagrams.forEach(each -> decoded.add(lines.opened(decoder.decode(each, each.length))));
    if (decoded.get(0) instanceof Datagram.Piece) {
      lines.pieces(decoded);
    } else {
      decoded.forEach(lines::datagram);
    }
    return lines.out;
  }

  private Datagram opened(Datagram datagram) {
    if (datagram instanceof Datagram.Opened opened) {
      add("number", opened.number());
      if (opened.run() != 0) {
        add("run", Long.toHexString(opened.run()));
        add("heard", opened.heard());
      }
      return opened.datagram();
    }
    return datagram;
  }

  private void add(String key, Object value) {
    out.add(Lines.line(key, value));
  }

  private void addIf(boolean flag, String key) {
    if (flag) {
      add(key, true);
    }
  }

  private void datagram(Datagram datagram) {
    if (datagram instanceof Datagram.Events events) {
      events(events);
    } else if (datagram instanceof Datagram.Heartbeat heartbeat) {
      heartbeat(heartbeat);
    } else if (datagram instanceof Datagram.Status status) {
      kind("STATUS", status);
      add("next-expected", status.nextExpected());
      add("window", status.windowBytes());
      add("shown", status.shown());
    } else if (datagram instanceof Datagram.Nak nak) {
      kind("NAK", nak);
      nak.ranges().forEach(each -> add("range", each.first() + " x " + each.packets()));
    } else if (datagram instanceof Datagram.Malformed malformed) {
      add("kind", "MALFORMED");
      add("reason", malformed.reason());
    } else if (datagram instanceof Datagram.Sealed sealed) {
      add("kind", "SEALED");
      add("session", Long.toHexString(sealed.session()));
    } else if (datagram instanceof Datagram.Unsupported unsupported) {
      add("kind", "UNSUPPORTED");
      add("reason", unsupported.what());
    } else {
      add("kind", "FOREIGN");
    }
  }

  private void kind(String name, Datagram.Native datagram) {
    add("kind", name);
    add("session", Long.toHexString(datagram.session()));
  }

  private void packet(String name, Datagram.Packet packet) {
    kind(name, packet);
    add("packet", packet.sequence());
    addIf(packet.oneWay(), "one-way");
    resource(Decoder.resource(packet.resourceBlock()));
  }

  private void resource(Resource resource) {
    add("service", resource.service());
    add("host", resource.host());
    add("process", resource.processId());
    add("framework", resource.framework());
    add("start", resource.startNanos());
  }

  private void events(Datagram.Events events) {
    packet("EVENTS", events);
    add("first-event", events.firstEvent());
    for (Datagram.Record each : events.records()) {
      if (each instanceof Event event) {
        event(event);
      } else if (each instanceof Datagram.Drops drops) {
        add("drops", DropLines.print(drops.counts()));
      }
    }
  }

  private void event(Event event) {
    add("event", event.sequence());
    out.addAll(EventLines.print(EventSpec.of(event)));
  }

  private void heartbeat(Datagram.Heartbeat heartbeat) {
    kind("HEARTBEAT", heartbeat);
    add("next-packet", heartbeat.nextSequence());
    add("oldest-retained", heartbeat.oldestRetained());
    add("next-event", heartbeat.nextEvent());
    add("first-unseen", heartbeat.firstUnseen());
    addIf(heartbeat.endOfSession(), "end-of-session");
    addIf(heartbeat.probe(), "probe");
    addIf(heartbeat.oneWay(), "one-way");
    resource(heartbeat.resource());
    add("drops", DropLines.print(heartbeat.drops()));
  }

  /** The pieces of one event, in their order. */
  private void pieces(List<Datagram> pieces) {
    Datagram.Piece first = (Datagram.Piece) pieces.get(0);
    packet("PIECES", first);
    add("packet-bytes", first.datagramBytes());
    byte[] joined = new byte[first.eventBytes()];
    for (Datagram each : pieces) {
      Utf8 bytes = ((Datagram.Piece) each).bytes();
      int offset = ((Datagram.Piece) each).offset();
      System.arraycopy(bytes.bytes(), bytes.offset(), joined, offset, bytes.length());
    }
    event(Decoder.joined(joined, joined.length, first.firstEvent()));
  }
}
