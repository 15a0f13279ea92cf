package io.github.loghail.receiver;

import java.util.ArrayList;
import java.util.List;

/**
 * What one drain of the socket brought: written by the loop, then handed over whole.
 *
 * @param entries in order of arrival
 * @param marks how far each source got with them; valid behind all the entries
 * @param arrivalEpochNanos when they came
 */
record Batch(List<Entry> entries, List<Mark> marks, long arrivalEpochNanos) {

  /** Nothing follows. */
  static final Batch END = new Batch(List.of(), List.of(), 0);

  static Batch ofCapacity(int entries, long arrivalEpochNanos) {
    return new Batch(new ArrayList<>(entries), new ArrayList<>(), arrivalEpochNanos);
  }

  boolean isEmpty() {
    return entries.isEmpty() && marks.isEmpty();
  }
}
