package io.github.loghail.sender;

import static io.github.loghail.sender.SenderMachine.State.ABSENT;
import static io.github.loghail.sender.SenderMachine.State.LIVE;
import static io.github.loghail.sender.SenderMachine.State.ONE_WAY;
import static io.github.loghail.sender.SenderMachine.State.PROBING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Datagram;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SenderMachineTest {

  private static final long LINGER_NANOS = 25_000_000;

  private static final int PACKET_COST = 1000;

  /** Packets of one size, of which the newest hundred are retained. */
  private static final class Packets implements Retained {
    long next;
    long oldest;

    @Override
    public long next() {
      return next;
    }

    @Override
    public long oldest() {
      return oldest;
    }

    @Override
    public long makeRoom(long from) {
      return Math.max(from, oldest);
    }

    @Override
    public long costBefore(long sequence) {
      return PACKET_COST * Math.max(oldest, Math.min(sequence, next));
    }
  }

  private final Packets packets = new Packets();
  private long now = ms(1000);
  private final SenderMachine machine =
      new SenderMachine(packets, Feedback.ANSWERS, LINGER_NANOS, now);

  private static long ms(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void pass(long millis) {
    now += ms(millis);
    machine.tick(now);
  }

  private void status(long expected, int windowPackets) {
    machine.on(new Datagram.Status(1, expected, windowPackets * PACKET_COST, expected), now);
  }

  private int sendAll() {
    int sent = 0;
    for (long next = machine.nextToSend(now); next >= 0; next = machine.nextToSend(now)) {
      machine.sent(next, now);
      sent++;
    }
    return sent;
  }

  private void live(int windowPackets) {
    machine.heartbeatSent(now);
    status(0, windowPackets);
    assertThat(machine.state()).isEqualTo(LIVE);
  }

  @Test
  void asksFirstAndHoldsEventsBack() {
    packets.next = 3;
    assertThat(machine.heartbeatDue(now)).isTrue();
    machine.heartbeatSent(now);
    assertThat(machine.heartbeatDue(now)).isFalse();
    assertThat(machine.nextToSend(now)).isEqualTo(-1);
    pass(49);
    assertThat(machine.heartbeatDue(now)).isFalse();
    pass(1);
    assertThat(machine.heartbeatDue(now)).isTrue();
  }

  @Test
  void sendsWithoutAnswersAfterAQuarterOfASecond() {
    packets.next = 3;
    machine.heartbeatSent(now);
    pass(249);
    assertThat(machine.state()).isEqualTo(PROBING);
    pass(1);
    assertThat(machine.state()).isEqualTo(ONE_WAY);
    assertThat(sendAll()).isEqualTo(3);
    assertThat(machine.keepFrom()).isEqualTo(3);
  }

  @Test
  void keepsWithinTheWindow() {
    packets.next = 10;
    live(4);
    assertThat(sendAll()).isEqualTo(4);
    assertThat(machine.keepFrom()).isZero();
    status(3, 4);
    assertThat(sendAll()).isEqualTo(3);
    assertThat(machine.keepFrom()).isEqualTo(3);
  }

  @Test
  void sendsOnePacketThroughAWindowThatIsSmallerThanThat() {
    packets.next = 2;
    machine.on(new Datagram.Status(1, 0, 1, 0), now);
    assertThat(sendAll()).isEqualTo(1);
  }

  @Test
  void sendsNothingThroughAClosedWindowButAsks() {
    packets.next = 2;
    live(0);
    assertThat(sendAll()).isZero();
    pass(50);
    assertThat(machine.heartbeatDue(now)).isTrue();
  }

  @Test
  void asksSoonerWhereEventsDoNotLinger() {
    SenderMachine hasty = new SenderMachine(packets, Feedback.ANSWERS, 0, now);
    packets.next = 1;
    hasty.heartbeatSent(now);
    hasty.on(new Datagram.Status(1, 0, 10_000, 0), now);
    assertThat(hasty.nextToSend(now)).isZero();
    hasty.sent(0, now);
    pass(19);
    assertThat(hasty.heartbeatDue(now)).isFalse();
    pass(1);
    assertThat(hasty.heartbeatDue(now)).isTrue();
  }

  @Test
  void asksLessAndLessOftenWhileNobodyAnswers() {
    packets.next = 1;
    live(4);
    sendAll();
    long wait = 50;
    for (int asked = 0; asked < 5; asked++) {
      pass(wait - 1);
      assertThat(machine.heartbeatDue(now)).as("after %d ms", wait - 1).isFalse();
      pass(1);
      assertThat(machine.heartbeatDue(now)).as("after %d ms", wait).isTrue();
      machine.heartbeatSent(now);
      wait *= 2;
    }
  }

  @Test
  void takesThreeSecondsOfSilenceForAbsence() {
    packets.next = 1;
    live(4);
    sendAll();
    pass(2999);
    assertThat(machine.state()).isEqualTo(LIVE);
    pass(1);
    assertThat(machine.state()).isEqualTo(ABSENT);
    packets.next = 20;
    assertThat(machine.nextToSend(now)).isEqualTo(-1);
    assertThat(machine.keepFrom()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void doesNotTakeItsOwnSilenceForAbsence() {
    live(4);
    pass(900);
    assertThat(machine.state()).isEqualTo(LIVE);
    pass(100);
    assertThat(machine.heartbeatDue(now)).isTrue();
    machine.heartbeatSent(now);
    pass(2000);
    assertThat(machine.state()).isEqualTo(LIVE);
  }

  @Test
  void aRefusalMeansAbsenceAndAnAnswerEndsIt() {
    packets.next = 5;
    live(8);
    sendAll();
    machine.refused(now);
    assertThat(machine.state()).isEqualTo(ABSENT);
    packets.next = 9;
    pass(1000);
    assertThat(machine.heartbeatDue(now)).isTrue();
    machine.heartbeatSent(now);
    status(2, 8);
    assertThat(machine.state()).isEqualTo(LIVE);
    assertThat(sendAll()).isEqualTo(7);
  }

  @Test
  void somebodyWhoDoesNotAnswerAfterARefusalIsAPlainSink() {
    machine.refused(now);
    pass(1000);
    machine.heartbeatSent(now);
    pass(250);
    assertThat(machine.state()).isEqualTo(PROBING);
    pass(250);
    assertThat(machine.state()).isEqualTo(ONE_WAY);
  }

  /** A moment that has passed is one that the sender's thread does not rest for. */
  @Test
  void whileNobodyIsThereOnlyTheNextQuestionIsWaitedFor() {
    machine.heartbeatSent(now);
    machine.refused(now);
    pass(500);
    assertThat(machine.state()).isEqualTo(ABSENT);
    assertThat(machine.tickAt() - now).isGreaterThan(ms(3_600_000));
    assertThat(machine.heartbeatAt() - now).isEqualTo(ms(500));
    pass(500);
    machine.heartbeatSent(now);
    assertThat(machine.tickAt() - now).isEqualTo(ms(250));
    machine.refused(now);
    assertThat(machine.tickAt() - now).isGreaterThan(ms(3_600_000));
  }

  @Test
  void aReceiverThatHasGoneSilentIsNotTakenForAPlainSink() {
    packets.next = 1;
    live(4);
    sendAll();
    pass(3000);
    machine.heartbeatSent(now);
    pass(60_000);
    assertThat(machine.state()).isEqualTo(ABSENT);
  }

  @Test
  void lateJoinRewindsToWhatIsRetained() {
    packets.next = 50;
    pass(250);
    assertThat(sendAll()).isEqualTo(50);
    packets.oldest = 10;
    status(0, 100);
    assertThat(machine.state()).isEqualTo(LIVE);
    assertThat(machine.nextToSend(now)).isEqualTo(10);
    pass(20);
    assertThat(machine.heartbeatDue(now)).as("tells what is gone").isTrue();
  }

  @Test
  void oneStatusThatGoesBackwardsIsOldTwoAreAnotherReceiver() {
    packets.next = 10;
    live(20);
    sendAll();
    status(10, 20);
    status(4, 20);
    assertThat(machine.nextToSend(now)).isEqualTo(-1);
    assertThat(machine.keepFrom()).isEqualTo(10);
    status(4, 20);
    assertThat(machine.nextToSend(now)).isEqualTo(4);
    assertThat(machine.keepFrom()).isEqualTo(4);
  }

  @Test
  void sendsAgainWhatIsAskedForButNotTooOften() {
    packets.next = 10;
    live(20);
    sendAll();
    Datagram.Nak nak = new Datagram.Nak(1, List.of(new Datagram.Range(3, 2)));
    machine.on(nak, now);
    assertThat(machine.nextToSend(now)).as("was sent just now").isEqualTo(-1);
    pass(10);
    machine.on(nak, now);
    machine.on(nak, now);
    assertThat(machine.nextToSend(now)).isEqualTo(3);
    machine.sent(3, now);
    assertThat(machine.nextToSend(now)).isEqualTo(4);
    machine.sent(4, now);
    assertThat(machine.nextToSend(now)).isEqualTo(-1);
  }

  @Test
  void aHugeNakIsBounded() {
    packets.next = 10;
    live(20);
    sendAll();
    pass(10);
    machine.on(
        new Datagram.Nak(1, List.of(new Datagram.Range(Long.MAX_VALUE - 5, Integer.MAX_VALUE))),
        now);
    machine.on(new Datagram.Nak(1, List.of(new Datagram.Range(0, Integer.MAX_VALUE))), now);
    assertThat(sendAll()).isEqualTo(10);
  }

  @Test
  void tellsWhatIsNoLongerRetained() {
    packets.next = 10;
    live(20);
    sendAll();
    pass(100);
    machine.heartbeatSent(now);
    packets.oldest = 5;
    machine.on(new Datagram.Nak(1, List.of(new Datagram.Range(3, 1))), now);
    pass(20);
    assertThat(machine.heartbeatDue(now)).isTrue();
  }

  @Test
  void endsWhenTheEndWasHeard() {
    packets.next = 2;
    live(20);
    sendAll();
    assertThat(machine.isDrained()).isFalse();
    status(2, 20);
    assertThat(machine.isDrained()).isTrue();
    machine.end(true);
    assertThat(machine.heartbeatDue(now)).isTrue();
    machine.heartbeatSent(now);
    assertThat(machine.isEnded()).isFalse();
    pass(20);
    assertThat(machine.heartbeatDue(now)).as("asks again").isTrue();
    status(2, 20);
    assertThat(machine.isEnded()).isTrue();
  }

  @Test
  void withoutFeedbackSendsAtOnceAndAsksNothing() {
    SenderMachine mute = new SenderMachine(packets, Feedback.NONE, LINGER_NANOS, now);
    packets.next = 3;
    assertThat(mute.state()).isEqualTo(ONE_WAY);
    assertThat(mute.nextToSend(now)).isZero();
    assertThat(mute.heartbeatDue(now + ms(100_000))).isFalse();
    mute.refused(now);
    assertThat(mute.state()).isEqualTo(ONE_WAY);
    mute.end(true);
    assertThat(mute.heartbeatDue(now)).isTrue();
    mute.heartbeatSent(now);
    assertThat(mute.isEnded()).isTrue();
  }

  /** A receiver of another kind: the only question is what it has refused. */
  @Test
  void asksNobodyButWhoRefused() {
    SenderMachine foreign = new SenderMachine(packets, Feedback.REFUSALS, LINGER_NANOS, now);
    packets.next = 2;
    assertThat(foreign.state()).isEqualTo(ONE_WAY);
    assertThat(foreign.heartbeatDue(now + ms(1_000_000))).isFalse();
    assertThat(foreign.nextToSend(now)).isZero();
    foreign.sent(0, now);
    foreign.on(new Datagram.Status(1, 2, 1 << 20, 2), now);
    assertThat(foreign.state()).as("an answer is none of its").isEqualTo(ONE_WAY);

    foreign.refused(now);
    assertThat(foreign.state()).isEqualTo(ABSENT);
    assertThat(foreign.nextToSend(now)).isNegative();
    assertThat(foreign.undelivered()).isEqualTo(1);
    foreign.heartbeatSent(now);
    foreign.refused(now);
    foreign.tick(now + ms(500));
    assertThat(foreign.state()).as("refused again").isEqualTo(ABSENT);
    assertThat(foreign.heartbeatDue(now + ms(1000))).isTrue();

    foreign.heartbeatSent(now + ms(1000));
    foreign.tick(now + ms(1250));
    assertThat(foreign.state()).as("not refused").isEqualTo(PROBING);
    foreign.tick(now + ms(1500));
    assertThat(foreign.state()).isEqualTo(ONE_WAY);
    assertThat(foreign.nextToSend(now)).isEqualTo(1);
  }

  @Test
  void endsByASingleTryWhereNobodyAnswers() {
    SenderMachine foreign = new SenderMachine(packets, Feedback.REFUSALS, LINGER_NANOS, now);
    foreign.end(true);
    assertThat(foreign.heartbeatDue(now)).isTrue();
    foreign.heartbeatSent(now);
    assertThat(foreign.isEnded()).isTrue();
  }

  /** In turn: where a name has several addresses, each is asked before events go there. */
  @Test
  void anotherAddressOfOneThatRefusedIsAskedFirst() {
    SenderMachine foreign = new SenderMachine(packets, Feedback.REFUSALS, LINGER_NANOS, now);
    foreign.addressChanged(Feedback.REFUSALS, now);
    assertThat(foreign.state()).isEqualTo(ONE_WAY);
    foreign.refused(now);
    foreign.addressChanged(Feedback.REFUSALS, now);
    assertThat(foreign.state()).isEqualTo(PROBING);
    assertThat(foreign.heartbeatDue(now + ms(20))).isTrue();
    foreign.addressChanged(Feedback.ANSWERS, now);
    assertThat(foreign.state()).isEqualTo(PROBING);
    foreign.on(new Datagram.Status(1, 0, 1 << 20, 0), now);
    assertThat(foreign.state()).as("redirected to a receiver of ours").isEqualTo(LIVE);
    foreign.addressChanged(Feedback.REFUSALS, now);
    assertThat(foreign.state()).as("and back").isEqualTo(ONE_WAY);
  }
}
