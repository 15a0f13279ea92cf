package io.github.loghail.receiver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the status line tells of what comes, whether it is shown or not. The pipeline's thread
 * counts, the keys' thread looks.
 */
final class LiveCounts implements Sink {

  /** Names come from strangers: those beyond are counted, and have no number. */
  static final int MAX_SERVICES = 1024;

  private static final long RATE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * A look at the counts.
   *
   * @param perSecond events in the last second
   * @param services names in the order in which they were met; the first ten have a digit
   * @param lost events lost, on the way or by the senders themselves
   */
  record Look(long perSecond, List<String> services, long lost) {}

  private final Map<String, Integer> services = new LinkedHashMap<>();
  private Source lastSource;
  private long events;
  private long lost;
  private long rateSince;
  private long rateFrom;
  private long perSecond;

  @Override
  public synchronized void accept(Entry entry) {
    if (entry.source() != lastSource) {
      lastSource = entry.source();
      if (services.size() < MAX_SERVICES) {
        services.putIfAbsent(lastSource.service(), services.size());
      }
    }
    if (entry instanceof Entry.Logged || entry instanceof Entry.Bare) {
      events++;
    } else if (entry instanceof Entry.Lost gap) {
      lost += gap.events();
    } else if (entry instanceof Entry.Dropped dropped) {
      lost += dropped.drops().total();
    }
  }

  /** How things stand; the rate is that of the last whole second. */
  synchronized Look look(long nowNanos) {
    long past = nowNanos - rateSince;
    if (past >= RATE_NANOS) {
      perSecond = rateSince == 0 ? 0 : Math.round((events - rateFrom) * 1e9 / past);
      rateSince = nowNanos;
      rateFrom = events;
    }
    return new Look(perSecond, new ArrayList<>(services.keySet()), lost);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
