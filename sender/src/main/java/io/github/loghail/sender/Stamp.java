package io.github.loghail.sender;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times as RFC 3339 writes them. What is the same for a second is made once in it. */
final class Stamp {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("XXX");
  private static final long NANOS = 1_000_000_000L;

  private final ZoneId zone;
  private final int digits;
  private long second = Long.MIN_VALUE;
  private String date;
  private String offset;

  /** Times of a zone, with so many digits of a second's fraction. */
  Stamp(ZoneId zone, int digits) {
    this.zone = zone;
    this.digits = digits;
  }

  String of(long epochNanos) {
    long now = Math.floorDiv(epochNanos, NANOS);
    if (now != second) {
      second = now;
      ZonedDateTime time = Instant.ofEpochSecond(now).atZone(zone);
      date = SECOND.format(time);
      offset = OFFSET.format(time);
    }
    String fraction = Long.toString(NANOS + Math.floorMod(epochNanos, NANOS));
    return date + '.' + fraction.substring(1, 1 + digits) + offset;
  }
}
