package io.github.loghail.receiver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What was shown, by service. The pipeline's thread counts, any thread reads. */
final class Tally {

  static final int MAX_SERVICES = 2 * (Limits.SESSIONS + Limits.BARE_SOURCES);

  private static final class Row {
    final AtomicLong events = new AtomicLong();
    final AtomicLong bare = new AtomicLong();
    final AtomicLong lost = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong unreadable = new AtomicLong();
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final AtomicLong ours = new AtomicLong();
  private Source lastSource;
  private Row lastRow;

  void count(Entry entry) {
    Row row = row(entry.source());
    if (entry instanceof Entry.Logged) {
      LoopCounters.add(row.events, 1);
      LoopCounters.add(ours, entry.source().session() == 0 ? 0 : 1);
    } else if (entry instanceof Entry.Bare) {
      LoopCounters.add(row.bare, 1);
    } else if (entry instanceof Entry.Lost lost) {
      LoopCounters.add(row.lost, lost.events());
    } else if (entry instanceof Entry.Dropped dropped) {
      LoopCounters.add(row.dropped, dropped.drops().total());
    } else if (entry instanceof Entry.Unreadable) {
      LoopCounters.add(row.unreadable, 1);
    }
  }

  /** Events of our own sessions. */
  long ours() {
    return ours.get();
  }

  private Row row(Source source) {
    if (source != lastSource) {
      lastSource = source;
      lastRow = find(source.service());
    }
    return lastRow;
  }

  /** Services beyond the limit are counted as one: strangers choose their names. */
  private synchronized Row find(String service) {
    Row row = rows.get(service);
    if (row == null) {
      String name = rows.size() < MAX_SERVICES ? service : "others";
      row = rows.computeIfAbsent(name, ignored -> new Row());
    }
    return row;
  }

  /** Each service's counts, in the order in which they were met. */
  synchronized List<ReceiverStats.Service> services() {
    List<ReceiverStats.Service> services = new ArrayList<>();
    rows.forEach(
        (name, row) ->
            services.add(
                new ReceiverStats.Service(
                    name,
                    row.events.get(),
                    row.bare.get(),
                    row.lost.get(),
                    row.dropped.get(),
                    row.unreadable.get())));
    return services;
  }
}
