package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/**
 * No bytes make the decoder throw, or allocate out of proportion. Datagrams are damaged and then
 * given a checksum that matches, or else the damage would never reach the parser.
 */
@Domain(Specs.class)
@Domain(DomainContext.Global.class)
class HostileTest {

  /** What reading a datagram may allocate, whatever it holds: 65,507 bytes at 40 each. */
  private static final long MAX_ALLOCATED = 65_507 * 40L;

  private final Decoder decoder = new Decoder();

  @Property(tries = 2000)
  void randomBytes(@ForAll byte[] bytes) {
    Datagram datagram = read(bytes);
    if (!Decoder.isNative(bytes, bytes.length)) {
      assertThat(datagram).isEqualTo(new Datagram.Foreign());
    }
  }

  @Property(tries = 150)
  void damagedEvents(@ForAll @Size(min = 1, max = 5) List<EventSpec> events, @ForAll long seed) {
    damageAndRead(new Loop(8192, 1 << 20).write(events), seed, 60);
  }

  @Property(tries = 50)
  void damagedPieces(@ForAll EventSpec event, @ForAll long seed) {
    damageAndRead(new Loop(1100, 1 << 20).write(List.of(event)), seed, 20);
  }

  @Property(tries = 100)
  void damagedControls(@ForAll long seed) {
    Random random = new Random(seed);
    ControlWriter control = new ControlWriter();
    DropCounts drops = new DropCounts();
    drops.add(DropCause.RING_FULL, Severity.INFO, Long.MAX_VALUE);
    int[] lengths = new int[3];
    byte[][] datagrams = new byte[3][];
    for (int i = 0; i < 3; i++) {
      lengths[i] =
          switch (i) {
            case 0 ->
                control.write(
                    new Datagram.Heartbeat(
                        1, 9, 8, 7, 6, Loop.RESOURCE, drops, false, false, false));
            case 1 -> control.write(new Datagram.Status(1, 2, 3, 4));
            default ->
                control.write(
                    new Datagram.Nak(
                        1, List.of(new Datagram.Range(5, 2), new Datagram.Range(9, 1))));
          };
      datagrams[i] = Arrays.copyOf(control.bytes(), lengths[i]);
    }
    damageAndRead(List.of(datagrams), random.nextLong(), 40);
  }

