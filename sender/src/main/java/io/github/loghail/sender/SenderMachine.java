package io.github.loghail.sender;

import io.github.loghail.wire.Datagram;
import java.util.concurrent.TimeUnit;

/**
 * The sender's half of the protocol, as a pure object: it is told what happened and when, and
 * answers what to do. {@code docs/PROTOCOL.md} has the reasons for the times.
 *
 * <pre>
 *                  STATUS                          refused, or 3 s of silence though asked
 *      +------------------------------&gt; LIVE ----------------------------------------+
 *      |                                ^  ^                                         |
 *      |                         STATUS |  | STATUS (rewinds to what is missing)     v
 *   PROBING --- 250 ms of silence --&gt; ONE_WAY ------------ refused -----------&gt; ABSENT
 *      |  ^                                                                      ^   |
 *      |  +------- refused before, and not refused for 250 ms after a HEARTBEAT -|---+
 *      +------------------------------ refused ----------------------------------+
 * </pre>
 *
 * <p>PROBING holds events back for an answer to the first question. LIVE keeps within the window,
 * and repairs. ONE_WAY sends and forgets. ABSENT sends no events. Not thread-safe.
 */
final class SenderMachine {

  static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  static final long PROBING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

  static final long FIRST_ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  static final long RESEND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  static final long MIN_HEARTBEAT_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * Where nobody has answered, the end is said so often, 80 ms in all: somebody who is there after
   * all has time to say what is missing.
   */
  private static final int ENDS_TO_NOBODY = 5;

  /** Two in a row: one alone may be an old one that was overtaken. */
  private static final int BACKWARDS_TO_REWIND = 2;

  /** Where the conversation stands. */
  enum State {
    PROBING,
    ONE_WAY,
    LIVE,
    ABSENT
  }

  private final Retained packets;
  private Feedback feedback;
  private final ResendQueue resends = new ResendQueue();

  private State state;
  private long stateSince;

  /** Where packets follow each other at one linger, the next one brings the answer. */
  private final long firstAskNanos;

  private boolean refused;

  private long cursor;
  private long acknowledged;
  private long shown;
  private long window;
  private int backwards;

  private long lastHeard;
  private long lastActivity;
  private long lastHeartbeat;
  private int unanswered;
  private boolean heartbeatWanted;
  private long askedSince = Long.MAX_VALUE;

  private boolean ending;
  private int endsSent;
  private boolean endAnswered;

  SenderMachine(Retained packets, Feedback feedback, long lingerNanos, long now) {
    this.packets = packets;
    this.feedback = feedback;
    this.firstAskNanos = Math.max(FIRST_ASK_NANOS, 2 * lingerNanos);
    enter(feedback == Feedback.ANSWERS ? State.PROBING : State.ONE_WAY, now);
    heartbeatWanted = feedback == Feedback.ANSWERS;
    lastHeartbeat = now - HEARTBEAT_NANOS;
  }

  State state() {
    return state;
  }

  /** The packet to send now, or −1: first what was asked for again, then what is new. */
  long nextToSend(long now) {
    if (state == State.LIVE) {
      long again = resends.next(now, acknowledged, packets.oldest(), cursor);
      if (again >= 0) {
        return again;
      }
    }
    cursor = Math.max(cursor, packets.oldest());
    return cursor < packets.next() && maySend() ? cursor : -1;
  }

  private boolean maySend() {
    return switch (state) {
      case ONE_WAY -> true;
      case LIVE -> fitsWindow();
      case PROBING, ABSENT -> false;
    };
  }

  private boolean fitsWindow() {
    long inFlight = packets.costBefore(cursor) - packets.costBefore(acknowledged);
    long cost = packets.costBefore(cursor + 1) - packets.costBefore(cursor);
    return inFlight + cost <= window || inFlight <= 0 && window > 0;
  }

  /** Whether sealed packets wait for the window; then the open packet may gather more. */
  boolean hasBacklog() {
    return Math.max(cursor, packets.oldest()) < packets.next();
  }

  /** A packet has left. */
  void sent(long sequence, long now) {
    if (sequence == cursor) {
      cursor++;
    }
    resends.sent(sequence, now);
    lastActivity = now;
    ask(now);
  }

