package io.github.loghail.sender;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How the sender's thread rests when a turn had no work. While packets fill faster than they linger
 * it looks again every half millisecond, so that no caller pays for waking it (measured: 3.8 µs a
 * call, against 2 to 4 % of a core). While events come more slowly it naps for the linger, and only
 * a full packet or something urgent wakes it: a hundred applications on one machine must not look
 * two thousand times a second each. When events stop it parks until it is woken.
 */
final class Rest {

  private static final long WINDOW_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long MAX_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final long ABSENT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** How long packets must not have filled before it naps. */
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** How long events must not have come before it parks. */
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final PacketRing ring;
  private final long lingerNanos;
  private long seenEvents;
  private long seenFull;
  private long lastEvent;
  private long lastFull;
  private long napEnd;
  private boolean hasNapped;
  private final Backoff backoff = new Backoff();
  private SenderMachine.State seenState;

  Rest(PacketRing ring, long lingerNanos, long now) {
    this.ring = ring;
    this.lingerNanos = lingerNanos;
    lastEvent = now;
    lastFull = now - BUSY_NANOS;
  }

  void worked() {
    backoff.answered();
  }

  /** Rests as long as it may, at most until the deadline. */
  void now(long now, SenderMachine machine, long deadline, boolean isHurried) {
    look(now);
    hasNapped = false;
    long left = Math.max(1, deadline - now);
    if (machine.state() != seenState) {
      seenState = machine.state();
      backoff.gaveUp();
    }
    switch (seenState) {
      case ABSENT -> sleep(RestState.Sleep.AWAKE, Math.min(left, ABSENT_NANOS));
      case PROBING -> sleep(RestState.Sleep.AWAKE, nextWait(SHORT_NANOS, left));
      default -> {
        if (isHurried || machine.hasBacklog()) {
          sleep(RestState.Sleep.AWAKE, nextWait(WINDOW_NANOS, left));
        } else if (now - lastFull < BUSY_NANOS) {
          sleep(RestState.Sleep.AWAKE, Math.min(left, SHORT_NANOS));
        } else if (now - lastEvent < IDLE_NANOS || ring.hasOpenPacket()) {
          nap(now, left);
        } else {
          backoff.forget();
          sleep(RestState.Sleep.PARKED, left);
        }
      }
    }
  }

  /** At least a little, whatever is due. */
  private long nextWait(long shortest, long left) {
    return Math.max(WINDOW_NANOS, Math.min(left, backoff.next(shortest)));
  }

  private void look(long now) {
    long events = ring.nextEvent();
    if (events != seenEvents) {
      seenEvents = events;
      lastEvent = now;
    }
    long full = ring.fullPackets();
    if (full != seenFull) {
      seenFull = full;
      lastFull = now;
    }
  }

  /** Until the open packet is due, or as long as one that is opened meanwhile may linger. */
  private void nap(long now, long left) {
    long due = ring.dueNanos(lingerNanos);
    long nap = Math.max(SHORT_NANOS, due == Long.MAX_VALUE ? lingerNanos : due - now);
    napEnd = now + nap;
    hasNapped = true;
    sleep(RestState.Sleep.NAPPING, Math.min(left, Math.min(nap, MAX_NAP_NANOS)));
  }

  /**
   * Whether a nap has just ended that was as long as events may linger. What has gathered leaves
   * then, however young: else there would be two naps for each packet.
   */
  boolean isNapOver(long now) {
    return hasNapped && now - napEnd >= 0;
  }

  private void sleep(RestState.Sleep how, long nanos) {
    if (ring.rest(how)) {
      LockSupport.parkNanos(nanos);
      ring.awake();
    }
  }
}
