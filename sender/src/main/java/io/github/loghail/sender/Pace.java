package io.github.loghail.sender;

import io.github.loghail.wire.Wire;
import java.util.concurrent.TimeUnit;

/**
 * How fast datagrams leave for a receiver that grants no window: some sixty small ones at once,
 * 11,000 a second. A socket has a buffer of 208 KiB where nobody has set another, which is 277 of
 * them, and a script that prints takes 30,000 a second (measured). So one that gets a third of a
 * core, or none for 20 ms, loses nothing. What comes faster waits in the ring, and is counted if
 * that overflows; there it would be lost without a word.
 */
final class Pace {

  private static final int BURST_BYTES = 64 << 10;
  private static final int BYTES_A_MILLI = 12 << 10;
  private static final long NANOS_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private long credit = BURST_BYTES;
  private long now;

  Pace(long now) {
    this.now = now;
  }

  void tick(long nanos) {
    long milli = Math.min((nanos - now) / NANOS_A_MILLI, BURST_BYTES / BYTES_A_MILLI + 1);
    if (milli > 0) {
      now = nanos;
      credit = Math.min(BURST_BYTES, credit + milli * BYTES_A_MILLI);
    }
  }

  boolean allows() {
    return credit > 0;
  }

  /** A datagram has left; with it counts what the kernel keeps about it. */
  void spend(int bytes) {
    credit -= bytes + Wire.DATAGRAM_OVERHEAD_BYTES;
  }
}
