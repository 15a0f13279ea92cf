package io.github.loghail.receiver;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that datagrams which are not taken do not fill the screen: so many are told of at
 * once, then one a second, which says how many were passed over. One thread.
 */
final class UnreadableNotices {

  private static final long REFILL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private int left = Limits.UNREADABLE_NOTICES;
  private long filledAt;
  private long passedOver;

  /**
   * Asks for a line.
   *
   * @param isCrowded whether there is no room for one in any case
   * @return the reason, with what was passed over; null when there is no line for it
   */
  String text(String reason, boolean isCrowded, long now) {
    long refills = (now - filledAt) / REFILL_NANOS;
    if (refills > 0) {
      left = (int) Math.min(Limits.UNREADABLE_NOTICES, left + refills);
      filledAt = now;
    }
    if (left == 0 || isCrowded) {
      passedOver++;
      return null;
    }
    left--;
    String text =
        passedOver == 0
            ? reason
            : String.format(Locale.ROOT, "%s; %,d more were not told of", reason, passedOver);
    passedOver = 0;
    return text;
  }
}
