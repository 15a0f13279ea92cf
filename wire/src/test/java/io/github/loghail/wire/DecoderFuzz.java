package io.github.loghail.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Any bytes: as they are, with a checksum that lets them in, and as an event joined of pieces. */
class DecoderFuzz {

  private final Decoder decoder = new Decoder();
  private final Checksum checksum = new Checksum();

  @FuzzTest(maxDuration = "60s")
  void decode(byte[] data) {
    read(decoder.decode(data, data.length));
    if (data.length >= Wire.COMMON_HEADER_BYTES) {
      byte[] admitted = data.clone();
      checksum.put(admitted, admitted.length);
      read(decoder.decode(admitted, admitted.length));
    }
    Event joined = Decoder.joined(data, data.length, 0);
    if (joined != null) {
      read(joined);
    }
  }

  private static void read(Datagram datagram) {
    if (datagram instanceof Datagram.Packet packet) {
      Decoder.resource(packet.resourceBlock()).service();
    }
    if (datagram instanceof Datagram.Events events) {
      for (Datagram.Record record : events.records()) {
        if (record instanceof Event event) {
          read(event);
        }
      }
    }
  }

  /** Everything that may be asked for: what the constructor let in must not fail later. */
  private static void read(Event event) {
    event.message().toString();
    event.logger().toString();
    event.thread().toString();
    event.anyKey(key -> key.toString().isEmpty());
    event.attributes().forEach(each -> each.toString());
    event.markers().forEach(Utf8::toString);
    event.contextStack().forEach(Utf8::toString);
    String.valueOf(event.traceId()).concat(String.valueOf(event.spanId()));
    String.valueOf(event.caller()).isEmpty();
    if (event.thrown() != null) {
      read(List.of(event.thrown()));
    }
  }

  private static void read(List<Thrown> all) {
    for (Thrown head : all) {
      for (Thrown each = head; each != null; each = each.cause()) {
        each.className().toString();
        each.frames().forEach(Frame::toString);
        read(each.suppressed());
      }
    }
  }
}
