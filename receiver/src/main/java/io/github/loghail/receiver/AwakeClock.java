package io.github.loghail.receiver;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The loop's clock: starts at 0, and stands still while the process itself does. A receiver that
 * was stopped for a minute, or whose machine slept, must not take that for the senders' silence.
 *
 * <p>Not thread-safe: the loop's thread alone.
 */
final class AwakeClock {

  /** More than any turn of the loop takes. */
  private static final long MAX_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long ADJUST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final LongSupplier epochNanos;
  private long last;
  private long now;
  private long epochOffset;
  private long adjustedAt;

  /**
   * Makes a clock.
   *
   * @param nanoTime as {@link System#nanoTime}
   * @param epochNanos the time of day, nanoseconds since the epoch
   */
  AwakeClock(LongSupplier nanoTime, LongSupplier epochNanos) {
    this.nanoTime = nanoTime;
    this.epochNanos = epochNanos;
    last = nanoTime.getAsLong();
    epochOffset = epochNanos.getAsLong();
  }

  /**
   * Goes on to the present.
   *
   * @param waitNanos how long the loop meant to wait since the last call
   * @return nanoseconds
   */
  long advance(long waitNanos) {
    long time = nanoTime.getAsLong();
    long passed = time - last;
    long counted = Math.min(passed, waitNanos + MAX_TURN_NANOS);
    last = time;
    now += counted;
    if (counted != passed || now - adjustedAt >= ADJUST_NANOS) {
      adjustedAt = now;
      epochOffset = epochNanos.getAsLong() - now;
    }
    return now;
  }

  long now() {
    return now;
  }

  /** The time of day at a time of this clock, nanoseconds since the epoch. */
  long epochNanos(long time) {
    return time + epochOffset;
  }
}
