package io.github.loghail.receiver;

import io.github.loghail.wire.Severity;
import java.util.Locale;

/**
 * Names of levels, in any case: those of Logback and Log4j2, and OpenTelemetry's short names, in
 * which {@code WARN3} is the third of a family of four.
 */
final class Levels {

  static final String POSSIBLE =
      "all, trace, debug, info, warn, error, fatal, off, or debug2..fatal4";

  private static final int PER_FAMILY = Severity.MAX / Severity.FAMILIES;

  private Levels() {}

  /**
   * The least severity that a name stands for.
   *
   * @param name what a user wrote
   * @return 0 for all, a number as in {@link Severity}, one above the largest for off
   * @throws BadFilterException with a line that lists what is possible
   */
  static int parse(String name) {
    return parse("--level", name);
  }

  /** The same for another option. */
  static int parse(String option, String name) {
    String level = name.strip().toLowerCase(Locale.ROOT);
    if (level.equals("all")) {
      return 0;
    }
    if (level.equals("off")) {
      return Severity.MAX + 1;
    }
    int last = level.length() - 1;
    boolean hasDigit = last > 0 && level.charAt(last) >= '1' && level.charAt(last) <= '4';
    int above = hasDigit ? level.charAt(last) - '1' : 0;
    int severity = Severity.parse(hasDigit ? level.substring(0, last) : level);
    if (severity < 0) {
      throw new BadFilterException(
          option + " " + BadFilterException.quoted(name) + " is none of " + POSSIBLE);
    }
    return severity + above;
  }

  /** The name of a least severity, as it is shown. */
  static String name(int minSeverity) {
    if (minSeverity <= 0) {
      return "ALL";
    } else if (minSeverity > Severity.MAX) {
      return "OFF";
    }
    int above = (minSeverity - 1) % PER_FAMILY;
    return Severity.name(minSeverity) + (above == 0 ? "" : above + 1);
  }
}
