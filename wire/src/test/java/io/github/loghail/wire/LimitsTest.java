package io.github.loghail.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit, one below it and one beyond it. */
class LimitsTest {

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 127, 128, 16_383, 16_384, Wire.MAX_NAME_BYTES - 1, Wire.MAX_NAME_BYTES})
  void namesUpToTheLimitAreWhole(int length) {
    String name = "n".repeat(length);
    EventSpec event = EventSpec.of("").from(name, name).with(name, 1L);
    assertThat(new Loop().roundTrip(event)).isEqualTo(event);
  }

  @Test
  void aLongerNameIsCutAndMarked() {
    EventSpec read =
        new Loop().roundTrip(EventSpec.of("").from("n".repeat(Wire.MAX_NAME_BYTES + 1), ""));
    assertThat(read.logger()).isEqualTo("n".repeat(Wire.MAX_NAME_BYTES));
    assertThat(read.originalBytes()).isPositive();
  }

  @Test
  void aNameIsCutBetweenCharacters() {
    String fits = "n".repeat(Wire.MAX_NAME_BYTES - 3);
    EventSpec read = new Loop().roundTrip(EventSpec.of("").from(fits + "\uD83D\uDE00", ""));
    assertThat(read.logger()).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(ints = {127, 128, 16_383, 16_384, 2_097_151})
  void textsAtTheBoundariesOfTheirLength(int length) {
    Loop loop = new Loop(Wire.MAX_PACKET_BYTES, 4 << 20);
    for (String c : List.of("x", "é", "\uD83D\uDE00")) {
      EventSpec event = EventSpec.of(c.repeat(length / c.getBytes(UTF_8).length));
      assertThat(loop.roundTrip(event)).isEqualTo(event);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Wire.MAX_LIST - 1, Wire.MAX_LIST})
  void listsUpToTheLimitAreWhole(int count) {
    List<String> entries = IntStream.range(0, count).mapToObj(i -> "entry" + i).toList();
    List<EventSpec.Attr> attributes =
        entries.stream().map(each -> new EventSpec.Attr(each, each)).toList();
    EventSpec event = EventSpec.of("").withAll(attributes).withLists(entries, entries);
    assertThat(new Loop().roundTrip(event)).isEqualTo(event);
  }

  @Test
  void ofALongerListTheRestIsLeftOutAndTheEventMarked() {
    List<String> entries = Collections.nCopies(Wire.MAX_LIST + 1, "entry");
    Loop loop = new Loop();
    EventSpec read = loop.roundTrip(EventSpec.of("").withLists(entries, List.of()));
    assertThat(read.markers()).hasSize(Wire.MAX_LIST);
    int whole = 11 + 2 + 2 + 1 + 2 + (Wire.MAX_LIST + 1) * (2 + "entry".length());
    assertThat(read.originalBytes()).isEqualTo(whole);
    assertThat(loop.encoder.isShortened()).isTrue();

    List<EventSpec.Attr> attributes =
        Collections.nCopies(Wire.MAX_LIST + 1, new EventSpec.Attr("k", 1L));
    assertThat(loop.roundTrip(EventSpec.of("").withAll(attributes)).attributes())
        .hasSize(Wire.MAX_LIST);
    assertThat(loop.roundTrip(EventSpec.of("").withLists(List.of(), entries)).contextStack())
        .hasSize(Wire.MAX_LIST);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, Wire.MAX_CAUSES - 1, Wire.MAX_CAUSES})
  void chainsUpToTheLimitAreWhole(int length) {
    EventSpec event = EventSpec.of("").throwing(chain(length));
    assertThat(new Loop().roundTrip(event)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(ints = {Wire.MAX_CAUSES + 1, 500, 10_000})
  void ofALongerChainTheMiddleIsLeftOut(int length) {
    ThrownSpec read = new Loop().roundTrip(EventSpec.of("").throwing(chain(length))).thrown();
    List<ThrownSpec> causes = new ArrayList<>();
    for (ThrownSpec next = read; next != null; next = next.cause()) {
      causes.add(next);
    }
    assertThat(causes).hasSize(Wire.MAX_CAUSES);
    assertThat(causes.get(0).message()).isEqualTo("0");
    assertThat(causes.get(Wire.MAX_CAUSES - 2).message()).isEqualTo("" + (Wire.MAX_CAUSES - 2));
    assertThat(causes.get(Wire.MAX_CAUSES - 1).message()).isEqualTo("" + (length - 1));
    assertThat(causes.get(Wire.MAX_CAUSES - 1).causesLeftOut()).isEqualTo(length - Wire.MAX_CAUSES);
  }

  private static ThrownSpec chain(int length) {
    ThrownSpec chain = null;
    for (int i = length - 1; i >= 0; i--) {
      chain = ThrownSpec.of("E", "" + i).causedBy(chain);
    }
    return chain;
  }

  @Test
  void suppressedUpToTheLimitsAreWhole() {
    ThrownSpec deep = ThrownSpec.of("Deepest", null);
    for (int depth = 0; depth < Wire.MAX_SUPPRESSED_DEPTH; depth++) {
      deep = ThrownSpec.of("E" + depth, null).suppressing(List.of(deep));
    }
    EventSpec event = EventSpec.of("").throwing(deep);
    assertThat(new Loop().roundTrip(event)).isEqualTo(event);

    EventSpec read =
        new Loop()
            .roundTrip(
                EventSpec.of("").throwing(ThrownSpec.of("E", "").suppressing(List.of(deep))));
    assertThat(read.originalBytes()).isPositive();

    List<ThrownSpec> many = Collections.nCopies(Wire.MAX_THROWABLES - 1, ThrownSpec.of("S", null));
    EventSpec wide = EventSpec.of("").throwing(ThrownSpec.of("E", null).suppressing(many));
    assertThat(new Loop().roundTrip(wide)).isEqualTo(wide);

    List<ThrownSpec> tooMany = new ArrayList<>(many);
    tooMany.add(ThrownSpec.of("S", null));
    EventSpec cut =
        new Loop()
            .roundTrip(EventSpec.of("").throwing(ThrownSpec.of("E", null).suppressing(tooMany)));
    assertThat(cut.thrown().suppressed()).isEqualTo(many);
    assertThat(cut.originalBytes()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {Wire.MAX_FRAMES - 1, Wire.MAX_FRAMES, Wire.MAX_FRAMES + 1})
  void frames(int count) {
    FrameSpec frame = FrameSpec.of("C", "m", "F", 7);
    FrameSpec[] frames = Collections.nCopies(count, frame).toArray(FrameSpec[]::new);
    ThrownSpec thrown = ThrownSpec.of("E", null, frames);
    ThrownSpec read =
        new Loop(Wire.MAX_PACKET_BYTES, 8 << 20)
            .roundTrip(EventSpec.of("").throwing(thrown))
            .thrown();
    int kept = Math.min(count, Wire.MAX_FRAMES);
    assertThat(read.frames()).hasSize(kept).allMatch(frame::equals);
    assertThat(read.framesLeftOut()).isEqualTo(count - kept);
  }

  @Test
  void moreNamesThanAnEventRefersTo() {
    FrameSpec[] frames =
        IntStream.rangeClosed(1, Wire.MAX_REFERENCES + 10)
            .mapToObj(i -> FrameSpec.of("C", "m", "F", i))
            .toArray(FrameSpec[]::new);
    EventSpec event = EventSpec.of("").throwing(ThrownSpec.of("E", null, frames));
    assertThat(new Loop().roundTrip(event)).isEqualTo(event);
  }

  @Test
  void aPacketTakesWhatExactlyFitsAndNotOneByteMore() {
    Loop loop = new Loop();
    EventSpec.of("first").with("k", 1L).writeTo(loop.encoder);
    byte[] packet = new byte[2000];
    loop.packets.open(packet, packet.length, 0, 0);
    assertThat(loop.packets.append(loop.encoder)).isTrue();
    int exact = loop.packets.seal();

    loop.packets.open(packet, exact, 0, 0);
    assertThat(loop.packets.append(loop.encoder)).isTrue();
    assertThat(loop.packets.seal()).isEqualTo(exact);
    new Checksum().put(packet, exact);
    assertThat(new Decoder().decode(packet, exact)).isInstanceOf(Datagram.Events.class);

    loop.packets.open(packet, exact - 1, 0, 0);
    assertThat(loop.packets.append(loop.encoder)).isFalse();
    assertThat(loop.packets.isEmpty()).isTrue();
    assertThat(loop.packets.eventCount()).isZero();
  }

  @Test
  void dropsTakeWhatExactlyFits() {
    Loop loop = new Loop();
    DropCounts drops = new DropCounts();
    drops.add(DropCause.RING_FULL, Severity.INFO, 300);
    byte[] packet = new byte[2000];
    loop.packets.open(packet, packet.length, 0, 0);
    int empty = loop.packets.seal();
    loop.packets.open(packet, empty + 7, 0, 0);
    assertThat(loop.packets.append(drops)).isTrue();
    assertThat(loop.packets.seal()).isEqualTo(empty + 2 + 1 + 2 + 2);
    loop.packets.open(packet, empty + 6, 0, 0);
    assertThat(loop.packets.append(drops)).isFalse();
  }

  @Test
  void anEventOfExactlyTheLimitIsWhole() {
    int limit = 5000;
    int overhead = 11 + 2 + 2 + 2;
    EventSpec whole = EventSpec.of("m".repeat(limit - overhead));
    Loop loop = new Loop(Wire.MAX_PACKET_BYTES, limit);
    assertThat(whole.writeTo(loop.encoder)).isEqualTo(1);
    assertThat(loop.encoder.size()).isEqualTo(limit);
    assertThat(loop.encoder.isShortened()).isFalse();

    EventSpec larger = EventSpec.of(whole.message() + "m");
    assertThat(larger.writeTo(loop.encoder)).isEqualTo(2);
    assertThat(loop.encoder.size()).isLessThanOrEqualTo(limit).isGreaterThan(limit - 12);
    assertThat(loop.roundTrip(larger).originalBytes()).isEqualTo(limit + 1);
  }

  @Test
  void anEventFillsItsPiecesExactly() {
    Loop loop = new Loop(1200, Wire.DEFAULT_MAX_EVENT_BYTES);
    int piece = loop.packets.pieceBytes(1200);
    int overhead = 1 + 11 + 2 + 2 + 2;
    for (int pieces : new int[] {2, 3}) {
      for (int more : new int[] {-1, 0, 1}) {
        EventSpec event = EventSpec.of("m".repeat(pieces * piece - overhead + more));
        assertThat(loop.write(List.of(event))).hasSize(more > 0 ? pieces + 1 : pieces);
        assertThat(loop.roundTrip(event)).isEqualTo(event);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, Wire.MAX_NAK_RANGES - 1, Wire.MAX_NAK_RANGES})
  void rangesUpToTheLimit(int count) {
    Datagram.Nak nak = new Datagram.Nak(1, Collections.nCopies(count, new Datagram.Range(5, 2)));
    ControlWriter control = new ControlWriter();
    int length = control.write(nak);
    assertThat(new Decoder().decode(control.bytes(), length)).isEqualTo(nak);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Wire.MAX_NAK_RANGES + 1})
  void noneOrTooManyRangesAreTheCallersMistake(int count) {
    Datagram.Nak nak = new Datagram.Nak(1, Collections.nCopies(count, new Datagram.Range(5, 2)));
    assertThatThrownBy(() -> new ControlWriter().write(nak))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {Wire.MIN_EVENT_BYTES - 1, Wire.MAX_EVENT_BYTES / 2 + 1})
  void anEncoderRefusesOtherLimits(int maxEventBytes) {
    assertThatThrownBy(() -> new EventEncoder(new Names(), maxEventBytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("" + maxEventBytes);
  }
}
