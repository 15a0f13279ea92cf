package io.github.loghail.sender;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The talk between the sender's thread and those who want it to drain, or to stop. Draining is
 * bounded: past its deadline what is left is abandoned. Thread-safe.
 */
final class Stopping {

  private final LongSupplier clock;
  private boolean draining;
  private boolean stopWhenDrained;
  private boolean stopped;
  private boolean ended;
  private long deadlineNanos;
  private long abandoned;

  /**
   * Makes one.
   *
   * @param clock as {@link System#nanoTime}
   */
  Stopping(LongSupplier clock) {
    this.clock = clock;
  }

  /** Asks for a drain that may take so long; false when the thread has ended. */
  synchronized boolean request(long timeoutNanos, boolean andStop) {
    if (!ended) {
      draining = true;
      stopWhenDrained |= andStop;
      deadlineNanos = clock.getAsLong() + timeoutNanos;
    }
    return !ended;
  }

  /**
   * Asks for a drain, and waits for it, or for the thread's end, as long as it may take and a
   * little more.
   */
  void drain(long timeoutNanos, boolean andStop, Runnable wake) {
    if (!request(timeoutNanos, andStop)) {
      return;
    }
    wake.run();
    boolean interrupted = false;
    long giveUp = System.nanoTime() + timeoutNanos + TimeUnit.MILLISECONDS.toNanos(250);
    synchronized (this) {
      while (!ended && (draining || andStop) && System.nanoTime() - giveUp < 0) {
        try {
          TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, giveUp - System.nanoTime()));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      stopped |= andStop;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized boolean isDraining() {
    return draining;
  }

  synchronized boolean isLate(long now) {
    return now - deadlineNanos >= 0;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  synchronized void abandoned(long events) {
    abandoned = events;
  }

  synchronized long abandoned() {
    return abandoned;
  }

  synchronized void drained() {
    draining = false;
    stopped |= stopWhenDrained;
    notifyAll();
  }

  /** The thread has ended. */
  synchronized void stopped() {
    ended = true;
    notifyAll();
  }
}
