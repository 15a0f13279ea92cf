package io.github.loghail.receiver;

import java.util.concurrent.TimeUnit;

/**
 * The times of the receiver's half of the protocol; {@code docs/PROTOCOL.md} has the reasons. All
 * are measured by a clock that starts at 0 and stands still while the receiver itself is stopped.
 */
final class Timers {

  /** So long a packet may be late before it is taken for lost. */
  static final long REORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Between two questions for the same packets: from here, doubling ... */
  static final long MIN_ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** ... to here. */
  static final long MAX_ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** So long without any repair, though asked for, and what is missing is given up. */
  static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** The same where nothing can be asked for: only a late packet could fill the gap. */
  static final long ONE_WAY_GIVE_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** So long without a sign of life, five heartbeats, and a session is taken for dead. */
  static final long VANISHED_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** So long pieces of an event are kept of a session that is taken for dead: others need room. */
  static final long FORGET_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** A live session that was silent for so long makes room for a new one when there is none. */
  static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Where there was no room for a session, none is looked for so long. */
  static final long NO_ROOM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** So long a session that was heard but once takes the place of another such. */
  static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Sessions that sent packets within this time share the socket's buffer. */
  static final long ACTIVE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long what was shown may go unsaid while packets come: it bounds doubled lines. */
  static final long SHOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A session that began so long before the receiver is joined late. */
  static final long LATE_JOIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** No deadline. */
  static final long NEVER = Long.MAX_VALUE;

  private Timers() {}
}
