package io.github.loghail.receiver;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/**
 * Addresses that send what is not ours, or cannot be read. Nobody can send that again: what finds
 * no room is counted, and the count shown where it is missing.
 */
final class BareSources {

  private static final class Row {
    final Source source;
    long refused;

    Row(Source source) {
      this.source = source;
    }
  }

  private final Consumer<Entry> out;
  private final LinkedHashMap<InetSocketAddress, Row> rows = new LinkedHashMap<>(16, 0.75f, true);

  /** Takes the counts of addresses that had to be forgotten. */
  private final Row others = new Row(new Source("others", new InetSocketAddress(0), 0, null));

  private boolean anyRefused;

  BareSources(Consumer<Entry> out) {
    this.out = out;
  }

  Source source(InetSocketAddress address) {
    return row(address).source;
  }

  /** Counts a datagram that found no room. */
  void refuse(InetSocketAddress address) {
    row(address).refused++;
    anyRefused = true;
  }

  /** There is room again: tells what found none. */
  void report(long epochNanos) {
    if (anyRefused) {
      anyRefused = false;
      rows.values().forEach(row -> report(row, epochNanos));
      report(others, epochNanos);
    }
  }

  private void report(Row row, long epochNanos) {
    if (row.refused > 0) {
      out.accept(new Entry.Lost(row.source, epochNanos, row.refused));
      row.refused = 0;
    }
  }

  private Row row(InetSocketAddress address) {
    Row row = rows.get(address);
    if (row == null) {
      if (rows.size() >= Limits.BARE_SOURCES) {
        forgetOldest();
      }
      row = new Row(new Source(Source.text(address), address, 0, null));
      rows.put(address, row);
    }
    return row;
  }

  private void forgetOldest() {
    Iterator<Row> oldest = rows.values().iterator();
    others.refused += oldest.next().refused;
    oldest.remove();
  }
}
