package io.github.loghail.sender;

/**
 * Whether the sender's thread rests, and so whether a caller must wake it. Guarded by the monitor
 * of the ring: what a caller adds and what the thread has seen are compared without a gap between.
 */
final class RestState {

  /** How the thread rests, and so what it must be woken for. */
  enum Sleep {
    /** It will look by itself, and soon: nothing wakes it. */
    AWAKE,
    /** It will look within the linger: only what is urgent, or a full packet, wakes it. */
    NAPPING,
    /** It expects nothing: anything wakes it. */
    PARKED
  }

  private Sleep sleep = Sleep.AWAKE;
  private long fullPackets;
  private long seenFullPackets;

  /** A packet was sealed because it was full. */
  void packetFilled() {
    fullPackets++;
  }

  /** How many packets were full; that the thread knows of them, from now on. */
  long seenFullPackets() {
    seenFullPackets = fullPackets;
    return fullPackets;
  }

  /** Whether the caller that has just added an event must wake the thread; only one does. */
  boolean mustWake(boolean isUrgent) {
    boolean canWait = sleep == Sleep.NAPPING && !isUrgent && fullPackets == seenFullPackets;
    if (sleep == Sleep.AWAKE || canWait) {
      return false;
    }
    sleep = Sleep.AWAKE;
    return true;
  }

  /** The thread is about to rest; false when it must not, for what it has not seen yet. */
  boolean enter(Sleep how, boolean hasEvents) {
    boolean hasWork = fullPackets != seenFullPackets || how == Sleep.PARKED && hasEvents;
    sleep = hasWork ? Sleep.AWAKE : how;
    return sleep == how;
  }

  void awake() {
    sleep = Sleep.AWAKE;
  }
}
