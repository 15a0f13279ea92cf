package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The datagrams that carry no events, drops and resources: what is written is read. */
class ControlTest {

  private final ControlWriter control = new ControlWriter();

  private Datagram decode(int length) {
    return new Decoder().decode(control.bytes(), length);
  }

  @Property(tries = 300)
  void heartbeats(@ForAll("heartbeats") Datagram.Heartbeat heartbeat) {
    assertThat(decode(control.write(heartbeat))).isEqualTo(heartbeat);
  }

  @Property(tries = 200)
  void statuses(
      @ForAll long session,
      @ForAll @LongRange(min = 0, max = Wire.MAX_SEQUENCE) long next,
      @ForAll @IntRange(min = 0) int window,
      @ForAll @LongRange(min = 0, max = Wire.MAX_SEQUENCE) long shown) {
    Datagram.Status status = new Datagram.Status(session, next, window, shown);
    int length = control.write(status);
    assertThat(length).isEqualTo(Wire.STATUS_BYTES);
    assertThat(decode(length)).isEqualTo(status);
  }

  @Property(tries = 200)
  void naks(@ForAll long session, @ForAll("ranges") List<Datagram.Range> ranges) {
    Datagram.Nak nak = new Datagram.Nak(session, ranges);
    assertThat(decode(control.write(nak))).isEqualTo(nak);
  }

  @Example
  void noAnswerIsLongerThanWhatItAnswers() {
    Resource least = new Resource("", "", 0, "", 0);
    int heartbeat =
        control.write(
            new Datagram.Heartbeat(1, 0, 0, 0, 0, least, new DropCounts(), false, true, false));
    assertThat(heartbeat).isGreaterThan(Wire.STATUS_BYTES);

    PacketWriter packets = new PacketWriter(1, least, false);
    byte[] packet = new byte[Wire.MIN_PACKET_BYTES + Wire.MAX_RESOURCE_BYTES];
    packets.open(packet, packet.length, 0, 0);
    assertThat(packets.seal()).isGreaterThan(Wire.STATUS_BYTES);
  }

  @Example
  void aResourceIsCutToWhatABlockMayTake() {
    Resource huge =
        new Resource("é".repeat(999), "€".repeat(999), -1, "\uD83D\uDE00".repeat(99), -1);
    Datagram.Heartbeat heartbeat =
        new Datagram.Heartbeat(1, 0, 0, 0, 0, huge, new DropCounts(), true, false, true);
    Datagram.Heartbeat read = (Datagram.Heartbeat) decode(control.write(heartbeat));
    assertThat(read.resource())
        .isEqualTo(
            new Resource("é".repeat(100), "€".repeat(66), -1, "\uD83D\uDE00".repeat(10), -1));
    assertThat(new Resource(null, null, 0, null, 0).encode()).hasSize(2 + 3 + 1 + 8);
  }

  @Example
  void everyDropCauseAndFamilyInOnePacketBetweenItsEvents() {
    DropCounts all = new DropCounts();
    for (DropCause cause : DropCause.values()) {
      for (int severity = 1; severity <= Severity.MAX; severity++) {
        all.add(cause, severity, 1L << 2 * severity);
      }
    }
    Loop loop = new Loop();
    byte[] packet = new byte[9000];
    loop.packets.open(packet, packet.length, 3, 10);
    EventSpec.of("before").writeTo(loop.encoder);
    loop.packets.append(loop.encoder);
    loop.packets.append(new DropCounts());
    loop.packets.append(all);
    EventSpec.of("after").writeTo(loop.encoder);
    loop.packets.append(loop.encoder);
    int length = loop.packets.seal();
    new Checksum().put(packet, length);

    Datagram.Events events = (Datagram.Events) new Decoder().decode(packet, length);
    assertThat(events.eventCount()).isEqualTo(2);
    assertThat(events.records()).hasSize(3); // of two reports in a row the last one holds
    assertThat(((Datagram.Drops) events.records().get(1)).counts()).isEqualTo(all);
    assertThat(((Event) events.records().get(2)).sequence()).isEqualTo(11);
    assertThat(Decoder.resource(events.resourceBlock())).isEqualTo(Loop.RESOURCE);
  }

  @Example
  void totalsOfDrops() {
    DropCounts earlier = new DropCounts();
    earlier.add(DropCause.RING_FULL, Severity.INFO, 5);
    DropCounts later = new DropCounts();
    later.set(earlier);
    later.add(DropCause.RING_FULL, Severity.INFO + 3, 2);
    later.add(DropCause.ABANDONED, Severity.ERROR, 1);

    assertThat(later.since(earlier).total()).isEqualTo(3);
    assertThat(earlier.since(later).total()).isZero();
    assertThat(earlier.max(later)).isEqualTo(later).hasSameHashCodeAs(later);
    assertThat(later.count(DropCause.RING_FULL)).isEqualTo(7);
    assertThat(later.count(DropCause.RING_FULL, Severity.family(Severity.INFO))).isEqualTo(7);
    assertThat(later).hasToString("DropCounts[RING_FULL INFO=7 ABANDONED ERROR=1 ]");
  }

  @Provide
  Arbitrary<List<Datagram.Range>> ranges() {
    return Combinators.combine(sequences(), Arbitraries.integers().greaterOrEqual(1))
        .as(Datagram.Range::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(Wire.MAX_NAK_RANGES);
  }

  @Provide
  Arbitrary<Datagram.Heartbeat> heartbeats() {
    Arbitrary<String> names = Arbitraries.strings().ofMaxLength(13).map(Text::wellFormed);
    Arbitrary<Resource> resources =
        Combinators.combine(names, names, Arbitraries.longs(), names, Arbitraries.longs())
            .as(Resource::new);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    return Combinators.combine(
            Arbitraries.longs(),
            Combinators.combine(sequences(), sequences())
                .as((a, b) -> List.of(Math.min(a, b), Math.max(a, b))),
            sequences(),
            sequences(),
            resources,
            drops(),
            Combinators.combine(flags, flags, flags).as(List::of))
        .as(
            (session, packets, event, unseen, resource, drops, flag) ->
                new Datagram.Heartbeat(
                    session,
                    packets.get(1),
                    packets.get(0),
                    event,
                    unseen,
                    resource,
                    drops,
                    flag.get(0),
                    flag.get(1),
                    flag.get(2)));
  }

  private static Arbitrary<Long> sequences() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, Wire.MAX_SEQUENCE),
        Arbitraries.of(0L, 1L, Wire.MAX_SEQUENCE));
  }

  private static Arbitrary<DropCounts> drops() {
    return Combinators.combine(
            Arbitraries.of(DropCause.class),
            Arbitraries.integers().between(1, Severity.MAX),
            Arbitraries.longs().between(0, 1L << 50))
        .as(
            (cause, severity, count) -> {
              DropCounts drops = new DropCounts();
              drops.add(cause, severity, count);
              return drops;
            })
        .list()
        .ofMaxSize(20)
        .map(list -> list.stream().reduce(new DropCounts(), DropCounts::max));
  }
}
