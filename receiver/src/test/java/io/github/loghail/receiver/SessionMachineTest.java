package io.github.loghail.receiver;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.receiver.SessionMachine.State;
import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each rule of the receiver's half of the protocol, with the time in hand. */
class SessionMachineTest {

  private static final long LATER = TestPackets.START_NANOS + SECONDS.toNanos(60);

  private final TestPackets packets = TestPackets.of(7);
  private final List<Entry> shown = new ArrayList<>();
  private final AtomicLong shownPackets = new AtomicLong();
  private final Window window = new Window(256 << 10);
  private final ByteBudget held = new ByteBudget(Limits.HELD_BYTES);
  private ByteBudget joined = new ByteBudget(Limits.JOINED_BYTES);
  private long now = SECONDS.toNanos(1);
  private SessionMachine machine = machine(-1, TestPackets.START_NANOS);

  private SessionMachine machine(long tailEvents, long startEpochNanos) {
    Source source = new Source("orders", null, 7, packets.resource());
    return new SessionMachine(
        source,
        new SessionContext(
            shown::add,
            time -> time,
            window,
            held,
            joined,
            tailEvents,
            startEpochNanos,
            new AtomicLong()),
        shownPackets,
        now);
  }

  private void packet(long sequence, long firstEvent, int count) {
    machine.onPacket(packets.events(sequence, firstEvent, count), now);
  }

  private void heartbeat(long next, long oldest, long nextEvent) {
    machine.onHeartbeat(packets.heartbeat(next, oldest, nextEvent), now);
  }

  private void after(long millis) {
    now += MILLISECONDS.toNanos(millis);
    machine.poll(now);
  }

  private List<String> texts() {
    return Show.texts(shown);
  }

  private Datagram.Status status() {
    assertThat(machine.isStatusDue()).isTrue();
    return machine.status(now);
  }

  private static String[] range(long from, long to) {
    return LongStream.range(from, to).mapToObj(Long::toString).toArray(String[]::new);
  }

  @Test
  void speaksAgainAfterItsEnd() {
    packet(0, 0, 1);
    machine.onHeartbeat(packets.end(1, 0, 1), now);
    assertThat(machine.state()).isEqualTo(State.ENDED);
    packet(0, 0, 1);
    assertThat(machine.state()).isEqualTo(State.ENDED);
    packet(1, 1, 2);
    assertThat(machine.state()).isEqualTo(State.EXPECTING);
    machine.onHeartbeat(packets.end(2, 0, 3), now);
    assertThat(machine.state()).isEqualTo(State.ENDED);
    assertThat(texts()).contains("0", "1", "2");
  }

  // Order.

  @Test
  void showsPacketsInOrderAndDoublesOnce() {
    packet(0, 0, 2);
    packet(0, 0, 2);
    packet(2, 3, 1);
    packet(2, 3, 1);
    packet(1, 2, 1);
    packet(1, 2, 1);
    assertThat(texts()).containsExactly("0", "1", "2", "3");
    assertThat(machine.state()).isEqualTo(State.EXPECTING);
    assertThat(held.used()).isZero();
  }

  @Test
  void acknowledgesTheFirstPacketAndThenEachQuarterOfTheWindow() {
    packet(0, 0, 1);
    Datagram.Status first = status();
    assertThat(first).isEqualTo(new Datagram.Status(7, 1, 16 << 10, 0));
    int sequence = 1;
    for (int bytes = 0; bytes < 4 << 10; sequence++) {
      assertThat(machine.isStatusDue()).isFalse();
      Datagram.Packet next = packets.events(sequence, sequence, 1);
      bytes += Limits.windowBytes(next);
      machine.onPacket(next, now);
    }
    assertThat(status()).isEqualTo(new Datagram.Status(7, sequence, 32 << 10, 0));
  }

