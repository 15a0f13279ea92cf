package io.github.loghail.receiver;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds senders whose clock is off by comparing the times of their events with the arrival, and
 * says so once for each session.
 *
 * <p>Nothing comes before it happened: a clock is ahead when the newest event of several batches in
 * a row is from the future. To be late is no sign of a clock that is behind: events were retained
 * until the receiver came, or had to wait for it. But the last one before a quiet time had no
 * reason to wait, or more would have come behind it; a clock is behind when several of those in a
 * row were late. A session that is never quiet is not judged.
 *
 * <p>Not thread-safe: the pipeline's thread alone.
 */
final class ClockWatch {

  /** People see a difference of seconds; what merging needs is less, and would often be noise. */
  static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Many times what a sender waits to fill a packet, or for the answer to a status. */
  static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  static final int AHEAD_BATCHES = 3;
  static final int BEHIND_PAUSES = 5;

  static final int MAX_SESSIONS = 4096;

  private static final class Row {
    boolean isNew = true;
    boolean isSaid;
    long arrival;

    /** Of the newest event, arrival less its own time. */
    long delay;

    int late;
    int early;

    /** The least delay of those counted. */
    long leastLate;

    long leastEarly;
  }

  private final Map<Source, Row> rows = new IdentityHashMap<>();

  /**
   * Looks at what came together.
   *
   * @param entries of several sessions
   * @param arrival when, nanoseconds since the epoch
   * @param out takes what is to be said
   */
  void look(List<Entry> entries, long arrival, Consumer<Entry> out) {
    Entry newest = null;
    for (int i = 0, count = entries.size(); i < count; i++) {
      Entry entry = entries.get(i);
      if (newest != null && entry.source() != newest.source()) {
        look(newest, arrival, out);
        newest = null;
      }
      if (entry instanceof Entry.Logged) {
        newest = entry;
      } else if (entry instanceof Entry.Left) {
        rows.remove(entry.source());
        newest = null;
      }
    }
    if (newest != null) {
      look(newest, arrival, out);
    }
  }

  private void look(Entry newest, long arrival, Consumer<Entry> out) {
    Row row = row(newest.source());
    if (row.isSaid) {
      return;
    }
    if (!row.isNew && arrival != row.arrival) {
      judge(row, arrival - row.arrival >= QUIET_NANOS);
    }
    row.isNew = false;
    row.arrival = arrival;
    row.delay = arrival - Math.max(0, newest.epochNanos()); // what is absurd must not overflow
    long ahead = row.early >= AHEAD_BATCHES - 1 && row.delay < -BOUND_NANOS ? -row.delay : 0;
    long behind = row.late >= BEHIND_PAUSES ? -row.leastLate : 0;
    if (ahead != 0 || behind != 0) {
      row.isSaid = true;
      long offset = ahead != 0 ? Math.max(ahead, -row.leastEarly) : behind;
      out.accept(new Entry.ClockOff(newest.source(), arrival, offset));
    }
  }

  /** Judges the newest event of the batch before. */
  private static void judge(Row row, boolean wasQuietAfter) {
    boolean isEarly = row.delay < -BOUND_NANOS;
    row.leastEarly = row.early == 0 ? row.delay : Math.min(row.leastEarly, row.delay);
    row.early = isEarly ? row.early + 1 : 0;
    if (wasQuietAfter) {
      row.leastLate = row.late == 0 ? row.delay : Math.min(row.leastLate, row.delay);
      row.late = row.delay > BOUND_NANOS ? row.late + 1 : 0;
    }
  }

  private Row row(Source source) {
    Row row = rows.get(source);
    if (row == null) {
      if (rows.size() >= MAX_SESSIONS) {
        rows.clear();
      }
      row = new Row();
      rows.put(source, row);
    }
    return row;
  }
}
