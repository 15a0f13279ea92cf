package io.github.loghail.receiver;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Seal;
import io.github.loghail.wire.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is let in, and what recordings that are sent again can do: next to nothing. */
class GuardTest {

  private static final Secret OURS = secret(1);
  private static final int HONEST = 5000;
  private static final int FORGER = 6666;

  /** What was answered, and where. */
  private record Answer(Datagram.Opened datagram, int bytes, int port) {}

  private final List<Entry> shown = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final LoopCounters counters = new LoopCounters();
  private final Sessions sessions =
      new Sessions(
          new SessionContext(
              shown::add,
              time -> time,
              new Window(1 << 20),
              new ByteBudget(Limits.HELD_BYTES),
              new ByteBudget(Limits.JOINED_BYTES),
              -1,
              TestPackets.START_NANOS,
              new AtomicLong()),
          Limits.SESSIONS);
  private final Guard guard = new Guard(OURS, sessions, counters, warnings::add);
  private final TestPackets packets = TestPackets.of(7);
  private final Seal seal = new Seal(OURS);
  private final Decoder decoder = new Decoder(OURS);
  private long now = SECONDS.toNanos(1);
  private long received;

  private static Secret secret(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return Secret.of(bytes);
  }

  private byte[] sealed(byte[] plain) {
    int length = seal.toReceiver(plain, 0, plain.length);
    return Arrays.copyOf(seal.bytes(), length);
  }

  private byte[] packet(long sequence) {
    return sealed(packets.eventBytes(sequence, sequence, 1));
  }

  private byte[] heartbeat(long next) {
    return sealed(TestPackets.bytes(packets.heartbeat(next, 0, next)));
  }

  private void reply(byte[] bytes, int length, InetSocketAddress to) {
    Datagram.Opened opened = (Datagram.Opened) decoder.decode(Arrays.copyOf(bytes, length), length);
    answers.add(new Answer(opened, length, to.getPort()));
  }

  /** A datagram comes, from a port; whether it was let in. */
  private boolean receive(byte[] datagram, int port) {
    received += datagram.length;
    InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Datagram read = guard.read(datagram, from, now);
    if (read instanceof Datagram.Native ours) {
      int credit = guard.credit(datagram.length);
      assertThat(sessions.receive(ours, credit, from, guard.replies(this::reply), now)).isNull();
    }
    return read != null;
  }

  private void pass() {
    sessions.poll(now);
    sessions.answer(now, mark -> {});
  }

  private List<String> texts() {
    return Show.texts(shown);
  }

  @Test
  void showsWhatIsSealedAndAnswersSealed() {
    receive(heartbeat(0), HONEST);
    pass();
    receive(packet(0), HONEST);
    receive(packet(1), HONEST);
    receive(heartbeat(2), HONEST);
    pass();
    assertThat(texts()).containsExactly("joined", "0", "1");
    assertThat(answers).hasSize(2).allMatch(each -> each.port == HONEST);
    assertThat(answers).extracting(each -> each.datagram.number()).containsExactly(1L, 2L);
    assertThat(answers).extracting(each -> each.datagram.heard()).containsExactly(1L, 2L);
    assertThat(counters.refusedDatagrams()).isZero();
  }

  @Test
  void tellsASessionThatItHasNotHeardAHeartbeatYet() {
    receive(packet(5), HONEST);
    pass();
    assertThat(answers).singleElement().matches(each -> each.datagram.heard() == 0);
    receive(heartbeat(6), HONEST);
    pass();
    assertThat(answers).last().matches(each -> each.datagram.heard() == 1);
  }

  @Test
  void letsNothingElseIn() {
    Seal another = new Seal(secret(2));
    byte[] plain = packets.eventBytes(0, 0, 1);
    int length = another.toReceiver(plain, 0, plain.length);
    byte[] others = Arrays.copyOf(another.bytes(), length);
    byte[] damaged = packet(0);
    damaged[60] ^= 1;
    assertThat(receive(plain, 1)).isFalse();
    assertThat(receive("hello".getBytes(), 2)).isFalse();
    assertThat(receive("{\"short_message\":\"hi\"}".getBytes(), 3)).isFalse();
    assertThat(receive(new byte[0], 4)).isFalse();
    assertThat(receive(others, 5)).isFalse();
    assertThat(receive(damaged, 6)).isFalse();
    pass();
    assertThat(shown).isEmpty();
    assertThat(answers).isEmpty();
    assertThat(sessions.size()).isZero();
    assertThat(counters.refusedDatagrams()).isEqualTo(5);
    assertThat(counters.unreadableDatagrams()).as("damaged").isEqualTo(1);
    assertThat(warnings)
        .hasSize(5)
        .contains("127.0.0.1:2 does not seal what it sends: ignored, and counted")
        .contains("127.0.0.1:5 seals with another secret, or is a forger: ignored, and counted");
  }

  @Test
  void tellsOnceOfEachAddressAndNotOfMany() {
    for (int round = 0; round < 3; round++) {
      for (int port = 1; port <= 1000; port++) {
        receive("hello".getBytes(), port);
      }
    }
    assertThat(warnings).hasSize(Limits.REFUSALS_TOLD).doesNotHaveDuplicates();
    assertThat(counters.refusedDatagrams()).isEqualTo(3000);
  }

