package io.github.loghail.receiver;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes times of day; what is above the second is formatted once for each second. */
final class Clock {

  private static final long NANOS = 1_000_000_000L;

  private final DateTimeFormatter format;
  private final int fractionDigits;
  private final int fractionDivisor;
  private long second = Long.MIN_VALUE;
  private byte[] text = {};

  private Clock(String pattern, ZoneId zone, int fractionDigits) {
    this.format = DateTimeFormatter.ofPattern(pattern).withZone(zone);
    this.fractionDigits = fractionDigits;
    this.fractionDivisor = (int) Math.pow(10, 9 - fractionDigits);
  }

  /** {@code 14:03:21.204}, twelve columns. */
  static Clock timeOfDay(ZoneId zone) {
    return new Clock("HH:mm:ss", zone, 3);
  }

  /** {@code 2026-11-23 14:03:21.204}, twenty-three columns. */
  static Clock dateAndTime(ZoneId zone) {
    return new Clock("uuuu-MM-dd HH:mm:ss", zone, 3);
  }

  /** {@code 2026-11-23T14:03:21.204000000}, to be followed by a Z. */
  static Clock utc() {
    return new Clock("uuuu-MM-dd'T'HH:mm:ss", ZoneOffset.UTC, 9);
  }

  void put(long epochNanos, LineBuffer out) {
    long whole = Math.floorDiv(epochNanos, NANOS);
    if (whole != second) {
      second = whole;
      text =
          (format.format(Instant.ofEpochSecond(whole)) + ".")
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
    out.put(text);
    out.putPadded((int) (Math.floorMod(epochNanos, NANOS) / fractionDivisor), fractionDigits);
  }
}