  /** Packets below may be overwritten. */
  long keepFrom() {
    return switch (state) {
      case PROBING -> packets.oldest();
      case LIVE -> acknowledged;
      case ONE_WAY -> cursor;
      case ABSENT -> Long.MAX_VALUE;
    };
  }

  /** Whether a HEARTBEAT is to be sent now. */
  boolean heartbeatDue(long now) {
    return now - heartbeatAt() >= 0;
  }

  /** When the next HEARTBEAT is due. */
  long heartbeatAt() {
    if (isQuiet()) {
      return Long.MAX_VALUE / 2 + lastHeartbeat; // never, safe to subtract from
    }
    if (heartbeatWanted) {
      return lastHeartbeat + (ending ? 0 : MIN_HEARTBEAT_GAP_NANOS);
    }
    if (ending) {
      return lastHeartbeat + MIN_HEARTBEAT_GAP_NANOS;
    }
    return switch (state) {
      case PROBING -> lastHeartbeat + PROBE_NANOS;
      case ONE_WAY, ABSENT -> lastHeartbeat + HEARTBEAT_NANOS;
      case LIVE ->
          Math.min(
              lastHeartbeat + HEARTBEAT_NANOS,
              Math.max(lastActivity, lastHeartbeat) + liveInterval());
    };
  }

  /** Whether there is nothing to ask, and nobody who would answer. */
  private boolean isQuiet() {
    return switch (feedback) {
      case ANSWERS -> false;
      case REFUSALS -> state != State.ABSENT && !heartbeatWanted;
      case NONE -> !(ending && endsSent == 0);
    };
  }

  /** Short while something is unanswered, doubling; a second when all is well. */
  private long liveInterval() {
    if (unanswered == 0 && acknowledged >= cursor && cursor >= packets.next()) {
      return HEARTBEAT_NANOS;
    }
    return Math.min(HEARTBEAT_NANOS, firstAskNanos << Math.min(unanswered, 6));
  }

  /** Asks as soon as may be: somebody is there who has yet to hear a question. */
  void wantHeartbeat() {
    heartbeatWanted |= feedback == Feedback.ANSWERS;
  }

  void heartbeatSent(long now) {
    lastHeartbeat = now;
    heartbeatWanted = false;
    unanswered++;
    endsSent += ending ? 1 : 0;
    ask(now);
  }

  private void ask(long now) {
    if (askedSince == Long.MAX_VALUE) {
      askedSince = now;
    }
  }

  /** Time has passed. */
  void tick(long now) {
    if (state == State.PROBING && now - stateSince >= PROBING_NANOS) {
      enter(State.ONE_WAY, now);
    } else if (state == State.LIVE
        && askedSince != Long.MAX_VALUE
        && now - Math.max(askedSince, lastHeard) >= SILENCE_NANOS) {
      refused = false;
      enter(State.ABSENT, now);
    } else if (isUnanswered() && now - lastHeartbeat >= PROBING_NANOS) {
      enter(State.PROBING, now); // somebody is there who does not answer
    }
  }

  /** When {@link #tick} would change something. */
  long tickAt() {
    return switch (state) {
      case PROBING -> stateSince + PROBING_NANOS;
      case LIVE ->
          askedSince == Long.MAX_VALUE
              ? lastHeard + 2 * SILENCE_NANOS
              : Math.max(askedSince, lastHeard) + SILENCE_NANOS;
      case ONE_WAY -> stateSince + Long.MAX_VALUE / 2;
      case ABSENT ->
          isUnanswered() ? lastHeartbeat + PROBING_NANOS : stateSince + Long.MAX_VALUE / 2;
    };
  }

  /** Whether a port that was closed has neither refused the last question nor answered it. */
  private boolean isUnanswered() {
    return state == State.ABSENT && refused && lastHeartbeat - stateSince > 0;
  }

  /** The port is closed, or the network cannot be reached. */
  void refused(long now) {
    if (feedback == Feedback.NONE) {
      return;
    }
    if (state != State.ABSENT) {
      enter(State.ABSENT, now);
    }
    stateSince = now;
    refused = true;
  }

