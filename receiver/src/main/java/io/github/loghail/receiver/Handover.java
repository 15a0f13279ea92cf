package io.github.loghail.receiver;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * From the loop to the pipeline. It never makes the loop wait: what was handed over is counted, and
 * the loop takes no more in once that is above the limit. Both threads.
 *
 * <p>Long before, the senders are asked to wait: once {@link Limits#QUEUED_BYTES} of theirs are
 * here that the pipeline has not even looked at. What waits lives through a collection and is
 * copied by it. Measured with 32 MB queued, as a sender at full speed sees to, the collector takes
 * 341 ns an event, and with 4 MB 40: 2.2 million events a second instead of 0.8. What strangers
 * send is not counted in this: it would close the windows of those who can wait for as long as
 * those go on who cannot.
 */
final class Handover {

  private record Waiting(Batch batch, long packetBytes) {}

  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final AtomicLong heapBytes = new AtomicLong();
  private volatile long queuedPacketBytes;
  private final long limitBytes;
  private final Runnable onRoom;

  /**
   * Makes one.
   *
   * @param limitBytes above that it is full; it has room again at half of it
   * @param onRoom called by the pipeline's thread when it comes to have room, or to catch up
   */
  Handover(long limitBytes, Runnable onRoom) {
    this.limitBytes = limitBytes;
    this.onRoom = onRoom;
  }

  /**
   * Hands over; the loop must not touch the batch any more.
   *
   * @param bytes what it takes of the heap
   * @param packetBytes how much of that is packets, whose senders can be asked to wait
   */
  void put(Batch batch, long bytes, long packetBytes) {
    heapBytes.addAndGet(bytes);
    synchronized (this) {
      queue.add(new Waiting(batch, packetBytes));
      queuedPacketBytes += packetBytes;
      notifyAll();
    }
  }

  /** The next batch; null when none came in that time, or the thread was interrupted. */
  Batch poll(long waitNanos) {
    long before;
    Waiting next;
    synchronized (this) {
      if (queue.isEmpty() && waitNanos > 0) {
        try {
          TimeUnit.NANOSECONDS.timedWait(this, waitNanos);
        } catch (InterruptedException e) {
          return null; // nobody interrupts this thread for a reason
        }
      }
      next = queue.poll();
      if (next == null) {
        return null;
      }
      before = queuedPacketBytes;
      queuedPacketBytes = before - next.packetBytes;
    }
    wakeIfBelow(Limits.QUEUED_BYTES / 2, before, next.packetBytes);
    return next.batch;
  }

  synchronized boolean isEmpty() {
    return queue.isEmpty();
  }

  /** What was handed over has become more, or less. */
  void changed(long moreBytes) {
    shown(-moreBytes);
  }

  /** What was handed over has been shown. */
  void shown(long bytes) {
    wakeIfBelow(limitBytes / 2, heapBytes.getAndAdd(-bytes), bytes);
  }

  private void wakeIfBelow(long bound, long before, long less) {
    if (before >= bound && before - less < bound) {
      onRoom.run();
    }
  }

  /** Whether it is too full, given whether it was. */
  boolean isFull(boolean wasFull) {
    return heapBytes.get() >= (wasFull ? limitBytes / 2 : limitBytes);
  }

  /**
   * Whether senders should wait, given whether they do: it is full, or too much of theirs is
   * queued.
   */
  boolean isBehind(boolean wasBehind) {
    long bound = wasBehind ? Limits.QUEUED_BYTES / 2 : Limits.QUEUED_BYTES;
    return queuedPacketBytes >= bound || isFull(wasBehind);
  }

  /**
   * Whether what cannot be asked to wait must be left out, given whether it was: a half is kept for
   * those that can.
   */
  boolean isCrowded(boolean wasCrowded) {
    return heapBytes.get() >= (wasCrowded ? limitBytes / 4 : limitBytes / 2);
  }

  long heapBytes() {
    return heapBytes.get();
  }
}
