package io.github.loghail.receiver;

/**
 * When to ask for what is missing, and when to stop asking: a pure object. Packets that come late
 * get {@link Timers#REORDER_NANOS}; then it asks, waits longer each time, and starts over when
 * something has come.
 */
final class RepairTimer {

  private long nextAsk = Timers.NEVER;
  private long lastAsk;
  private long interval = Timers.MIN_ASK_NANOS;
  private long lastRepair;
  private long askedBelow;
  private boolean asked;

  /** Something is missing. */
  void open(long now) {
    if (nextAsk == Timers.NEVER) {
      restart(now);
    }
  }

  /**
   * Nothing is missing any more.
   *
   * @return whether it had been asked for
   */
  boolean close() {
    boolean wasAsked = asked;
    nextAsk = Timers.NEVER;
    asked = false;
    askedBelow = 0;
    return wasAsked;
  }

  /** Starts anew: all that went before counts for nothing. */
  void restart(long now) {
    interval = Timers.MIN_ASK_NANOS;
    nextAsk = now + Timers.REORDER_NANOS;
    lastRepair = now;
  }

  /** Something that was missing has come. */
  void repaired(long now) {
    if (isOpen()) {
      interval = Timers.MIN_ASK_NANOS;
      lastRepair = now;
      nextAsk = now + Timers.REORDER_NANOS;
      if (asked) {
        nextAsk = Math.max(nextAsk, lastAsk + interval);
      }
    }
  }

  /** All packets below that are missing have been asked for. */
  void asked(long now, long below) {
    asked = true;
    lastAsk = now;
    askedBelow = Math.max(askedBelow, below);
    nextAsk = now + interval;
    interval = Math.min(2 * interval, Timers.MAX_ASK_NANOS);
  }

  boolean isOpen() {
    return nextAsk != Timers.NEVER;
  }

  boolean hasAsked() {
    return asked;
  }

  boolean isAskDue(long now) {
    return now >= nextAsk;
  }

  boolean isHopeless(long now) {
    return asked && now - lastRepair >= Timers.GIVE_UP_NANOS;
  }

  /** What has been asked for lies below. */
  long askedBelow() {
    return askedBelow;
  }

  long deadline() {
    return asked ? Math.min(nextAsk, lastRepair + Timers.GIVE_UP_NANOS) : nextAsk;
  }
}