  @Test
  void grantsLittleAtFirstAndAfterSilence() {
    packet(0, 0, 1);
    List<Integer> granted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      heartbeat(1, 0, 1);
      granted.add(status().windowBytes());
    }
    now += Timers.ACTIVE_NANOS;
    heartbeat(1, 0, 1);
    granted.add(status().windowBytes());
    assertThat(granted)
        .containsExactly(16 << 10, 32 << 10, 64 << 10, 128 << 10, 128 << 10, 16 << 10);
  }

  @Test
  void saysWhatWasShownWhilePacketsCome() {
    packet(0, 0, 1);
    status();
    shownPackets.set(1);
    after(100);
    assertThat(machine.isStatusDue()).isFalse();
    packet(1, 1, 1);
    assertThat(status().shown()).isEqualTo(1);
  }

  // Gaps.

  @Test
  void asksForWhatIsMissingAfterFiveMillisAndLessOftenEachTime() {
    packet(0, 0, 1);
    packet(2, 2, 1);
    packet(5, 5, 1);
    assertThat(machine.state()).isEqualTo(State.GAP);
    after(4);
    assertThat(machine.nak(now)).isNull();
    after(1);
    List<Datagram.Range> missing = List.of(new Datagram.Range(1, 1), new Datagram.Range(3, 2));
    assertThat(machine.nak(now)).isEqualTo(new Datagram.Nak(7, missing));
    assertThat(machine.state()).isEqualTo(State.REPAIRING);
    for (long wait : new long[] {20, 40, 80, 160, 320, 500, 500}) {
      heartbeat(6, 0, 6);
      after(wait - 1);
      assertThat(machine.nak(now)).as("before %d ms", wait).isNull();
      after(1);
      assertThat(machine.nak(now).ranges()).isEqualTo(missing);
    }
  }

  @Test
  void asksSoonAgainWhenSomethingWasRepaired() {
    packet(0, 0, 1);
    packet(4, 4, 1);
    after(5);
    machine.nak(now);
    after(20);
    machine.nak(now);
    after(40);
    machine.nak(now);
    packet(2, 2, 1);
    after(20);
    assertThat(machine.nak(now).ranges())
        .containsExactly(new Datagram.Range(1, 1), new Datagram.Range(3, 1));
  }

  @Test
  void saysSoWhenAGapIsRepaired() {
    packet(0, 0, 1);
    packet(2, 2, 1);
    after(5);
    machine.nak(now);
    status();
    packet(1, 1, 1);
    assertThat(status().nextExpected()).isEqualTo(3);
    assertThat(machine.state()).isEqualTo(State.EXPECTING);
  }

  @Test
  void countsWhatIsNoLongerRetained() {
    packet(0, 0, 3);
    packet(4, 10, 1);
    heartbeat(5, 4, 11);
    assertThat(texts()).containsExactly("0", "1", "2", "lost 7", "10");
    assertThat(status().nextExpected()).isEqualTo(5);
  }

  @Test
  void countsWhatIsMissingAtTheTailByTheHeartbeat() {
    packet(0, 0, 3);
    heartbeat(3, 0, 9);
    after(5);
    assertThat(machine.nak(now).ranges()).containsExactly(new Datagram.Range(1, 2));
    heartbeat(3, 3, 9);
    assertThat(texts()).containsExactly("0", "1", "2", "lost 6");
    packet(3, 9, 1);
    assertThat(texts()).endsWith("lost 6", "9");
  }

  @Test
  void givesUpAfterFiveSecondsWithoutRepair() {
    packet(0, 0, 1);
    packet(2, 2, 1);
    for (int i = 0; i < 49; i++) {
      after(100);
      machine.nak(now);
      heartbeat(3, 0, 3);
    }
    assertThat(texts()).containsExactly("0");
    after(105);
    assertThat(texts()).containsExactly("0", "lost 1", "2");
  }

  @Test
  void aRepairStartsTheFiveSecondsAnew() {
    packet(0, 0, 1);
    packet(4, 4, 1);
    for (int i = 0; i < 90; i++) {
      after(100);
      machine.nak(now);
      heartbeat(5, 0, 5);
      if (i == 45) {
        packet(3, 3, 1);
      }
    }
    assertThat(texts()).containsExactly("0");
    for (int i = 0; i < 10; i++) {
      after(100);
      heartbeat(5, 0, 5);
    }
    assertThat(texts()).containsExactly("0", "lost 2", "3", "4");
  }

  @Test
  void namesAtMostSixtyFourRanges() {
    packet(0, 0, 1);
    for (int i = 2; i <= 200; i += 2) {
      packet(i, i, 1);
    }
    after(5);
    Datagram.Nak nak = machine.nak(now);
    // As many packets of the usual size as the window has room for, and no more.
    assertThat(nak.ranges()).hasSizeLessThanOrEqualTo(64).hasSize((128 << 10) / (8192 + 1024));
  }

  @Test
  void doesNotAskForMoreThanTheWindowHolds() {
    heartbeat(1_000_000, 0, 1_000_000);
    after(5);
    assertThat(machine.nak(now).ranges())
        .containsExactly(new Datagram.Range(0, (128 << 10) / (8192 + 1024)));
  }

  @Test
  void holdsNoMoreThanItsShareAndKeepsWhatIsNeededFirst() {
    packet(0, 0, 1);
    int last = 2;
    while (held.used() <= window.heldBytes() - 100_000) {
      packet(last, last * 100L, 100);
      last++;
    }
    for (int i = 0; i < 50; i++, last++) {
      packet(last, last * 100L, 100);
    }
    assertThat(held.used()).isLessThanOrEqualTo(window.heldBytes());
    packet(1, 1, 199);
    assertThat(texts()).contains(range(0, 1000));
    assertThat(texts()).doesNotHaveDuplicates();
    assertThat(held.used()).isZero();
  }

  // The window.

  @Test
  void takesOnlyWhatWasGrantedWhileTheWindowIsClosed() {
    packet(0, 0, 1);
    long granted = status().windowBytes();
    window.closed(true);
    long sequence = 1;
    for (long bytes = 0; bytes < 10 * granted; sequence++) {
      Datagram.Packet next = packets.events(sequence, sequence, 1);
      bytes += Limits.windowBytes(next);
      machine.onPacket(next, now);
    }
    long taken = shown.size();
    assertThat(taken).isLessThan(sequence);
    heartbeat(sequence, 0, sequence);
    assertThat(status()).isEqualTo(new Datagram.Status(7, taken, 0, 0));
    after(1000);
    assertThat(machine.nak(now)).as("nothing is asked for").isNull();
    window.closed(false);
    machine.windowOpened(now);
    assertThat(status().nextExpected()).isEqualTo(taken);
    for (; taken < sequence; taken++) {
      packet(taken, taken, 1);
    }
    assertThat(texts()).containsExactly(range(0, sequence));
  }

  @Test
  void takesOfSendersThatCannotWaitUntilItIsFull() {
    TestPackets silent = TestPackets.oneWay(7);
    window.closed(true);
    machine.onPacket(silent.events(0, 0, 2), now);
    assertThat(texts()).containsExactly("0", "1");
    window.full(true);
    machine.onPacket(silent.events(1, 2, 1), now);
    assertThat(texts()).containsExactly("0", "1");
  }

  @Test
  void aClosedWindowIsNoReasonToGiveUp() {
    packet(0, 0, 1);
    packet(2, 2, 1);
    after(5);
    machine.nak(now);
    window.closed(true);
    for (int i = 0; i < 100; i++) {
      after(100);
      heartbeat(3, 0, 3);
    }
    window.closed(false);
    machine.windowOpened(now);
    after(4);
    packet(1, 1, 1);
    assertThat(texts()).containsExactly("0", "1", "2");
  }

  // Joining.

  @Test
  void startsAtTheOldestThatIsRetained() {
    heartbeat(9, 5, 90);
    assertThat(status().nextExpected()).isEqualTo(5);
    packet(5, 50, 1);
    packet(6, 51, 1);
    assertThat(texts()).containsExactly("50", "51");
  }

  @Test
  void asksTheSenderToTellWhenItIsMetInTheMiddle() {
    packet(8, 80, 1);
    assertThat(machine.state()).isEqualTo(State.JOINING);
    assertThat(status().nextExpected()).isZero();
    after(5);
    assertThat(status().nextExpected()).isZero();
    heartbeat(9, 7, 81);
    assertThat(status().nextExpected()).isEqualTo(7);
    packet(7, 79, 1);
    assertThat(texts()).containsExactly("79", "80");
  }

  @Test
  void startsWithWhatItHasWhenTheSenderDoesNotTell() {
    packet(8, 80, 1);
    for (int i = 0; i < 51; i++) {
      after(100);
      packet(9, 81, 1);
    }
    assertThat(texts()).containsExactly("80", "81");
  }

  @Test
  void showsOnlyTheTailOfWhatWasBefore() {
    machine = machine(3, LATER);
    heartbeat(4, 0, 40);
    for (int i = 0; i < 6; i++) {
      packet(i, 10L * i, 10);
    }
    assertThat(texts()).containsExactly(range(37, 60));
  }

  @Test
  void showsAllThatNobodyHasSeen() {
    machine = machine(3, LATER);
    machine.onHeartbeat(packets.heartbeat(4, 0, 40, 2, new DropCounts(), false), now);
    packet(0, 0, 10);
    assertThat(texts()).as("not known yet which are the last").isEmpty();
    assertThat(machine.handedOutBelow()).isZero();
    packet(1, 10, 10);
    packet(2, 20, 10);
    assertThat(texts()).containsExactly(range(17, 30));
  }

  @Test
  void showsNothingOfWhatWasBeforeForATailOfNone() {
    machine = machine(0, LATER);
    heartbeat(2, 0, 20);
    packet(0, 0, 10);
    packet(1, 10, 10);
    packet(2, 20, 1);
    assertThat(texts()).containsExactly("20");
    assertThat(status().nextExpected()).isEqualTo(3);
  }

  @Test
  void doesNotCountAsLostWhatItWouldNotShow() {
    machine = machine(0, LATER);
    heartbeat(6, 0, 60);
    packet(0, 0, 10);
    packet(2, 20, 10);
    heartbeat(6, 5, 60);
    packet(5, 50, 10);
    packet(6, 60, 1);
    assertThat(texts()).containsExactly("60");
  }

  @Test
  void countsWhatIsMissingAmongTheTail() {
    machine = machine(20, LATER);
    heartbeat(6, 0, 60);
    packet(0, 0, 10);
    packet(2, 20, 10);
    heartbeat(6, 5, 60);
    packet(5, 50, 10);
    assertThat(texts()).startsWith("lost 10", "50").hasSize(11);
  }

  @Test
  void countsWhatIsMissingAmongTheTailThatSomebodySaw() {
    machine = machine(15, LATER);
    machine.onHeartbeat(packets.heartbeat(5, 0, 50, 4, new DropCounts(), false), now);
    packet(1, 10, 10);
    packet(3, 30, 10);
    machine.onHeartbeat(packets.heartbeat(5, 4, 50, 4, new DropCounts(), false), now);
    packet(4, 40, 1);
    assertThat(texts()).startsWith("16", "17", "18", "19", "lost 10", "30").hasSize(16);
  }

  @Test
  void aSessionThatBeganAfterTheReceiverIsShownWhole() {
    machine = machine(0, TestPackets.START_NANOS + MILLISECONDS.toNanos(999));
    heartbeat(2, 0, 20);
    packet(0, 0, 10);
    packet(1, 10, 10);
    assertThat(texts()).containsExactly(range(0, 20));
  }

  // Pieces.

  @Test
  void joinsAnEventFromItsPieces() {
    packet(0, 0, 1);
    List<Datagram.Packet> pieces = packets.pieces(1, 1, 100_000, 8192);
    for (Datagram.Packet piece : pieces.subList(1, pieces.size())) {
      machine.onPacket(piece, now);
    }
    assertThat(machine.handedOutBelow()).isEqualTo(1);
    machine.onPacket(pieces.get(0), now);
    assertThat(texts()).containsExactly("0", "100000 chars");
    assertThat(machine.handedOutBelow()).isEqualTo(1 + pieces.size());
    assertThat(joined.used()).isZero();
  }

  @Test
  void sayingShownWaitsForTheWholeEvent() {
    List<Datagram.Packet> pieces = packets.pieces(0, 0, 20_000, 8192);
    machine.onPacket(pieces.get(0), now);
    machine.onPacket(pieces.get(1), now);
    assertThat(status().nextExpected()).isEqualTo(2);
    assertThat(machine.handedOutBelow()).isZero();
  }

  @Test
  void anEventWithoutAllItsPiecesIsOneLost() {
    List<Datagram.Packet> pieces = packets.pieces(0, 0, 30_000, 8192);
    machine.onPacket(pieces.get(0), now);
    machine.onPacket(pieces.get(2), now);
    machine.onPacket(pieces.get(3), now);
    heartbeat(4, 2, 1);
    assertThat(texts()).containsExactly("lost 1");
    packet(4, 1, 1);
    assertThat(texts()).containsExactly("lost 1", "1");
    assertThat(joined.used()).isZero();
  }

  @Test
  void anEventThatFindsNoRoomIsOneLost() {
    joined = new ByteBudget(70_000);
    machine = machine(-1, TestPackets.START_NANOS);
    List<Datagram.Packet> pieces = packets.pieces(0, 0, 100_000, 8192);
    pieces.forEach(piece -> machine.onPacket(piece, now));
    packet(pieces.size(), 1, 1);
    assertThat(texts()).containsExactly("lost 1", "1");
    assertThat(joined.used()).isZero();
  }

  @Test
  void aJoinedEventThatIsNoneIsToldOnce() {
    List<byte[]> pieces = packets.pieceBytes(0, 0, 20_000, 8192);
    for (byte[] piece : pieces) {
      int start = ((Datagram.Piece) packets.packet(piece)).bytes().offset();
      Arrays.fill(piece, start, piece.length, (byte) 0xFF);
      new Checksum().put(piece, piece.length);
      machine.onPacket(packets.packet(piece), now);
    }
    packet(pieces.size(), 1, 1);
    assertThat(texts()).hasSize(2).last().isEqualTo("1");
    assertThat(texts().get(0)).startsWith("unreadable").contains("joined");
  }

  // What the sender dropped.

  @Test
  void showsWhatWasDroppedWhereItHappenedAndOnce() {
    DropCounts two = TestPackets.drops(DropCause.RING_FULL, Severity.DEBUG, 2);
    DropCounts five = TestPackets.drops(DropCause.RING_FULL, Severity.DEBUG, 5);
    packet(0, 0, 1);
    machine.onPacket(packets.packet(packets.eventBytes(1, 1, 1, two)), now);
    machine.onHeartbeat(packets.heartbeat(2, 0, 2, 0, two, false), now);
    machine.onHeartbeat(packets.heartbeat(2, 0, 2, 0, five, false), now);
    machine.onHeartbeat(packets.heartbeat(2, 0, 2, 0, two, false), now);
    assertThat(texts()).containsExactly("0", "dropped 2", "1", "dropped 3");
  }

  @Test
  void aReportInAHeartbeatWaitsForThePacketsBefore() {
    DropCounts two = TestPackets.drops(DropCause.RING_FULL, Severity.DEBUG, 2);
    packet(0, 0, 1);
    machine.onHeartbeat(packets.heartbeat(2, 0, 2, 0, two, false), now);
    packet(1, 1, 1);
    assertThat(texts()).containsExactly("0", "1", "dropped 2");
  }

  // The end.

  @Test
  void leavesWhenAllIsThere() {
    packet(0, 0, 1);
    machine.onHeartbeat(packets.end(2, 0, 2), now);
    assertThat(texts()).containsExactly("0");
    packet(1, 1, 1);
    assertThat(texts()).containsExactly("0", "1", "left");
    assertThat(machine.state()).isEqualTo(State.ENDED);
    machine.onHeartbeat(packets.end(2, 0, 2), now);
    assertThat(status().nextExpected()).as("the last word is answered").isEqualTo(2);
    after(10_000);
    assertThat(texts()).containsExactly("0", "1", "left");
    assertThat(machine.deadline()).isEqualTo(Timers.NEVER);
  }

  @Test
  void leavesWithALossWhenTheRestCanNotCome() {
    packet(0, 0, 1);
    machine.onHeartbeat(packets.end(2, 0, 6), now);
    for (int i = 0; i < 6; i++) {
      after(1000);
      machine.nak(now);
    }
    assertThat(texts()).containsExactly("0", "lost 5", "left");
  }

  @Test
  void whatWasAbandonedButArrivedIsNotCountedTwice() {
    packet(0, 0, 2);
    packet(1, 2, 2);
    packet(3, 6, 2);
    // The sender knows of packet 0 only; it has logged 10 events, and abandons 8 of them.
    DropCounts abandoned = TestPackets.drops(DropCause.ABANDONED, 0, 8);
    machine.onHeartbeat(packets.heartbeat(1, 0, 2, 0, abandoned, true), now);
    assertThat(texts())
        .containsExactly("0", "1", "2", "3", "lost 2", "6", "7", "dropped 2", "left");
  }

  @Test
  void vanishesAfterFiveSecondsOfSilenceAndComesBack() {
    packet(0, 0, 1);
    packet(2, 2, 1);
    after(4999);
    assertThat(texts()).containsExactly("0");
    after(1);
    assertThat(texts()).containsExactly("0", "lost 1", "2", "vanished");
    assertThat(machine.state()).isEqualTo(State.VANISHED);
    assertThat(machine.deadline()).isEqualTo(Timers.NEVER);
    now += SECONDS.toNanos(100);
    packet(3, 3, 1);
    assertThat(texts()).endsWith("vanished", "joined", "3");
  }

  @Test
  void whatAVanishedSenderHadAnnouncedIsLostInTheEnd() {
    packet(0, 0, 1);
    heartbeat(3, 0, 8);
    after(5000);
    assertThat(texts()).containsExactly("0", "vanished");
    machine.close(now);
    assertThat(texts()).containsExactly("0", "vanished", "lost 7");
  }

  @Test
  void closingCountsHolesButNotWhatIsStillToCome() {
    packet(0, 0, 1);
    packet(2, 4, 1);
    heartbeat(9, 0, 90);
    machine.close(now);
    assertThat(texts()).containsExactly("0", "lost 3", "4");
  }

  // Senders that read no answers.

  @Test
  void aOneWaySenderIsNeverAnsweredNorWaitedForLong() {
    TestPackets silent = TestPackets.oneWay(7);
    machine.onPacket(silent.events(5, 50, 1), now);
    machine.onPacket(silent.events(7, 52, 1), now);
    after(99);
    assertThat(machine.nak(now)).isNull();
    assertThat(machine.isStatusDue()).isFalse();
    assertThat(texts()).containsExactly("50");
    after(1);
    assertThat(texts()).containsExactly("50", "lost 1", "52");
    after(60_000);
    assertThat(texts()).as("silence is no sign").hasSize(3);
  }

  @Test
  void aOneWaySendersLatePacketFillsTheGap() {
    TestPackets silent = TestPackets.oneWay(7);
    machine.onPacket(silent.events(0, 0, 1), now);
    machine.onPacket(silent.events(2, 2, 1), now);
    after(50);
    machine.onPacket(silent.events(1, 1, 1), now);
    machine.onHeartbeat(silent.end(4, 4, 5), now);
    assertThat(texts()).containsExactly("0", "1", "2", "lost 2", "left");
  }
}
