package io.github.loghail.receiver.foreign;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Syslog as it was before RFC 5424, what is behind its priority:
 *
 * <pre>
 *  Oct 11 22:14:15 host tag[pid]: message
 * </pre>
 *
 * <p>Nothing of that need be there: RFC 3164 tells how it is found, not how it should be. So it is
 * never unreadable.
 */
final class Rfc3164 {

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private static final Pattern TIME =
      Pattern.compile(
          "(?:(\\d{4}) )?([A-Z][a-z]{2}) ([ \\d]?\\d)(?: (\\d{4}))?"
              + " (\\d{2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,9}))?:?(?: |$)");

  /** In place of it, as rsyslog forwards. */
  private static final Pattern ISO = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\S+)(?: |$)");

  /** A name, then {@code [pid]} or not, then a colon. */
  private static final Pattern TAG =
      Pattern.compile("([\\w./@-]{1,64})(?:\\[(\\d{1,18})])?:(?: |$)");

  private static final Pattern HOST = Pattern.compile("([\\w.:%-]{1,255}) ");

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final String text;
  private final ZoneId zone;
  private int at;

  Rfc3164(String text, ZoneId zone) {
    this.text = text;
    this.zone = zone;
  }

  /** Reads what is in front of the message, and answers that. */
  String read(Draft draft) {
    if (time(draft) && !lookingAt(TAG).lookingAt()) {
      Matcher host = lookingAt(HOST);
      if (host.lookingAt()) {
        draft.host = host.group(1);
        at = host.end();
      }
    }
    Matcher tag = lookingAt(TAG);
    if (tag.lookingAt()) {
      draft.service = tag.group(1);
      draft.processId = tag.group(2) == null ? 0 : Long.parseLong(tag.group(2));
      at = tag.end();
    }
    return text.substring(at);
  }

  private Matcher lookingAt(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  /** False where there is none: then there is no host's name either. */
  private boolean time(Draft draft) {
    char first = text.isEmpty() ? 0 : text.charAt(0);
    if (first >= 'A' && first <= 'S' || first == '2') {
      Matcher time = lookingAt(TIME);
      if (time.lookingAt()) {
        long nanos = time(time, draft.epochNanos);
        at = nanos == Times.NONE ? at : time.end();
        draft.epochNanos = nanos == Times.NONE ? draft.epochNanos : nanos;
        return nanos != Times.NONE;
      }
    }
    Matcher iso = lookingAt(ISO);
    long nanos = first == '2' && iso.lookingAt() ? Times.iso(iso.group(1), zone) : Times.NONE;
    if (nanos != Times.NONE) {
      draft.epochNanos = nanos;
      at = iso.end();
    }
    return nanos != Times.NONE;
  }

  private long time(Matcher time, long arrival) {
    int month = MONTHS.indexOf(time.group(2));
    if (month < 0 || month % 3 != 0) {
      return Times.NONE;
    }
    String year = time.group(1) == null ? time.group(4) : time.group(1);
    String fraction = time.group(8);
    try {
      int day = Integer.parseInt(time.group(3).strip());
      if (year != null) {
        return withFraction(of(Integer.parseInt(year), month, day, time), fraction, arrival);
      }
      int arrivalYear = yearOf(arrival, zone);
      long nearest = Times.NONE;
      for (int each = arrivalYear - 1; each <= arrivalYear + 1; each++) {
        nearest = nearer(of(each, month, day, time), nearest, arrival);
      }
      return nearest == Times.NONE ? Times.NONE : withFraction(nearest, fraction, arrival);
    } catch (NumberFormatException e) {
      return Times.NONE;
    }
  }

  private static long nearer(long candidate, long nearest, long arrival) {
    return nearest == Times.NONE
            || candidate != Times.NONE
                && Math.abs(candidate - arrival) < Math.abs(nearest - arrival)
        ? candidate
        : nearest;
  }

  private long of(int year, int month, int day, Matcher time) {
    try {
      return Times.of(
          LocalDateTime.of(
              year,
              month / 3 + 1,
              day,
              Integer.parseInt(time.group(5)),
              Integer.parseInt(time.group(6)),
              Math.min(Integer.parseInt(time.group(7)), 59)),
          zone);
    } catch (DateTimeException e) {
      return Times.NONE; // 29 February is not in every year
    }
  }

  /** To the second only: where it came within that second, when it came is the better time. */
  private static long withFraction(long second, String fraction, long arrival) {
    if (second == Times.NONE) {
      return second;
    } else if (fraction != null) {
      return second + Math.round(Double.parseDouble("0." + fraction) * SECOND);
    }
    return arrival - second >= 0 && arrival - second < SECOND ? arrival : second;
  }

  private static int yearOf(long epochNanos, ZoneId zone) {
    return Instant.ofEpochSecond(Math.floorDiv(epochNanos, SECOND)).atZone(zone).getYear();
  }
}