  @Test
  void withoutASecretSaysWhatIsMissing() {
    Guard open = new Guard(null, sessions, counters, warnings::add);
    InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    byte[] sealed = packet(0);
    for (int i = 0; i < 3; i++) {
      assertThat(open.read(sealed, from, now)).isNull();
    }
    assertThat(open.read("hello".getBytes(), from, now)).isEqualTo(new Datagram.Foreign());
    assertThat(warnings)
        .containsExactly(
            "127.0.0.1:9 seals what it sends; --secret-file opens it: ignored, and counted");
    assertThat(counters.refusedDatagrams()).isEqualTo(3);
    assertThat(open.credit(100)).isEqualTo(100);
  }

  /** Everything that went either way, sent again from elsewhere: it changes nothing at all. */
  @Test
  void recordingsOfALiveSessionDoNothing() {
    List<byte[]> recorded = new ArrayList<>();
    recorded.add(heartbeat(0));
    recorded.add(packet(0));
    recorded.add(packet(1));
    recorded.add(heartbeat(2));
    recorded.forEach(each -> receive(each, HONEST));
    pass();
    Seal receiver = new Seal(OURS);
    ControlWriter control = new ControlWriter();
    int status = control.write(new Datagram.Status(7, 2, 1000, 0));
    int length = receiver.toSender(control.bytes(), status, session -> 1);
    recorded.add(Arrays.copyOf(receiver.bytes(), length));
    List<String> before = texts();
    answers.clear();
    for (int round = 0; round < 10; round++) {
      recorded.forEach(each -> assertThat(receive(each, FORGER)).isFalse());
      now += SECONDS.toNanos(1);
      pass();
    }
    assertThat(answers).isEmpty();
    assertThat(texts())
        .as("it shows nothing twice, and does not keep the dead one alive")
        .startsWith(before.toArray(new String[0]))
        .endsWith("vanished")
        .hasSize(before.size() + 1);
    recorded.forEach(each -> receive(each, FORGER));
    pass();
    assertThat(texts()).as("nor raise it").endsWith("vanished");
    receive(heartbeat(2), HONEST);
    pass();
    assertThat(answers).singleElement().matches(each -> each.port == HONEST);
    assertThat(texts()).last().isEqualTo("joined");
  }

  @Test
  void aRecordedEndDoesNotEndASessionThatWentOn() {
    receive(heartbeat(0), HONEST);
    byte[] end = sealed(TestPackets.bytes(packets.end(1, 0, 1)));
    receive(packet(0), HONEST);
    receive(end, HONEST);
    receive(packet(1), HONEST);
    receive(end, FORGER);
    pass();
    receive(packet(2), HONEST);
    assertThat(texts()).containsExactly("joined", "0", "left", "1", "2");
  }

  /** What was received, and had no room, is taken when it comes again; wherever it comes from. */
  @Test
  void aPacketThatIsStillMissingIsTakenWithoutMovingTheSession() {
    receive(heartbeat(0), HONEST);
    pass();
    sessions.window(true, true, now);
    byte[] third = null;
    for (int i = 0; i < 3000; i++) { // more than was granted: the last of them find no room
      third = packet(i);
      receive(third, HONEST);
    }
    int before = texts().size();
    byte[] first = packet(before - 1);
    sessions.window(false, false, now);
    pass();
    answers.clear();
    assertThat(before).isLessThan(3000);
    receive(first, FORGER);
    pass();
    assertThat(texts()).hasSize(before + 1);
    receive(first, FORGER);
    receive(heartbeat(3000), HONEST);
    pass();
    assertThat(answers).isNotEmpty().allMatch(each -> each.port == HONEST);
  }

  @Test
  void movesWithASenderThatMoves() {
    receive(heartbeat(0), HONEST);
    pass();
    answers.clear();
    receive(heartbeat(0), 5001);
    pass();
    assertThat(answers).singleElement().matches(each -> each.port == 5001);
    answers.clear();
    receive(packet(0), 5002);
    receive(heartbeat(1), 5002);
    pass();
    assertThat(answers).singleElement().matches(each -> each.port == 5002);
  }

  @Test
  void aHeartbeatThatWasOvertakenIsOld() {
    byte[] first = heartbeat(0);
    byte[] second = heartbeat(1);
    assertThat(receive(second, HONEST)).isTrue();
    assertThat(receive(first, HONEST)).isFalse();
  }

  @Test
  void answersASealedProbeAndOpensNothing() {
    byte[] probe = sealed(TestPackets.bytes(packets.probe()));
    receive(probe, HONEST);
    assertThat(answers).singleElement().matches(each -> each.datagram.heard() == 1);
    assertThat(answers.get(0).bytes).isLessThan(probe.length);
    assertThat(sessions.size()).isZero();
  }

  @Test
  void neverAnswersMoreBytesThanCame() {
    receive(heartbeat(0), HONEST);
    receive(packet(2), HONEST);
    for (int i = 0; i < 400; i++) {
      pass();
      now += 10_000_000;
    }
    assertThat(answers).hasSizeGreaterThan(1);
    assertThat(answers.stream().mapToLong(Answer::bytes).sum()).isLessThanOrEqualTo(received);
  }

  /**
   * With the secret one can open sessions, as anybody can without; only so much is kept of them.
   */
  @Test
  void remembersNoMoreSessionsThanThereCanBe() {
    for (int session = 0; session < 10 * Limits.SESSIONS; session++) {
      TestPackets each = TestPackets.of(session);
      receive(sealed(TestPackets.bytes(each.probe())), HONEST);
    }
    assertThat(guard.states()).isLessThanOrEqualTo(2 * Limits.SESSIONS);
  }
}
