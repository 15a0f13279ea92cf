package io.github.loghail.receiver;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Severity;

/** What a session's sender said to have dropped, as far as it is news. */
final class DropReports {

  private DropCounts reported = new DropCounts();

  /**
   * Takes the totals of a session; reports come doubled, and out of order.
   *
   * @return what was not reported yet, or null for nothing
   */
  DropCounts news(DropCounts totals) {
    DropCounts news = totals.since(reported);
    if (news.total() == 0) {
      return null;
    }
    reported = reported.max(totals);
    return news;
  }

  /**
   * The totals without events that the sender took for undelivered when it ran out of time, and
   * that have arrived, or are counted as lost, nevertheless.
   */
  static DropCounts withoutArrived(DropCounts totals, long arrivedEvents) {
    DropCounts less = new DropCounts();
    less.set(totals);
    long left = arrivedEvents;
    for (int family = 0; family < Severity.FAMILIES; family++) {
      long taken = Math.min(left, totals.count(DropCause.ABANDONED, family));
      less.add(DropCause.ABANDONED, Severity.TRACE + family * 4, -taken);
      left -= taken;
    }
    return less;
  }
}
