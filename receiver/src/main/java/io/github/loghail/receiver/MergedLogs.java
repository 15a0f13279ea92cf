package io.github.loghail.receiver;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Entries of several logs by their time; within one log nothing changes places. Holds one entry of
 * each. Not thread-safe.
 */
final class MergedLogs {

  /** A log, read from its beginning. */
  interface Log {
    /** The next entry; null at the end. */
    Entry next();
  }

  private record Head(Log log, int place, Entry entry) {}

  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparingLong((Head head) -> head.entry().epochNanos())
              .thenComparingInt(Head::place));

  private Head last;

  /** Reads the first entry of each. */
  MergedLogs(List<? extends Log> logs) {
    for (int i = 0; i < logs.size(); i++) {
      add(logs.get(i), i);
    }
  }

  private void add(Log log, int place) {
    Entry entry = log.next();
    if (entry != null) {
      heads.add(new Head(log, place, entry));
    }
  }

  /** The next entry; null at the end. It is asked for before anything behind it is waited for. */
  Entry next() {
    if (last != null) {
      add(last.log(), last.place());
    }
    last = heads.poll();
    return last == null ? null : last.entry();
  }
}
