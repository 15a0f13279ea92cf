package io.github.loghail.receiver;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Reads timestamps as {@link JsonRenderer} writes them, and any others of RFC 3339. Of those that
 * are in the second of the one before, only the fraction is read. Not thread-safe.
 */
final class SavedTimes {

  private static final long NANOS = 1_000_000_000L;
  private static final int SECOND_CHARS = "2026-11-23T14:03:21".length();
  private static final int FRACTION_DIGITS = 9;
  private static final int CHARS = SECOND_CHARS + 1 + FRACTION_DIGITS + 1;

  private String last = "";
  private long lastSecond;

  /**
   * Nanoseconds since the epoch.
   *
   * @throws DateTimeException when it is no timestamp
   * @throws ArithmeticException when no long holds it
   */
  long read(String timestamp) {
    boolean isOurs =
        timestamp.length() == CHARS
            && timestamp.charAt(SECOND_CHARS) == '.'
            && timestamp.charAt(CHARS - 1) == 'Z';
    long fraction = isOurs ? fraction(timestamp) : -1;
    if (fraction >= 0 && timestamp.regionMatches(0, last, 0, SECOND_CHARS)) {
      return epochNanos(lastSecond, fraction);
    }
    Instant time = Instant.parse(timestamp);
    if (fraction >= 0) {
      last = timestamp;
      lastSecond = time.getEpochSecond();
    }
    return epochNanos(time.getEpochSecond(), time.getNano());
  }

  private static long fraction(String timestamp) {
    long fraction = 0;
    for (int i = SECOND_CHARS + 1; i < CHARS - 1; i++) {
      int digit = timestamp.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      fraction = 10 * fraction + digit;
    }
    return fraction;
  }

  /** Without an overflow on the way to the least number. */
  private static long epochNanos(long second, long nano) {
    return second < 0
        ? Math.addExact(Math.multiplyExact(second + 1, NANOS), nano - NANOS)
        : Math.addExact(Math.multiplyExact(second, NANOS), nano);
  }
}
