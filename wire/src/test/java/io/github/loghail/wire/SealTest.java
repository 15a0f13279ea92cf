package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sealed is opened by who has the secret, and by nobody else, and only as it was made. */
class SealTest {

  private static final Secret OURS = secret(1);
  private static final Secret ANOTHER = secret(2);
  private static final long SESSION = 0x9f3c2b1a08d7e654L;
  private static final long RUN = 0x1122334455667788L;

  private final Seal seal = new Seal(OURS);
  private final Decoder decoder = new Decoder(OURS);

  /** A plain datagram, and the same one sealed. */
  private record Pair(String kind, byte[] plain, byte[] sealed, int added) {
    @Override
    public String toString() {
      return kind;
    }
  }

  static Secret secret(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return Secret.of(bytes);
  }

  private static Stream<Pair> eachKind() {
    Seal seal = new Seal(OURS, RUN, 4);
    List<Pair> all = new ArrayList<>();
    byte[] events = events(7, "Paid");
    byte[] beat = control().heartbeat;
    byte[] status = control().status;
    byte[] nak = control().nak;
    all.add(new Pair("EVENTS", events, sealed(seal, events), 0));
    all.add(new Pair("HEARTBEAT", beat, sealed(seal, beat), 8));
    all.add(
        new Pair("STATUS", status, copy(seal, seal.toSender(status, status.length, any -> 5)), 24));
    all.add(new Pair("NAK", nak, copy(seal, seal.toSender(nak, nak.length, any -> 5)), 24));
    return all.stream();
  }

  private static byte[] events(long sequence, String message) {
    EventEncoder encoder = new EventEncoder(new Names(), 1024);
    encoder.begin(Severity.INFO, 1, "com.acme.Orders", "main");
    encoder.message(message);
    encoder.finish();
    PacketWriter packets = new PacketWriter(SESSION, Loop.RESOURCE, false);
    byte[] packet = new byte[1500];
    packets.open(packet, packet.length, sequence, 41);
    packets.append(encoder);
    int length = packets.seal();
    new Checksum().put(packet, length);
    return copy(packet, length);
  }

  private record Controls(byte[] heartbeat, byte[] status, byte[] nak) {}

  private static Controls control() {
    ControlWriter writer = new ControlWriter();
    int heartbeat =
        writer.write(
            new Datagram.Heartbeat(
                SESSION, 9, 8, 7, 6, Loop.RESOURCE, new DropCounts(), false, false, false));
    byte[] first = copy(writer.bytes(), heartbeat);
    byte[] second = copy(writer.bytes(), writer.write(new Datagram.Status(SESSION, 9, 1000, 8)));
    Datagram.Nak nak = new Datagram.Nak(SESSION, List.of(new Datagram.Range(5, 2)));
    return new Controls(first, second, copy(writer.bytes(), writer.write(nak)));
  }

  private static byte[] sealed(Seal seal, byte[] plain) {
    return copy(seal, seal.toReceiver(plain, 0, plain.length));
  }

  private static byte[] copy(Seal seal, int length) {
    return copy(seal.bytes(), length);
  }

  private static byte[] copy(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  private Datagram decode(byte[] datagram) {
    return decoder.decode(datagram, datagram.length);
  }

  @ParameterizedTest
  @MethodSource("eachKind")
  void saysWhatThePlainOneSays(Pair pair) {
    Datagram.Opened opened = (Datagram.Opened) decode(pair.sealed);
    Datagram plain = new Decoder().decode(pair.plain, pair.plain.length);
    if (plain instanceof Datagram.Events events) {
      Datagram.Events same = (Datagram.Events) opened.datagram();
      assertThat(same.eventCount()).isEqualTo(events.eventCount());
      assertThat(same.datagramBytes()).isEqualTo(pair.plain.length);
      assertThat(EventSpec.of((Event) same.records().get(0)))
          .isEqualTo(EventSpec.of((Event) events.records().get(0)));
    } else {
      assertThat(opened.datagram()).isEqualTo(plain);
    }
    assertThat(pair.sealed).hasSize(pair.plain.length + pair.added + Seal.TAG_BYTES);
  }

  @Test
  void tellsTheNumbers() {
    List<Datagram.Opened> opened =
        eachKind().map(each -> (Datagram.Opened) decode(each.sealed)).toList();
    assertThat(opened).extracting(Datagram.Opened::number).containsExactly(7L, 5L, 6L, 7L);
    assertThat(opened).extracting(Datagram.Opened::run).containsExactly(0L, 0L, RUN, RUN);
    assertThat(opened).extracting(Datagram.Opened::heard).containsExactly(0L, 0L, 5L, 5L);
  }

  /** Each bit of each byte; the checksum set right again, as whoever forges would. */
  @ParameterizedTest
  @MethodSource("eachKind")
  void noByteCanBeChanged(Pair pair) {
    int tried = 0;
    for (int at = 0; at < pair.sealed.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = pair.sealed.clone();
        changed[at] ^= (byte) (1 << bit);
        if (at < Wire.CHECKSUM_AT || at >= Wire.SESSION_AT) {
          new Checksum().put(changed, changed.length);
        }
        assertThat(isAccepted(decode(changed))).as("bit %d of byte %d", bit, at).isFalse();
        tried++;
      }
    }
    assertThat(tried).isEqualTo(8 * pair.sealed.length);
  }

  /** Whether a receiver or sender with a secret would take it: they take what was opened alone. */
  private static boolean isAccepted(Datagram datagram) {
    return datagram instanceof Datagram.Opened;
  }

