package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

/** What is written is read, field by field, however it falls into packets. */
@Domain(Specs.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class RoundTripTest {

  @Property(tries = 300)
  void everyFieldOfAnEvent(@ForAll EventSpec event) {
    assertThat(new Loop().roundTrip(event)).isEqualTo(event.wellFormed());
  }

  @Property(tries = 60)
  void manyEventsInPacketsOfAnySize(
      @ForAll @Size(max = 12) List<EventSpec> events,
      @ForAll @IntRange(min = 1060, max = 9000) int bytes) {
    Loop loop = new Loop(bytes, Wire.DEFAULT_MAX_EVENT_BYTES);
    assertThat(loop.roundTrip(events))
        .isEqualTo(events.stream().map(EventSpec::wellFormed).toList());
    assertThat(loop.write(events))
        .allSatisfy(packet -> assertThat(packet.length).isLessThanOrEqualTo(bytes));
  }

  @Property(tries = 60)
  void theSameEventsAgainWithNamesAlreadyKnown(@ForAll @Size(max = 4) List<EventSpec> events) {
    Loop loop = new Loop();
    List<EventSpec> expected = events.stream().map(EventSpec::wellFormed).toList();
    for (int time = 0; time < 3; time++) {
      List<EventSpec> read = loop.read(loop.write(events)).stream().map(EventSpec::of).toList();
      assertThat(read).isEqualTo(expected);
    }
  }

  @Property(tries = 200)
  void finishedEventsMayMoveBetweenPackets(
      @ForAll EventSpec event, @ForAll @IntRange(min = 0, max = 400) int room) {
    Loop loop = new Loop();
    event.writeTo(loop.encoder);
    Assume.that(loop.packets.join(loop.encoder) < 30_000); // twice in one packet
    byte[] tight = new byte[2000];
    loop.packets.open(tight, 60 + room, 0, 0);
    loop.packets.append(loop.encoder); // whether it fits or not, the names stay right
    byte[] packet = new byte[Wire.MAX_DATAGRAM_BYTES];
    loop.packets.open(packet, packet.length, 7, 41);
    assertThat(loop.packets.append(loop.encoder)).isTrue();
    assertThat(loop.packets.append(loop.encoder)).isTrue();
    int length = loop.packets.seal();
    new Checksum().put(packet, length);

    Datagram.Events events = (Datagram.Events) new Decoder().decode(packet, length);
    assertThat(events.records())
        .extracting(each -> EventSpec.of((Event) each))
        .containsExactly(event.wellFormed(), event.wellFormed());
    assertThat(events.records())
        .extracting(each -> ((Event) each).sequence())
        .containsExactly(41L, 42L);
  }
}
