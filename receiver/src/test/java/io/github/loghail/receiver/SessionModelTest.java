package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Thousands of schedules of loss, doubling, delay, late join and restart, against a model of the
 * sender. Whatever happens: what is shown is in order, without doubles, and with what is declared
 * lost it is everything there was.
 */
class SessionModelTest {

  private static final long UNKNOWN = -1;

  /** Walks the entries; answers the event after the last. */
  private static long checkComplete(List<Entry> entries, long from) {
    long next = from;
    for (Entry entry : entries) {
      if (entry instanceof Entry.Logged logged) {
        long sequence = logged.event().sequence();
        next = next == UNKNOWN ? sequence : next;
        assertThat(sequence).as("event after %s", next).isEqualTo(next);
        next++;
      } else if (entry instanceof Entry.Lost lost) {
        assertThat(lost.events()).isPositive();
        next += next == UNKNOWN ? 0 : lost.events();
      }
    }
    return next;
  }

  private static long lost(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Lost.class::isInstance)
        .mapToLong(entry -> ((Entry.Lost) entry).events())
        .sum();
  }

  private static BitSet events(List<Entry> entries) {
    BitSet events = new BitSet();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Logged logged) {
        events.set((int) logged.event().sequence());
      }
    }
    return events;
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void nothingIsLostThatTheSenderRetains(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int lossPercent,
      @ForAll @IntRange(max = 20) int doublePercent,
      @ForAll @IntRange(max = 12) int delayMillis,
      @ForAll @IntRange(min = 8, max = 60) int retained,
      @ForAll @IntRange(max = 5) int pausesPercent) {
    Simulation simulation =
        new Simulation(
            seed,
            new Simulation.Faults(
                lossPercent, doublePercent, delayMillis, retained, true, pausesPercent, 60_000));
    simulation.join(-1, false);
    simulation.run(300, 30);
    simulation.finish();
    List<Entry> shown = simulation.life.shown;
    assertThat(lost(shown)).isZero();
    assertThat(checkComplete(shown, 0)).isEqualTo(simulation.sender.events());
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void whatIsNotRetainedIsCountedExactly(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int lossPercent,
      @ForAll @IntRange(max = 20) int doublePercent,
      @ForAll @IntRange(max = 12) int delayMillis,
      @ForAll @IntRange(min = 1, max = 10) int retained) {
    Simulation simulation =
        new Simulation(
            seed,
            new Simulation.Faults(
                lossPercent, doublePercent, delayMillis, retained, false, 0, 250));
    simulation.join(-1, false);
    simulation.sender.log();
    simulation.run(300, 60);
    simulation.finish();
    List<Entry> shown = simulation.life.shown;
    long next = checkComplete(shown, UNKNOWN);
    if (next != UNKNOWN) { // else it joined when all was over
      assertThat(next).isEqualTo(simulation.sender.events());
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void aLateReceiverShowsWhatIsRetained(
      @ForAll long seed,
      @ForAll @IntRange(max = 30) int lossPercent,
      @ForAll @IntRange(max = 10) int delayMillis,
      @ForAll @IntRange(min = 8, max = 60) int retained,
      @ForAll @IntRange(max = 20) int tail) {
    Simulation simulation =
        new Simulation(
            seed, new Simulation.Faults(lossPercent, 5, delayMillis, retained, true, 0, 0));
    simulation.run(200, 30); // to nobody
    long before = simulation.sender.events();
    simulation.join(tail, true);
    simulation.run(200, 30);
    simulation.finish();
    List<Entry> shown = simulation.life.shown;
    long next = checkComplete(shown, UNKNOWN);
    long events = simulation.sender.events();
    if (next != UNKNOWN) { // else the first HEARTBEAT came after all was logged
      BitSet shownEvents = events(shown);
      assertThat(next).isEqualTo(events);
      assertThat(shownEvents.nextSetBit(0))
          .isGreaterThanOrEqualTo((int) Math.max(0, before - tail));
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void aRestartedReceiverShowsWhatTheDeadOneDidNot(
      @ForAll long seed,
      @ForAll @IntRange(max = 30) int lossPercent,
      @ForAll @IntRange(max = 10) int delayMillis,
      @ForAll @IntRange(max = 100) int absentMillis,
      @ForAll @IntRange(min = -1, max = 5) int tail) {
    Simulation simulation =
        new Simulation(seed, new Simulation.Faults(lossPercent, 5, delayMillis, 200, true, 1, 250));
    simulation.join(-1, false);
    simulation.run(200, 20);
    List<Entry> first = new ArrayList<>(simulation.life.shown);
    simulation.leave();
    simulation.run(absentMillis, 20);
    simulation.join(tail, true);
    simulation.run(200, 20);
    simulation.finish();
    List<Entry> second = simulation.life.shown;
    assertThat(lost(first) + lost(second)).isZero();
    checkComplete(first, 0);
    checkComplete(second, UNKNOWN);
    BitSet either = events(first);
    either.or(events(second));
    if (tail < 0) {
      assertThat(either.nextClearBit(0)).isEqualTo((int) simulation.sender.events());
    }
  }
}
