package io.github.loghail.receiver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides whether a session that was not met before is opened. Anybody can make one up with a
 * single datagram, from any address that he likes to forge; so only a few that were heard once are
 * open at a time. Where there are more, a session is opened by its second datagram: a sender with
 * something to say sends another within 50 ms, and again what was not taken, so nothing is lost.
 *
 * <pre>
 *              room                      heard again
 *   (unknown) ------&gt; ON TRIAL, opened -------------&gt; proven
 *       |                    |                          ^
 *       | none               | 60 s: makes room         | heard again
 *       +-------------&gt; a mark in a table --------------+
 * </pre>
 *
 * <p>All of it takes the same time and space however many come. The loop's thread alone.
 */
final class Newcomers {

  private static final int MARK_BITS = 18;

  private final int max;
  private final int maxPerAddress;

  /** Sessions heard once, the first opened first. */
  private final LinkedHashMap<Long, Trial> trials = new LinkedHashMap<>();

  private final Map<InetAddress, Integer> perAddress = new HashMap<>();

  /** Sessions not opened, each in the slot of its mark; the last one has it. Made when needed. */
  private long[] marks;

  private record Trial(InetAddress address, long since) {}

  /**
   * Makes one.
   *
   * @param max how many may be on trial
   * @param maxPerAddress how many of them may come from one address
   */
  Newcomers(int max, int maxPerAddress) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  /** Whether to open a session that a datagram has come of. */
  boolean admits(long session, InetSocketAddress from, long now) {
    dismiss(now);
    InetAddress address = from.getAddress();
    if (trials.containsKey(session)) {
      return true; // there was no room for it elsewhere
    }
    if (trials.size() < max && perAddress.getOrDefault(address, 0) < maxPerAddress) {
      trials.put(session, new Trial(address, now));
      perAddress.merge(address, 1, Integer::sum);
      return true;
    }
    return wasHeard(session, from);
  }

  /** A session has been heard again from where it was heard. */
  void proved(long session) {
    Trial trial = trials.remove(session);
    if (trial != null) {
      forget(trial);
    }
  }

  private void dismiss(long now) {
    for (Iterator<Trial> oldest = trials.values().iterator(); oldest.hasNext(); ) {
      Trial trial = oldest.next();
      if (now - trial.since < Timers.TRIAL_NANOS) {
        return;
      }
      oldest.remove();
      forget(trial);
    }
  }

  private void forget(Trial trial) {
    perAddress.computeIfPresent(trial.address, (address, count) -> count == 1 ? null : count - 1);
  }

  private boolean wasHeard(long session, InetSocketAddress from) {
    if (marks == null) {
      marks = new long[1 << MARK_BITS];
    }
    long mark = mixed(session * 31 + from.hashCode()) | 1; // 0 is an empty slot
    int slot = (int) (mark >>> Long.SIZE - MARK_BITS);
    boolean isKnown = marks[slot] == mark;
    marks[slot] = mark;
    return isKnown;
  }

  /**
   * Spreads what differs in any bit over all bits (the finalizer of MurmurHash3, public domain).
   */
  private static long mixed(long number) {
    long mixed = (number ^ number >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }
}
