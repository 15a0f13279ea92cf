package io.github.loghail.receiver;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Merges the sources by the time of their events. An entry waits for at most the window's length
 * after it came; then it goes out, and before it all that waits with an earlier time. Within one
 * source nothing changes places, at the same time who came first is first, and a source that is
 * alone does not wait.
 *
 * <p>Clocks differ: a time that is later than the arrival is taken for the arrival, so that a
 * source whose clock is fast neither waits longer nor pushes the others out early. Entries without
 * a time of their own, as what was lost, follow what came before them in their source.
 *
 * <p>Not thread-safe: the pipeline's thread alone.
 */
final class SortWindow {

  /** Where it all comes out. */
  interface Output {
    void show(Entry entry);

    void reached(Mark mark);
  }

  private final long windowNanos;
  private final Output out;
  private final Map<Source, SourceQueue> queues = new IdentityHashMap<>();
  private final PriorityQueue<SourceQueue> byTime = new PriorityQueue<>(SortWindow::compare);

  private long added;
  private Source current;
  private long aloneSince;

  /**
   * Makes a window.
   *
   * @param windowNanos its length; 0 to keep the order of arrival
   * @param out takes what comes out
   */
  SortWindow(long windowNanos, Output out) {
    this.windowNanos = windowNanos;
    this.out = out;
  }

  /** By the time of what comes first in each, and where that is the same by who was first. */
  private static int compare(SourceQueue one, SourceQueue other) {
    int byKey = Long.compare(one.key(0), other.key(0));
    return byKey != 0 ? byKey : Long.compare(one.order(0), other.order(0));
  }

  /** Takes an entry. */
  void add(Entry entry, long now, long arrivalEpochNanos) {
    if (windowNanos == 0) {
      out.show(entry);
      return;
    }
    Source source = entry.source();
    if (queues.isEmpty() && !hasTime(entry)) {
      out.show(entry); // it waits for nobody, and keeps nobody waiting
      return;
    }
    if (source != current) {
      aloneSince = current == null ? now - windowNanos : now;
      current = source;
    }
    if (queues.isEmpty() && isAlone(now)) {
      out.show(entry);
    } else {
      enqueue(entry, source, now, arrivalEpochNanos);
    }
  }

  private static boolean hasTime(Entry entry) {
    return entry instanceof Entry.Logged || entry instanceof Entry.Bare;
  }

  private boolean isAlone(long now) {
    return now - aloneSince >= windowNanos;
  }

  private void enqueue(Entry entry, Source source, long now, long arrivalEpochNanos) {
    SourceQueue queue = queues.get(source);
    boolean isNew = queue == null;
    if (isNew) {
      queue = new SourceQueue();
      queues.put(source, queue);
    }
    queue.add(
        entry,
        hasTime(entry) || isNew
            ? Math.min(entry.epochNanos(), arrivalEpochNanos)
            : queue.key(queue.size() - 1),
        now,
        added++);
    if (isNew) {
      byTime.add(queue);
    }
  }

  /** Takes a mark: it comes out behind all entries of its source. */
  void add(Mark mark, long now) {
    SourceQueue queue = queues.get(mark.source());
    if (queue == null) {
      out.reached(mark);
    } else {
      queue.add(mark, queue.key(queue.size() - 1), now, added++);
    }
  }

  /** Lets out what has waited long enough. */
  void release(long now) {
    if (queues.isEmpty()) {
      return;
    }
    if (isAlone(now)) {
      flush();
      return;
    }
    long latest = Long.MIN_VALUE;
    for (SourceQueue queue : byTime) {
      for (int i = 0; i < queue.size() && now - queue.arrivalNanos(i) >= windowNanos; i++) {
        latest = Math.max(latest, queue.key(i));
      }
    }
    releaseUpTo(latest);
  }

  /** Lets out everything. */
  void flush() {
    releaseUpTo(Long.MAX_VALUE);
  }

  private void releaseUpTo(long key) {
    boolean emptied = false;
    while (!byTime.isEmpty() && byTime.peek().key(0) <= key) {
      SourceQueue first = byTime.poll();
      SourceQueue second = byTime.peek();
      do {
        pass(first.poll());
      } while (!first.isEmpty()
          && first.key(0) <= key
          && (second == null || compare(first, second) < 0));
      if (first.isEmpty()) {
        emptied = true;
      } else {
        byTime.add(first);
      }
    }
    if (emptied) {
      queues.values().removeIf(SourceQueue::isEmpty);
    }
  }

  private void pass(Object item) {
    if (item instanceof Mark mark) {
      out.reached(mark);
    } else {
      out.show((Entry) item);
    }
  }

  /** When {@link #release} has something to do, or {@link Long#MAX_VALUE}. */
  long deadline() {
    long earliest = Long.MAX_VALUE;
    for (SourceQueue queue : byTime) {
      earliest = Math.min(earliest, queue.arrivalNanos(0) + windowNanos);
    }
    return earliest;
  }
}
