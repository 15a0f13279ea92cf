package io.github.loghail.receiver;

import java.time.ZoneId;

/**
 * The time in front of each line, in the form that was asked for. Not thread-safe: a renderer's
 * own.
 */
final class TimeColumn {

  /** Forms of time. */
  enum Style {
    /** {@code 14:03:21.204}. */
    CLOCK,
    /** {@code 2026-11-23 14:03:21.204}. */
    FULL,
    /** {@code +12.345}: seconds since the receiver began. */
    RELATIVE,
    /** {@code +0.187}: seconds since the event before. */
    DELTA,
    /** Nothing. */
    NONE
  }

  /** Counting begins with the first event. */
  static final long FIRST_EVENT = Long.MIN_VALUE;

  private static final int CLOCK_COLUMNS = 12;
  private static final int FULL_COLUMNS = 23;

  /** A day and more of seconds, {@code +99999.999}; what is longer pushes the line. */
  private static final int SECONDS_COLUMNS = 10;

  private static final long MILLI = 1_000_000L;

  private final Style style;
  private final Clock clock;
  private final int columns;

  /** The time that seconds are counted from. */
  private long origin;

  private TimeColumn(Style style, Clock clock, int columns, long origin) {
    this.style = style;
    this.clock = clock;
    this.columns = columns;
    this.origin = origin;
  }

  /**
   * Makes a column.
   *
   * @param style its form
   * @param zone of times of day
   * @param startEpochNanos what {@code RELATIVE} counts from, or {@link #FIRST_EVENT}
   */
  static TimeColumn of(Style style, ZoneId zone, long startEpochNanos) {
    return switch (style) {
      case CLOCK -> new TimeColumn(style, Clock.timeOfDay(zone), CLOCK_COLUMNS, 0);
      case FULL -> new TimeColumn(style, Clock.dateAndTime(zone), FULL_COLUMNS, 0);
      case RELATIVE -> new TimeColumn(style, null, SECONDS_COLUMNS, startEpochNanos);
      case DELTA -> new TimeColumn(style, null, SECONDS_COLUMNS, FIRST_EVENT);
      case NONE -> new TimeColumn(style, null, 0, 0);
    };
  }

  /** How many columns it takes, without a space behind; 0 for none. */
  int columns() {
    return columns;
  }

  /**
   * Writes a time, padded.
   *
   * @param epochNanos the time
   * @param out where to
   */
  void put(long epochNanos, LineBuffer out) {
    if (clock != null) {
      clock.put(epochNanos, out);
    } else if (style != Style.NONE) {
      begin(epochNanos);
      seconds(Math.floorDiv(epochNanos, MILLI) - Math.floorDiv(origin, MILLI), out);
    }
  }

  /** An event was written: the next one's time may be counted from it. */
  void written(long epochNanos) {
    if (style == Style.DELTA) {
      origin = epochNanos;
    } else {
      begin(epochNanos);
    }
  }

  private void begin(long epochNanos) {
    if (origin == FIRST_EVENT) {
      origin = epochNanos;
    }
  }

  /** To the right, by hand: this is written for every line. */
  private static void seconds(long millis, LineBuffer out) {
    long size = Math.abs(millis);
    long whole = size / 1000;
    int digits = digits(whole);
    out.spaces(SECONDS_COLUMNS - digits - 5).put(millis < 0 ? '-' : '+');
    if (digits > 9) {
      out.put(whole); // of a clock that is a century off
    } else {
      out.putPadded((int) whole, digits);
    }
    out.put('.').putPadded((int) (size % 1000), 3);
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