  @ParameterizedTest
  @MethodSource("eachKind")
  void noByteCanBeCutOrAdded(Pair pair) {
    for (int length = 0; length <= pair.sealed.length + 20; length++) {
      if (length != pair.sealed.length) {
        byte[] changed = copy(pair.sealed, length);
        if (length >= Wire.COMMON_HEADER_BYTES) {
          new Checksum().put(changed, length);
        }
        assertThat(isAccepted(decode(changed))).as("%d bytes", length).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("eachKind")
  void onlyTheSameSecretOpens(Pair pair) {
    Datagram.Sealed shut = new Datagram.Sealed(SESSION);
    assertThat(new Decoder(ANOTHER).decode(pair.sealed, pair.sealed.length)).isEqualTo(shut);
    assertThat(new Decoder().decode(pair.sealed, pair.sealed.length)).isEqualTo(shut);
  }

  /** What one end has sealed cannot be sent back to it as if from the other. */
  @ParameterizedTest
  @MethodSource("eachKind")
  void noKindCanPassForAnother(Pair pair) {
    for (byte kind = 0; kind < 8; kind++) {
      if (kind != pair.sealed[Wire.KIND_AT]) {
        byte[] changed = pair.sealed.clone();
        changed[Wire.KIND_AT] = kind;
        new Checksum().put(changed, changed.length);
        assertThat(isAccepted(decode(changed))).as("kind %d", kind).isFalse();
      }
    }
  }

  @Test
  void theSamePacketSealedAgainIsTheSameBytes() {
    byte[] packet = events(7, "Paid");
    byte[] first = sealed(seal, packet);
    assertThat(sealed(seal, packet)).isEqualTo(first);
    sealed(seal, events(8, "Paid"));
    assertThat(sealed(seal, packet)).isEqualTo(first);
    sealed(seal, control().heartbeat);
    assertThat(sealed(seal, packet)).isEqualTo(first);
    byte[] padded = new byte[packet.length + 100];
    System.arraycopy(packet, 0, padded, 100, packet.length);
    Seal other = new Seal(OURS);
    assertThat(copy(other, other.toReceiver(padded, 100, packet.length))).isEqualTo(first);
  }

  @Test
  void anotherSessionsPacketIsAnotherOne() {
    byte[] packet = events(7, "Paid");
    byte[] first = sealed(seal, packet);
    Bytes.putLong(packet, Wire.SESSION_AT, SESSION + 1);
    assertThat(((Datagram.Opened) decode(sealed(seal, packet))).datagram().session())
        .isEqualTo(SESSION + 1);
    assertThat(((Datagram.Opened) decode(first)).datagram().session()).isEqualTo(SESSION);
  }

  @Test
  void heartbeatsAndAnswersAreNumbered() {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      numbers.add(((Datagram.Opened) decode(sealed(seal, control().heartbeat))).number());
    }
    Seal receiver = new Seal(OURS);
    byte[] status = control().status;
    for (int i = 0; i < 3; i++) {
      byte[] answer = copy(receiver, receiver.toSender(status, status.length, any -> 9));
      numbers.add(((Datagram.Opened) decode(answer)).number());
    }
    assertThat(numbers).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
  }

  @Test
  void sessionsRunsAndDirectionsHaveKeysOfTheirOwn() {
    byte[] status = control().status;
    Seal one = new Seal(OURS, RUN, 0);
    byte[] answer = copy(one, one.toSender(status, status.length, any -> 0));
    Seal other = new Seal(OURS, RUN + 1, 0);
    byte[] ofOther = copy(other, other.toSender(status, status.length, any -> 0));
    Bytes.putLong(answer, Wire.STATUS_BYTES + 8, RUN + 1);
    assertThat(Arrays.mismatch(answer, 8, answer.length, ofOther, 8, answer.length))
        .as("only the tag differs")
        .isEqualTo(Wire.STATUS_BYTES + 24 - 8);
    new Checksum().put(answer, answer.length);
    assertThat(decode(answer)).isEqualTo(new Datagram.Sealed(SESSION));
  }

  @Test
  void eachStartOfAReceiverIsAnotherRun() {
    byte[] status = control().status;
    List<Long> runs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Seal receiver = new Seal(OURS);
      byte[] answer = copy(receiver, receiver.toSender(status, status.length, any -> 0));
      runs.add(((Datagram.Opened) decode(answer)).run());
    }
    assertThat(runs).doesNotHaveDuplicates();
  }

  @Test
  void nothingOfTheTextIsToBeSeen() {
    byte[] sealed = eachKind().toList().get(0).sealed;
    String text = new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text).doesNotContain("Paid", "com.acme", "main", Loop.RESOURCE.service());
  }

  @Test
  void manySessionsInTurn() {
    byte[] status = control().status;
    for (int round = 0; round < 3; round++) {
      for (long session = 0; session < 100; session++) {
        Bytes.putLong(status, Wire.SESSION_AT, session);
        byte[] answer = copy(seal, seal.toSender(status, status.length, any -> 0));
        Datagram.Opened opened = (Datagram.Opened) decode(answer);
        assertThat(opened.datagram().session()).isEqualTo(session);
      }
    }
  }

  @Test
  void aSecretDoesNotSayWhatItIs() {
    assertThat(OURS.toString()).matches("secret [0-9a-f]{8}").isEqualTo(secret(1).toString());
    assertThat(ANOTHER.toString()).isNotEqualTo(OURS.toString());
    assertThatThrownBy(() -> Secret.of(new byte[31])).hasMessageContaining("less than 32 bytes");
  }
}