  /** The receiver is another one than before: a question is the first thing it gets. */
  void addressChanged(Feedback expected, long now) {
    feedback = expected;
    if (feedback == Feedback.ANSWERS || feedback == Feedback.REFUSALS && state == State.ABSENT) {
      enter(State.PROBING, now);
      heartbeatWanted = true;
    } else if (feedback == Feedback.REFUSALS) {
      enter(State.ONE_WAY, now);
    }
  }

  void on(Datagram.Status status, long now) {
    if (feedback != Feedback.ANSWERS) {
      return;
    }
    heard(now);
    window = status.windowBytes();
    long expected = Math.min(status.nextExpected(), packets.next());
    if (state != State.LIVE) {
      enter(State.LIVE, now);
      rewind(expected);
      shown = Math.max(shown, Math.min(status.shown(), expected));
    } else if (expected >= acknowledged) {
      backwards = 0;
      acknowledged = expected;
      cursor = Math.max(cursor, expected);
      shown = Math.max(shown, Math.min(status.shown(), expected));
    } else if (++backwards >= BACKWARDS_TO_REWIND) {
      rewind(expected);
    } else {
      heartbeatWanted = true; // asks whether it is meant
    }
    if (status.nextExpected() < packets.oldest()) {
      heartbeatWanted = true; // tells it what is gone
    }
    endAnswered |= endsSent > 0;
  }

  private void rewind(long expected) {
    backwards = 0;
    acknowledged = packets.makeRoom(expected);
    cursor = acknowledged;
    resends.clear();
  }

  void on(Datagram.Nak nak, long now) {
    if (state != State.LIVE) {
      heartbeatWanted |=
          feedback == Feedback.ANSWERS; // somebody is there: its STATUS was lost, and is asked for
      return;
    }
    heard(now);
    for (Datagram.Range range : nak.ranges()) {
      long end = range.first() + Math.min(range.packets(), ResendQueue.CAPACITY);
      for (long each = range.first(); each < end && each < cursor; each++) {
        if (each < packets.oldest()) {
          heartbeatWanted = true;
        } else if (each >= acknowledged) {
          resends.add(each);
        }
      }
    }
  }

  private void heard(long now) {
    lastHeard = now;
    unanswered = 0;
    askedSince = Long.MAX_VALUE;
  }

  /** No more events will come: once all is delivered, the end is said. */
  void end(boolean isEnding) {
    if (ending != isEnding) {
      ending = isEnding;
      endsSent = 0;
      endAnswered = false;
      heartbeatWanted = isEnding;
    }
  }

  boolean isEnding() {
    return ending;
  }

  /** Whether all that was sealed has been delivered, as far as can be known. */
  boolean isDrained() {
    return switch (state) {
      case PROBING -> false;
      case LIVE -> acknowledged >= packets.next();
      case ONE_WAY -> cursor >= packets.next();
      case ABSENT -> true; // there is nobody to deliver to
    };
  }

  /** Whether the end has been said, and heard where somebody listens. */
  boolean isEnded() {
    return switch (state) {
      case LIVE -> endAnswered;
      case PROBING -> endsSent > 0;
      case ONE_WAY -> endsSent >= (feedback == Feedback.ANSWERS ? ENDS_TO_NOBODY : 1);
      case ABSENT -> true;
    };
  }

  /** The first packet that was not delivered, as far as can be known. */
  long undelivered() {
    return state == State.ONE_WAY || feedback != Feedback.ANSWERS ? cursor : acknowledged;
  }

  /**
   * The packet that a HEARTBEAT names as the next: in a conversation the one that will be sent
   * next, so that nothing is asked for that still waits for the window; else all there are, so that
   * somebody new knows what is past; at the end, what was not delivered will not come.
   */
  long announced() {
    if (ending) {
      return undelivered();
    }
    return state == State.LIVE ? cursor : packets.next();
  }

  long shown() {
    return shown;
  }

  private void enter(State next, long now) {
    state = next;
    stateSince = now;
    unanswered = 0;
    backwards = 0;
    askedSince = Long.MAX_VALUE;
    lastHeard = now;
    resends.clear();
  }
}
