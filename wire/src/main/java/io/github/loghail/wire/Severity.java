package io.github.loghail.wire;

/**
 * Severity numbers of the OpenTelemetry log data model: 1 to 24 in six families of four, 0 when
 * unspecified. Larger is more severe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/logs/data-model/">OpenTelemetry, field
 *     SeverityNumber</a>
 */
public final class Severity {

  /** Finest-grained events. */
  public static final int TRACE = 1;

  /** Debugging events. */
  public static final int DEBUG = 5;

  /** Informational events. */
  public static final int INFO = 9;

  /** Something that deserves attention. */
  public static final int WARN = 13;

  /** Something went wrong. */
  public static final int ERROR = 17;

  /** Something went wrong for good. */
  public static final int FATAL = 21;

  /** Largest number. */
  public static final int MAX = 24;

  /** How many families of four numbers there are. */
  public static final int FAMILIES = 6;

  private static final String[] NAMES = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};

  private Severity() {}

  /**
   * The family of a number: 0 for TRACE to 5 for FATAL; what is out of range goes to the nearest,
   * unspecified (0) to INFO.
   *
   * @param number a severity number
   * @return 0 to 5
   */
  public static int family(int number) {
    if (number == 0) {
      return 2;
    }
    return number < 1 ? 0 : Math.min(number - 1 >> 2, FAMILIES - 1);
  }

  /**
   * The family's name, as a log level is written.
   *
   * @param number a severity number
   * @return TRACE, DEBUG, INFO, WARN, ERROR or FATAL
   */
  public static String name(int number) {
    return NAMES[family(number)];
  }

  /**
   * The number that stands for a level's name, in any case.
   *
   * @param name a level's name; WARNING is taken for WARN
   * @return the first number of the family, or −1 if there is no such name
   */
  public static int parse(String name) {
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equalsIgnoreCase(name)) {
        return (i << 2) + 1;
      }
    }
    return "WARNING".equalsIgnoreCase(name) ? WARN : -1;
  }
}
