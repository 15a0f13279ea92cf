package io.github.loghail.sender;

import java.util.concurrent.TimeUnit;

/**
 * How long to wait between looks for an answer. A wait is doubled after eight looks. Where an
 * answer took many, the wait for the next begins as this one ended: a receiver that a hundred
 * senders wait for would get no turn beside a hundred that begin at 50 µs each time. Where it took
 * few, it begins shorter.
 *
 * <p>The sender's thread alone.
 */
final class Backoff {

  static final int LOOKS_TO_DOUBLE = 8;
  static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int MAX_DOUBLINGS = 8;

  private int looks;
  private int doublings;

  /**
   * The next wait.
   *
   * @param shortest where answers come at once
   */
  long next(long shortest) {
    int times = Math.min(doublings + looks++ / LOOKS_TO_DOUBLE, MAX_DOUBLINGS);
    return Math.min(shortest << times, MAX_NANOS);
  }

  /** The answer has come, if one was waited for. */
  void answered() {
    if (looks > 0) {
      int more = looks <= LOOKS_TO_DOUBLE / 2 ? -1 : looks / LOOKS_TO_DOUBLE;
      doublings = Math.max(0, Math.min(MAX_DOUBLINGS, doublings + more));
      looks = 0;
    }
  }

  /** It is not waited for any more: that says nothing of the next. */
  void gaveUp() {
    looks = 0;
  }

  /** How answers came is long ago. */
  void forget() {
    looks = 0;
    doublings = 0;
  }
}
