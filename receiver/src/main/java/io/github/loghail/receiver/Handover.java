package io.github.loghail.receiver;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * From the loop to the pipeline. It never makes the loop wait: what it holds is counted, and the
 * loop takes no more in once that is above the limit. Both threads.
 */
final class Handover {

  private final ArrayDeque<Batch> batches = new ArrayDeque<>();
  private final AtomicLong heapBytes = new AtomicLong();
  private final long limitBytes;
  private final Runnable onRoom;

  /**
   * Makes one.
   *
   * @param limitBytes above that it is full; it has room again at half of it
   * @param onRoom called by the pipeline's thread when it comes to have room
   */
  Handover(long limitBytes, Runnable onRoom) {
    this.limitBytes = limitBytes;
    this.onRoom = onRoom;
  }

  /** Hands over; the loop must not touch the batch any more. */
  void put(Batch batch, long bytes) {
    heapBytes.addAndGet(bytes);
    synchronized (this) {
      batches.add(batch);
      notifyAll();
    }
  }

  /** The next batch; null when none came in that time, or the thread was interrupted. */
  synchronized Batch poll(long waitNanos) {
    if (batches.isEmpty() && waitNanos > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, waitNanos);
      } catch (InterruptedException e) {
        return null; // nobody interrupts this thread for a reason
      }
    }
    return batches.poll();
  }

  synchronized boolean isEmpty() {
    return batches.isEmpty();
  }

  /** What was handed over has been shown. */
  void shown(long bytes) {
    long before = heapBytes.getAndAdd(-bytes);
    if (before >= limitBytes / 2 && before - bytes < limitBytes / 2) {
      onRoom.run();
    }
  }

  /** Whether it is too full, given whether it was. */
  boolean isFull(boolean wasFull) {
    return heapBytes.get() >= (wasFull ? limitBytes / 2 : limitBytes);
  }

  long heapBytes() {
    return heapBytes.get();
  }
}