  @Property(tries = 100)
  void damagedJoinedEvents(@ForAll EventSpec event, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] joined = joinedBytes(event);
    assertThat(EventSpec.of(Decoder.joined(joined, joined.length, 0)))
        .isEqualTo(event.wellFormed());
    for (int i = 0; i < 30; i++) {
      byte[] damaged = damage(joined, 0, random);
      long allocated =
          Allocation.of(
              () -> {
                Event read = Decoder.joined(damaged, damaged.length, 0);
                if (read != null) {
                  readAll(read);
                }
              });
      assertThat(allocated).isLessThan(MAX_ALLOCATED + 300L * damaged.length);
    }
  }

  @Example
  void theWorstDatagrams() {
    byte[] frame = {0, 5, 0, 0, 0, 0, 0};
    byte[] circular = {0, 0, 0, 9, 2, 0, 0, 0, 0, 0, 0, 0, 0};
    assertBounded(true, "drops", packetOf(0, repeat(new byte[] {2, 1, 0}, 21_000)));
    assertBounded(true, "events", packetOf(3400, repeat(record(body(0)), 3400)));
    assertBounded(
        true, "names", packetOf(1, record(concat(varint(32_768), new byte[32_768], body0(0)))));
    assertBounded(
        false, "too many names", packetOf(1, record(concat(varint(60_000), new byte[60_000]))));
    assertBounded(
        true,
        "frames",
        packetOf(1, record(thrown(concat(varint(9000), repeat(frame, 9000), varint(0))))));
    assertBounded(
        true,
        "frames by reference",
        packetOf(
            1,
            record(
                concat(
                    varint(1),
                    new byte[] {5, 0, 0, 0, 0, 0},
                    bodyOfThrown(
                        concat(
                            varint(32_000), repeat(new byte[] {-128, 0}, 32_000), varint(0)))))));
    assertBounded(false, "frames that are not there", packetOf(1, record(thrown(varint(60_000)))));
    assertBounded(
        true,
        "suppressed",
        packetOf(
            1,
            record(
                thrown(
                    concat(varint(0), varint(1023), repeat(concat(varint(1), circular), 1023))))));
    byte[] nested = concat(varint(0), varint(0));
    for (int depth = 0; depth < 4000; depth++) {
      byte[] inner = concat(new byte[] {0, 0, 0, 0, 0, 0, 0}, nested);
      nested = concat(varint(0), varint(1), varint(1), int32(inner.length), inner);
    }
    assertBounded(false, "nested", packetOf(1, record(thrown(nested))));
    byte[] attribute = {0, 0, 0};
    assertBounded(
        true,
        "attributes",
        packetOf(
            5, repeat(record(concat(body(1), new byte[] {16, 0}, repeat(attribute, 4096))), 5)));
    assertBounded(
        true,
        "context stacks",
        packetOf(15, repeat(record(concat(body(4), new byte[] {16, 0}, new byte[4096])), 15)));
  }

  @Example
  void aJoinedEventOfTheLargestSize() {
    byte[] frame = {0, 5, 0, 0, 0, 0, 0};
    byte[] joined = thrown(concat(varint(65_537), repeat(frame, 65_537), varint(0)));
    long allocated =
        Allocation.of(() -> assertThat(Decoder.joined(joined, joined.length, 0)).isNull());
    assertThat(allocated).isLessThan(1 << 20);
    byte[] most = thrown(concat(varint(65_536), repeat(frame, 65_536), varint(0)));
    byte[] padded = Arrays.copyOf(most, Wire.MAX_EVENT_BYTES);
    allocated =
        Allocation.of(() -> assertThat(Decoder.joined(padded, padded.length, 0)).isNotNull());
    assertThat(allocated).isLessThan(Wire.MAX_EVENT_BYTES);
  }

  @Example
  void countsOfDropsNeverOverflow() {
    byte[] max = concat(new byte[] {1, 9}, varint(Long.MAX_VALUE));
    byte[] drops = concat(new byte[] {(byte) 200}, repeat(max, 200));
    byte[] packet = packetOf(0, concat(new byte[] {2}, varint(drops.length), drops));
    Datagram.Events events = (Datagram.Events) decoder.decode(packet, packet.length);
    assertThat(((Datagram.Drops) events.records().get(0)).counts().total()).isPositive();
  }

  private void assertBounded(boolean wellFormed, String what, byte[] packet) {
    assertThat(packet.length).as(what).isLessThanOrEqualTo(Wire.MAX_DATAGRAM_BYTES);
    assertThat(decoder.decode(packet, packet.length))
        .as(what)
        .isInstanceOf(wellFormed ? Datagram.Events.class : Datagram.Malformed.class);
    long allocated = Allocation.of(() -> decoder.decode(packet, packet.length));
    assertThat(allocated).as(what).isLessThan(MAX_ALLOCATED);
  }

  private void damageAndRead(List<byte[]> datagrams, long seed, int times) {
    Random random = new Random(seed);
    for (byte[] datagram : datagrams) {
      assertThat(read(datagram)).isInstanceOf(Datagram.Native.class);
      for (int i = 0; i < times; i++) {
        read(damage(datagram, 8, random));
      }
    }
  }

  private Datagram read(byte[] bytes) {
    Datagram[] datagram = new Datagram[1];
    long allocated = Allocation.of(() -> datagram[0] = decoder.decode(bytes, bytes.length));
    assertThat(allocated).isLessThan(MAX_ALLOCATED);
    if (datagram[0] instanceof Datagram.Events events) {
      Decoder.resource(events.resourceBlock());
      events.records().forEach(HostileTest::readAll);
    }
    return datagram[0];
  }

  /** All that can be asked of an event: nothing fails later. */
  private static void readAll(Datagram.Record each) {
    if (each instanceof Event event) {
      EventSpec.of(event);
    }
  }

  private static byte[] damage(byte[] datagram, int from, Random random) {
    int length =
        switch (random.nextInt(4)) {
          case 0 -> from + random.nextInt(datagram.length - from + 1);
          case 1 -> datagram.length + random.nextInt(50);
          default -> datagram.length;
        };
    byte[] damaged = Arrays.copyOf(datagram, length);
    for (int i = random.nextInt(5); i > 0 && length > from; i--) {
      int at = from + random.nextInt(length - from);
      damaged[at] =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> (byte) 0xFF;
            case 2 -> (byte) (damaged[at] ^ 1 << random.nextInt(8));
            default -> (byte) random.nextInt(256);
          };
    }
    if (from > 0) {
      new Checksum().put(damaged, length);
    }
    return damaged;
  }

  private static byte[] joinedBytes(EventSpec event) {
    Loop loop = new Loop();
    event.writeTo(loop.encoder);
    byte[] packet = new byte[2 << 20];
    int length = loop.packets.join(loop.encoder);
    int end = loop.packets.writePiece(packet, packet.length, 0, 0, 0);
    return Arrays.copyOfRange(packet, end - length, end);
  }

  // The following builds by hand what no encoder writes.

  private static byte[] packetOf(int events, byte[] records) {
    byte[] resource = Loop.RESOURCE.encode();
    byte[] packet = concat(new byte[Wire.EVENTS_HEADER_BYTES], resource, records);
    int flags = Wire.FLAG_BEGIN | Wire.FLAG_END;
    ControlWriter.putCommonHeader(packet, Wire.KIND_EVENTS, 1, 0, flags, Wire.EVENTS_HEADER_BYTES);
    Bytes.putInt(packet, Wire.EVENT_COUNT_AT, events);
    new Checksum().put(packet, packet.length);
    return packet;
  }

  private static byte[] record(byte[] payload) {
    return concat(new byte[] {Wire.RECORD_EVENT}, varint(payload.length), payload);
  }

  /** No names defined, then severity, presence, time, no logger, no thread, no message. */
  private static byte[] body(int presence) {
    return concat(varint(0), body0(presence));
  }

  private static byte[] body0(int presence) {
    byte[] body = new byte[11 + 2 + 2 + 1];
    body[2] = (byte) presence;
    return body;
  }

  private static byte[] thrown(byte[] fromFrames) {
    return concat(varint(0), bodyOfThrown(fromFrames));
  }

  private static byte[] bodyOfThrown(byte[] fromFrames) {
    byte[] throwable = concat(new byte[] {0, 0, 0, 0, 0, 0, 0}, fromFrames);
    return concat(body0(Wire.HAS_THROWABLE), varint(1), int32(throwable.length), throwable);
  }

  private static byte[] varint(long value) {
    byte[] bytes = new byte[Bytes.varintBytes(value)];
    Bytes.putVarint(bytes, 0, value);
    return bytes;
  }

  private static byte[] int32(int value) {
    byte[] bytes = new byte[4];
    Bytes.putInt(bytes, 0, value);
    return bytes;
  }

  private static byte[] repeat(byte[] bytes, int times) {
    byte[] all = new byte[bytes.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
    }
    return all;
  }

  private static byte[] concat(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
