package io.github.loghail.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes and durations as people write them: {@code 8KB}, {@code 500ms}, {@code 2 seconds}. The same
 * in the settings of a sender and on the command line of a receiver.
 */
public final class Units {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,15})\\s*([a-zA-Zµ]*)");

  private static final Map<String, Integer> SIZE_SHIFTS =
      Map.of(
          "", 0, "b", 0, "k", 10, "kb", 10, "kib", 10, "m", 20, "mb", 20, "mib", 20, "g", 30, "gb",
          30);

  private static final Map<String, Duration> TIME_UNITS =
      Map.ofEntries(
          Map.entry("ns", Duration.ofNanos(1)),
          Map.entry("us", Duration.ofNanos(1000)),
          Map.entry("µs", Duration.ofNanos(1000)),
          Map.entry("", Duration.ofMillis(1)),
          Map.entry("ms", Duration.ofMillis(1)),
          Map.entry("milli", Duration.ofMillis(1)),
          Map.entry("millisecond", Duration.ofMillis(1)),
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("sec", Duration.ofSeconds(1)),
          Map.entry("second", Duration.ofSeconds(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("min", Duration.ofMinutes(1)),
          Map.entry("minute", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("hour", Duration.ofHours(1)));

  private Units() {}

  /**
   * Reads a size.
   *
   * @param text a whole number, and a unit or none
   * @return bytes, K being 1,024; −1 when it is no size
   */
  public static long bytes(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      return -1;
    }
    Integer shift = SIZE_SHIFTS.get(matcher.group(2).toLowerCase(Locale.ROOT));
    long number = Long.parseLong(matcher.group(1));
    return shift == null || number > Long.MAX_VALUE >> shift ? -1 : number << shift;
  }

  /**
   * Reads a duration.
   *
   * @param text a whole number and a unit, or none for milliseconds; or the ISO-8601 form
   * @return the duration, or null when it is none
   */
  public static Duration duration(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    try {
      if (!matcher.matches()) {
        return Duration.parse(text);
      }
      String unit = matcher.group(2).toLowerCase(Locale.ROOT);
      Duration one = TIME_UNITS.get(unit);
      if (one == null && unit.endsWith("s")) {
        one = TIME_UNITS.get(unit.substring(0, unit.length() - 1));
      }
      return one == null ? null : one.multipliedBy(Long.parseLong(matcher.group(1)));
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /**
   * Writes a duration as a setting would have it.
   *
   * @param duration whole milliseconds
   * @return such as {@code 500ms}
   */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
