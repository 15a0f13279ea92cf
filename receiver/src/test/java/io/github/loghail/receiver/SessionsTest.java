package io.github.loghail.receiver;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final int MAX_SESSIONS = 4;

  private final List<Entry> shown = new ArrayList<>();
  private final List<Datagram> answers = new ArrayList<>();
  private final List<InetSocketAddress> answered = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final Window window = new Window(1 << 20);
  private final Sessions sessions = sessions(MAX_SESSIONS);
  private long now = SECONDS.toNanos(1);
  private int answeredBytes;

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void reply(byte[] bytes, int length, InetSocketAddress to) {
    answers.add(new Decoder().decode(Arrays.copyOf(bytes, length), length));
    answered.add(to);
    answeredBytes += length;
  }

  private String receive(Datagram.Native datagram, int port) {
    int bytes = datagram instanceof Datagram.Packet packet ? packet.datagramBytes() : 120;
    return sessions.receive(datagram, bytes, address(port), this::reply, now);
  }

  private void pass() {
    sessions.poll(now);
    sessions.answer(now, marks::add);
  }

  private List<String> texts() {
    return Show.texts(shown);
  }

  @Test
  void answersOnceForAllThatCameInOnePass() {
    TestPackets packets = TestPackets.of(7);
    for (int i = 0; i < 10; i++) {
      receive(packets.events(i, i, 1), 5000);
    }
    receive(packets.heartbeat(10, 0, 10), 5001);
    assertThat(answers).isEmpty();
    pass();
    pass();
    assertThat(answers).singleElement().isInstanceOf(Datagram.Status.class);
    assertThat(answered).as("where it was heard last").containsExactly(address(5001));
    assertThat(marks).hasSize(1);
    assertThat(marks.get(0).packet()).isEqualTo(10);
  }

  @Test
  void tellsJoinedFromRestarted() {
    receive(TestPackets.of(1).heartbeat(0, 0, 0), 5000);
    receive(TestPackets.of(2).heartbeat(0, 0, 0), 5001);
    receive(TestPackets.of(1).end(0, 0, 0), 5000);
    receive(TestPackets.of(3).heartbeat(0, 0, 0), 5002);
    receive(TestPackets.of(4).heartbeat(0, 0, 0), 5003);
    assertThat(texts()).containsExactly("joined", "joined", "left", "restarted", "joined");
    assertThat(((Entry.Restarted) shown.get(3)).previous().session()).isEqualTo(1);
  }

  @Test
  void anotherServiceIsNotARestart() {
    receive(TestPackets.of(1).end(0, 0, 0), 5000);
    TestPackets other = new TestPackets(2, TestPackets.resource("payments"), false);
    receive(other.heartbeat(0, 0, 0), 5000);
    assertThat(texts()).containsExactly("joined", "left", "joined");
  }

  @Test
  void makesRoomFromThoseThatAreGoneAndRefusesWhenAllLive() {
    for (int i = 0; i < MAX_SESSIONS; i++) {
      receive(TestPackets.of(i).heartbeat(0, 0, 0), 5000 + i);
    }
    assertThat(receive(TestPackets.of(10).heartbeat(0, 0, 0), 6000)).contains("4 live sessions");
    assertThat(sessions.size()).isEqualTo(MAX_SESSIONS);
    receive(TestPackets.of(2).end(0, 0, 0), 5002);
    assertThat(receive(TestPackets.of(10).heartbeat(0, 0, 0), 6000)).isNull();
    assertThat(sessions.size()).isEqualTo(MAX_SESSIONS);
    pass();
    assertThat(receive(TestPackets.of(11).heartbeat(0, 0, 0), 6001)).isNotNull();
    now += Timers.SILENT_NANOS;
    assertThat(receive(TestPackets.of(11).heartbeat(0, 0, 0), 6001)).isNull();
    assertThat(texts()).contains("vanished");
    pass();
  }

  @Test
  void neverAnswersMoreThanItWasSent() {
    TestPackets packets = TestPackets.of(7);
    Datagram.Packet first = packets.events(0, 0, 1);
    Datagram.Packet third = packets.events(2, 2, 1);
    receive(first, 5000);
    receive(third, 5000);
    for (int i = 0; i < 400; i++) { // until it gives up, it would ask more often
      pass();
      now += 10_000_000;
    }
    assertThat(answers).hasSizeGreaterThan(2);
    assertThat(answeredBytes).isLessThanOrEqualTo(first.datagramBytes() + third.datagramBytes());
  }

  @Test
  void aNewAddressBringsNoCreditFromTheOld() {
    TestPackets packets = TestPackets.of(7);
    receive(packets.events(0, 0, 500), 5000);
    pass();
    answers.clear();
    answeredBytes = 0;
    sessions.receive(packets.heartbeat(1, 0, 500), 30, address(6666), this::reply, now);
    pass();
    assertThat(answers).as("30 bytes came from there, a STATUS has more").isEmpty();
  }

  @Test
  void answersAProbeWithTheWindowAndOpensNothing() {
    receive(TestPackets.of(7).probe(), 5000);
    assertThat(answers).containsExactly(new Datagram.Status(7, 0, (1 << 19) / 16, 0));
    assertThat(Wire.STATUS_BYTES).isLessThan(TestPackets.bytes(TestPackets.of(7).probe()).length);
    assertThat(sessions.size()).isZero();
  }

  @Test
  void refusesWhatOnlyReceiversSay() {
    assertThat(receive(new Datagram.Status(7, 0, 0, 0), 5000)).contains("only receivers");
    assertThat(sessions.size()).isZero();
  }

  @Test
  void sharesTheWindowAmongThoseThatSend() {
    for (int i = 0; i < 4; i++) {
      receive(TestPackets.of(i).heartbeat(0, 0, 0), 5000 + i);
      receive(TestPackets.of(i).events(0, 0, 1), 5000 + i);
    }
    pass();
    now += Timers.SHOWN_NANOS;
    pass();
    assertThat(window.bytes()).isEqualTo((1 << 19) / 4);
    now += Timers.ACTIVE_NANOS;
    receive(TestPackets.of(0).events(1, 1, 1), 5000);
    receive(TestPackets.of(1).heartbeat(1, 0, 1), 5001);
    pass();
    assertThat(window.bytes()).as("only one sends packets").isEqualTo(1 << 19);
  }

  @Test
  void tellsAllWhenTheWindowOpens() {
    receive(TestPackets.of(1).heartbeat(0, 0, 0), 5000);
    receive(TestPackets.of(2).heartbeat(0, 0, 0), 5001);
    pass();
    sessions.window(true, true, now);
    pass();
    answers.clear();
    sessions.window(false, false, now);
    pass();
    assertThat(answers).hasSize(2).allMatch(each -> ((Datagram.Status) each).windowBytes() > 0);
  }

  @Test
  void looksAgainWhenASessionHasADeadline() {
    TestPackets packets = TestPackets.of(7);
    receive(packets.events(0, 0, 1), 5000);
    receive(packets.events(2, 2, 1), 5000);
    pass();
    assertThat(sessions.deadline()).isEqualTo(now + Timers.REORDER_NANOS);
    now = sessions.deadline();
    pass();
    assertThat(answers).last().isInstanceOf(Datagram.Nak.class);
  }

  @Test
  void asManyNewSessionsAsThereAreTrialsAreOpenedAtOnce() {
    Sessions many = sessions(Limits.SESSIONS);
    for (int i = 0; i < Limits.NEWCOMERS - 1; i++) {
      assertThat(heartbeat(many, i, "10.0.0." + i)).isNull();
    }
    assertThat(heartbeat(many, 100, "10.0.1.0")).as("the last").isNull();
    assertThat(heartbeat(many, 101, "10.0.1.1")).as("one too many").contains("heard again");
    assertThat(many.size()).isEqualTo(Limits.NEWCOMERS);
    assertThat(heartbeat(many, 101, "10.0.1.1")).as("heard again").isNull();
    assertThat(many.size()).isEqualTo(Limits.NEWCOMERS + 1);
  }

  @Test
  void oneAddressHasAShareOfTheTrials() {
    Sessions many = sessions(Limits.SESSIONS);
    for (int i = 0; i < Limits.NEWCOMERS_PER_ADDRESS - 1; i++) {
      assertThat(heartbeat(many, i, "10.0.0.1")).isNull();
    }
    assertThat(heartbeat(many, 100, "10.0.0.1")).as("the last").isNull();
    assertThat(heartbeat(many, 101, "10.0.0.1")).as("one too many").isNotNull();
    assertThat(heartbeat(many, 102, "10.0.0.2")).as("of another address").isNull();
    assertThat(heartbeat(many, 1, "10.0.0.1")).as("is a trial less").isNull();
    assertThat(heartbeat(many, 103, "10.0.0.1")).isNull();
  }

  @Test
  void aTrialEndsAfterItsTime() {
    Sessions many = sessions(Limits.SESSIONS);
    for (int i = 0; i < Limits.NEWCOMERS_PER_ADDRESS; i++) {
      heartbeat(many, i, "10.0.0.1");
    }
    now += Timers.TRIAL_NANOS - 1;
    assertThat(heartbeat(many, 100, "10.0.0.1")).isNotNull();
    now++;
    assertThat(heartbeat(many, 101, "10.0.0.1")).isNull();
  }

  @Test
  void sessionsThatWereHeardOnceTakeNoShareOfTheWindow() {
    Sessions many = sessions(Limits.SESSIONS);
    many.receive(TestPackets.of(1).events(0, 0, 1), 100, address(5000), this::reply, now);
    many.receive(TestPackets.of(1).events(1, 1, 1), 100, address(5000), this::reply, now);
    int alone = window.bytes();
    for (int i = 2; i < 30; i++) {
      many.receive(TestPackets.of(i).events(0, 0, 1), 100, address(5000 + i), this::reply, now);
    }
    assertThat(window.bytes()).isEqualTo(alone);
    many.receive(TestPackets.of(2).events(1, 1, 1), 100, address(5002), this::reply, now);
    assertThat(window.bytes()).isEqualTo(alone / 2);
  }

  private Sessions sessions(int max) {
    return new Sessions(
        new SessionContext(
            shown::add,
            time -> time,
            window,
            new ByteBudget(Limits.HELD_BYTES),
            new ByteBudget(Limits.JOINED_BYTES),
            -1,
            TestPackets.START_NANOS,
            new AtomicLong()),
        max);
  }

  private String heartbeat(Sessions to, long session, String address) {
    Datagram.Native heartbeat = TestPackets.of(session).heartbeat(0, 0, 0);
    return to.receive(heartbeat, 100, new InetSocketAddress(address, 5000), this::reply, now);
  }
}
