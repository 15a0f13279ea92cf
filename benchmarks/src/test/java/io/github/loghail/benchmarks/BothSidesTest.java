package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.receiver.ReceiverSide;
import io.github.loghail.receiver.ReceiverSide.Kind;
import io.github.loghail.receiver.ReceiverSide.Shown;
import io.github.loghail.sender.SenderSide;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The two halves of the protocol against each other, with the bytes that they really send, in
 * thousands of schedules of loss, delay, doubling, reordering, damage and restart. What is shown is
 * always in order and without doubles, and delivered + lost + dropped + abandoned = logged.
 */
class BothSidesTest {

  private static final int LARGE_RING = 4 << 20;
  private static final int SMALL_RING = 128 << 10;
  private static final int END_MILLIS = 60_000;

  private static List<Shown> of(ReceiverSide receiver, long session) {
    return receiver.shown().stream().filter(shown -> shown.session() == session).toList();
  }

  private static long sum(List<Shown> shown, Kind kind) {
    return shown.stream().filter(each -> each.kind() == kind).mapToLong(Shown::number).sum();
  }

  private static long count(List<Shown> shown, Kind kind) {
    return shown.stream().filter(each -> each.kind() == kind).count();
  }

  /** Walks what is shown of a session: nothing is left out in silence, nothing comes twice. */
  private static long checkComplete(List<Shown> shown, long from) {
    long next = from;
    for (Shown each : shown) {
      if (each.kind() == Kind.EVENT) {
        next = next < 0 ? each.number() : next;
        assertThat(each.number()).as("event after %s", next).isEqualTo(next);
        next++;
      } else if (each.kind() == Kind.LOST) {
        next += next < 0 ? 0 : each.number();
      }
    }
    return next;
  }

  private static BitSet events(List<Shown> shown) {
    BitSet events = new BitSet();
    shown.stream()
        .filter(each -> each.kind() == Kind.EVENT)
        .forEach(each -> events.set((int) each.number()));
    return events;
  }

