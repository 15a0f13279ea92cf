package io.github.loghail.receiver.foreign;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads times as they are written in logs; nanoseconds since the epoch. */
final class Times {

  /** Not a time. */
  static final long NONE = Long.MIN_VALUE;

  private static final long NANOS = 1_000_000_000;

  /** Beyond, in either direction, nanoseconds do not fit a long. */
  private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS - 1;

  private Times() {}

  /**
   * ISO 8601, with a space or a T in the middle, a dot or a comma before the fraction of any
   * length, and an offset: {@code 2024-11-26T14:03:21.391Z}, {@code 2024-11-26 14:03:21,391}.
   *
   * @param zone holds where there is no offset
   */
  static long iso(String text, ZoneId zone) {
    Scan scan = new Scan(text);
    int year = scan.digits(4);
    scan.expect('-');
    int month = scan.digits(2);
    scan.expect('-');
    int day = scan.digits(2);
    if (!scan.skip('T') && !scan.skip('t')) {
      scan.expect(' ');
    }
    int hour = scan.digits(2);
    scan.expect(':');
    int minute = scan.digits(2);
    int second = scan.skip(':') ? scan.digits(2) : 0;
    int nano = scan.skip('.') || scan.skip(',') ? scan.fraction() : 0;
    if (scan.failed) {
      return NONE;
    }
    scan.skip(' ');
    try {
      long day0 = LocalDate.of(year, month, day).toEpochDay();
      LocalTime time = LocalTime.of(hour, minute, Math.min(second, 59), nano); // 60: a leap second
      return scan.isAtEnd() && zone != null
          ? of(LocalDateTime.of(LocalDate.ofEpochDay(day0), time), zone)
          : offset(scan, day0, time);
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  private static long offset(Scan scan, long day, LocalTime time) {
    int offsetSeconds = 0;
    if (!scan.skip('Z') && !scan.skip('z')) {
      boolean isBehind = scan.skip('-');
      if (!isBehind) {
        scan.expect('+');
      }
      int hours = scan.digits(2);
      scan.skip(':');
      int minutes = scan.isAtEnd() ? 0 : scan.digits(2);
      offsetSeconds = (isBehind ? -60 : 60) * (60 * hours + minutes);
    }
    boolean isRight = !scan.failed && scan.isAtEnd() && Math.abs(offsetSeconds) <= 18 * 3600;
    return isRight
        ? nanos(day * 86_400 + time.toSecondOfDay() - offsetSeconds, time.getNano())
        : NONE;
  }

  /** A time of day somewhere. */
  static long of(LocalDateTime time, ZoneId zone) {
    long seconds =
        zone instanceof ZoneOffset offset
            ? time.toEpochSecond(offset)
            : time.atZone(zone).toEpochSecond();
    return nanos(seconds, time.getNano());
  }

  static long nanos(long seconds, long nanos) {
    return Math.abs(seconds) > MAX_SECONDS ? NONE : seconds * NANOS + nanos;
  }

  /**
   * A whole number since the epoch, of whichever unit makes a time of our days of it: until the
   * year 5138 seconds and milliseconds cannot be taken for each other.
   */
  static long epoch(long number) {
    long size = number == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(number);
    if (size < 100_000_000_000L) {
      return nanos(number, 0);
    } else if (size < 100_000_000_000_000L) {
      return number * 1_000_000;
    }
    return size < 100_000_000_000_000_000L ? number * 1000 : number;
  }

  /** A number with a fraction since the epoch, as it was written: {@code 1400000000.123456}. */
  static long epoch(String decimal) {
    int dot = decimal.indexOf('.');
    try {
      if (dot < 0 || decimal.indexOf('e') >= 0 || decimal.indexOf('E') >= 0) {
        double number = Double.parseDouble(decimal);
        return Math.abs(number) < 1e18 ? epoch((long) number) : NONE;
      }
      long whole = Long.parseLong(decimal.substring(0, dot));
      long start = epoch(whole);
      long unit = whole == 0 ? NANOS : Math.max(1, start / whole);
      double fraction = Double.parseDouble("0" + decimal.substring(dot));
      long part = Math.round(fraction * unit);
      return start == NONE ? NONE : decimal.startsWith("-") ? start - part : start + part;
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  /** Goes through a text; what is not as expected fails once, and is asked for in the end. */
  private static final class Scan {

    private final String text;
    private int at;
    private boolean failed;

    Scan(String text) {
      this.text = text;
    }

    boolean isAtEnd() {
      return at >= text.length();
    }

    boolean skip(char wanted) {
      boolean isThere = at < text.length() && text.charAt(at) == wanted;
      at += isThere ? 1 : 0;
      return isThere;
    }

    void expect(char wanted) {
      failed |= !skip(wanted);
    }

    int digits(int count) {
      int number = 0;
      for (int i = 0; i < count; i++) {
        number = 10 * number + digit();
      }
      return number;
    }

    private int digit() {
      char digit = at < text.length() ? text.charAt(at) : 0;
      if (digit < '0' || digit > '9') {
        failed = true;
        return 0;
      }
      at++;
      return digit - '0';
    }

    private boolean isAtDigit() {
      return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    int fraction() {
      int nanos = digit();
      int count = 1;
      for (; isAtDigit(); count++) {
        int digit = digit();
        nanos = count < 9 ? 10 * nanos + digit : nanos;
      }
      for (; count < 9; count++) {
        nanos *= 10;
      }
      return nanos;
    }
  }
}
