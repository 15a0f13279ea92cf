package io.github.loghail.sender;

/**
 * Packets that the receiver has asked for again: each once at a time, and none more often than
 * every 10 ms, however often it is asked for. Bounded; what finds no room will be asked for again.
 */
final class ResendQueue {

  /** A power of two. */
  static final int CAPACITY = 1024;

  private static final int MASK = CAPACITY - 1;

  /** What waits, by sequence; −1 where nothing does. */
  private final long[] waiting = new long[CAPACITY];

  private final long[] sentSequence = new long[CAPACITY];
  private final long[] sentNanos = new long[CAPACITY];
  private int count;

  ResendQueue() {
    java.util.Arrays.fill(sentSequence, -1);
    java.util.Arrays.fill(waiting, -1);
  }

  void add(long sequence) {
    int slot = (int) sequence & MASK;
    if (waiting[slot] < 0) {
      waiting[slot] = sequence;
      count++;
    }
  }

  /**
   * The lowest that waits, is still wanted and was not sent within the last 10 ms; it waits no
   * more. Answers −1 for none.
   */
  long next(long now, long acknowledged, long oldest, long end) {
    long lowest = -1;
    for (int slot = 0; slot < CAPACITY && count > 0; slot++) {
      long sequence = waiting[slot];
      if (sequence < 0) {
        continue;
      }
      if (sequence < acknowledged || sequence < oldest || sequence >= end || isFresh(slot, now)) {
        remove(slot);
      } else if (lowest < 0 || sequence < lowest) {
        lowest = sequence;
      }
    }
    if (lowest >= 0) {
      remove((int) lowest & MASK);
    }
    return lowest;
  }

  private boolean isFresh(int slot, long now) {
    return sentSequence[slot] == waiting[slot]
        && now - sentNanos[slot] < SenderMachine.RESEND_NANOS;
  }

  private void remove(int slot) {
    waiting[slot] = -1;
    count--;
  }

  void sent(long sequence, long now) {
    int slot = (int) sequence & MASK;
    sentSequence[slot] = sequence;
    sentNanos[slot] = now;
  }

  void clear() {
    java.util.Arrays.fill(waiting, -1);
    count = 0;
  }
}