  /** What the receiver says of a session that it saw from its begin to its end. */
  private static void checkSum(BothSides world, int session) {
    SenderSide sender = world.senders.get(session);
    List<Shown> shown = of(world.receiver, session);
    assertThat(shown.get(0).kind()).isEqualTo(Kind.JOINED);
    assertThat(shown.get(shown.size() - 1).kind()).isEqualTo(Kind.LEFT);
    checkComplete(shown, 0);
    assertThat(sum(shown, Kind.DROPPED)).isEqualTo(sender.dropped() + sender.abandoned());
    assertThat(count(shown, Kind.EVENT) + sum(shown, Kind.LOST) + sum(shown, Kind.DROPPED))
        .as("delivered, lost, dropped and abandoned")
        .isEqualTo(sender.logged());
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void nothingIsLostWhileAReceiverListens(
      @ForAll long seed,
      @ForAll boolean sealed,
      @ForAll @IntRange(max = 40) int lossPercent,
      @ForAll @IntRange(max = 20) int doublePercent,
      @ForAll @IntRange(max = 5) int damagePercent,
      @ForAll @IntRange(max = 40) int delayMillis,
      @ForAll @IntRange(max = 30) int slowMillis,
      @ForAll @IntRange(max = 5) int pausesPercent,
      @ForAll @IntRange(min = 1, max = 6) int senders) {
    BothSides world =
        new BothSides(
            seed,
            sealed,
            new BothSides.Faults(
                lossPercent,
                doublePercent,
                damagePercent,
                delayMillis,
                slowMillis,
                pausesPercent,
                true));
    world.join();
    for (int i = 0; i < senders; i++) {
      world.start(LARGE_RING);
    }
    world.run(300, 12);
    world.heal();
    assertThat(world.finish(END_MILLIS)).as("ended").isTrue();
    for (int i = 0; i < senders; i++) {
      checkSum(world, i);
      assertThat(sum(of(world.receiver, i), Kind.LOST)).isZero();
      assertThat(world.senders.get(i).dropped() + world.senders.get(i).abandoned()).isZero();
    }
  }

  /** However slow it looks, no more is on its way than its socket holds. */
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void noSocketOverflows(
      @ForAll long seed,
      @ForAll boolean sealed,
      @ForAll @IntRange(max = 40) int slowMillis,
      @ForAll @IntRange(max = 5) int pausesPercent,
      @ForAll @IntRange(min = 1, max = 16) int senders) {
    BothSides world =
        new BothSides(
            seed, sealed, new BothSides.Faults(0, 0, 0, 0, slowMillis, pausesPercent, true));
    world.join();
    for (int i = 0; i < senders; i++) {
      world.start(LARGE_RING);
    }
    world.run(200, 80);
    assertThat(world.finish(END_MILLIS)).as("ended").isTrue();
    assertThat(world.kernelDrops).isZero();
    for (int i = 0; i < senders; i++) {
      checkSum(world, i);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatARingCannotHoldIsCountedExactly(
      @ForAll long seed,
      @ForAll boolean sealed,
      @ForAll @IntRange(max = 30) int lossPercent,
      @ForAll @IntRange(max = 40) int delayMillis,
      @ForAll @IntRange(max = 10) int pausesPercent) {
    BothSides world =
        new BothSides(
            seed,
            sealed,
            new BothSides.Faults(lossPercent, 5, 2, delayMillis, 20, pausesPercent, true));
    world.join();
    SenderSide sender = world.start(SMALL_RING);
    world.run(300, 60);
    world.heal();
    assertThat(world.finish(END_MILLIS)).as("ended").isTrue();
    List<Shown> shown = of(world.receiver, 0);
    if (sender.wasOneWay()) {
      // all that it said in its first quarter of a second was lost: it kept nothing for a receiver
      // that it did not know of, which knows nothing of what was before
      checkComplete(shown, -1);
      assertThat(sum(shown, Kind.DROPPED)).isEqualTo(sender.dropped() + sender.abandoned());
    } else {
      checkSum(world, 0);
      assertThat(sender.expired() + sum(shown, Kind.LOST)).isZero();
    }
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void whatATimeOutAbandonsIsCountedExactly(
      @ForAll long seed,
      @ForAll boolean sealed,
      @ForAll @IntRange(max = 30) int lossPercent,
      @ForAll @IntRange(max = 60) int stopMillis) {
    BothSides world =
        new BothSides(seed, sealed, new BothSides.Faults(lossPercent, 5, 2, 30, 20, 20, true));
    world.join();
    SenderSide sender = world.start(LARGE_RING);
    world.run(200, 40);
    world.finish(stopMillis);
    List<Shown> shown = of(world.receiver, 0);
    checkComplete(shown, 0);
    if (count(shown, Kind.LEFT) == 1) { // else it did not hear the end, and knows less
      assertThat(count(shown, Kind.EVENT) + sum(shown, Kind.LOST) + sum(shown, Kind.DROPPED))
          .isEqualTo(sender.logged());
    } else {
      assertThat(count(shown, Kind.EVENT) + sender.dropped() + sender.abandoned())
          .isGreaterThanOrEqualTo(sender.logged());
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aReceiverThatComesAgainShowsWhatTheDeadOneDidNot(
      @ForAll long seed,
      @ForAll boolean sealed,
      @ForAll @IntRange(max = 20) int lossPercent,
      @ForAll @IntRange(max = 20) int delayMillis,
      @ForAll @IntRange(max = 5000) int absentMillis,
      @ForAll boolean refuses) {
    BothSides world =
        new BothSides(
            seed, sealed, new BothSides.Faults(lossPercent, 5, 2, delayMillis, 10, 1, refuses));
    world.join();
    SenderSide sender = world.start(LARGE_RING);
    world.run(200, 4);
    List<Shown> first = new ArrayList<>(of(world.receiver, 0));
    world.leave();
    world.run(absentMillis, 1);
    world.join();
    world.run(1500, 1);
    world.heal();
    assertThat(world.finish(END_MILLIS)).as("ended").isTrue();
    List<Shown> second = of(world.receiver, 0);
    checkComplete(first, 0);
    checkComplete(second, -1);
    assertThat(sum(first, Kind.LOST) + sum(second, Kind.LOST)).isZero();
    BitSet either = events(first);
    either.or(events(second));
    assertThat(either.cardinality()).isEqualTo((int) sender.logged());
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void anApplicationThatIsKilledAndStartedAgainIsTwoSessions(
      @ForAll long seed,
      @ForAll boolean sealed,
      @ForAll @IntRange(max = 20) int lossPercent,
      @ForAll @IntRange(max = 20) int delayMillis,
      @ForAll @IntRange(max = 7000) int absentMillis) {
    BothSides world =
        new BothSides(
            seed, sealed, new BothSides.Faults(lossPercent, 5, 2, delayMillis, 10, 1, true));
    world.join();
    world.start(LARGE_RING);
    world.run(200, 10);
    world.kill(0);
    world.run(absentMillis, 0);
    world.start(LARGE_RING);
    world.run(6000, 1);
    assertThat(world.finish(END_MILLIS)).as("ended").isTrue();
    checkComplete(of(world.receiver, 0), 0);
    assertThat(count(of(world.receiver, 0), Kind.VANISHED)).isEqualTo(1);
    checkSum(world, 1);
    assertThat(sum(of(world.receiver, 1), Kind.LOST)).isZero();
  }
}
