package io.github.loghail.logback;

import io.github.loghail.sender.SenderStatus;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Warns of events that could not be read: at once of the first, then once a minute at most. */
final class Complaints {

  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final SenderStatus status;
  private final LongSupplier nanoTime;
  private final AtomicLong quietUntil;
  private final AtomicLong untold = new AtomicLong();

  /** The clock is one like {@link System#nanoTime}. */
  Complaints(SenderStatus status, LongSupplier nanoTime) {
    this.status = status;
    this.nanoTime = nanoTime;
    this.quietUntil = new AtomicLong(nanoTime.getAsLong());
  }

  void dropped(String logger, String cause) {
    long now = nanoTime.getAsLong();
    long until = quietUntil.get();
    if (now - until < 0 || !quietUntil.compareAndSet(until, now + PAUSE_NANOS)) {
      untold.incrementAndGet();
      return;
    }
    long others = untold.getAndSet(0);
    status.warn(
        "dropped an event of logger "
            + logger
            + " that could not be read: "
            + cause
            + (others == 0 ? "" : " (and " + others + " more since the last such warning)"));
  }
}
