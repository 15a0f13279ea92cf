package io.github.loghail.receiver.foreign;

import io.github.loghail.wire.Severity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Levels of others, as numbers of OpenTelemetry's log data model. */
final class Severities {

  /** No such level. */
  static final int UNKNOWN = -1;

  /**
   * By syslog's number. OpenTelemetry has 0 to 2 otherwise (FATAL, ERROR3, ERROR2); but Log4j2
   * sends its FATAL as 1 and Python its CRITICAL as 2, and all of them are more than an error.
   */
  private static final int[] SYSLOG = {
    Severity.FATAL + 2, // emergency
    Severity.FATAL + 1, // alert
    Severity.FATAL, // critical
    Severity.ERROR,
    Severity.WARN,
    Severity.INFO + 1, // notice
    Severity.INFO,
    Severity.DEBUG
  };

  private static final Map<String, Integer> NAMES = new HashMap<>();

  static {
    put(Severity.TRACE, "trace", "verbose", "finest", "finer", "silly", "all");
    put(Severity.DEBUG, "debug", "fine", "dbg", "config");
    put(Severity.INFO, "info", "information", "informational", "http", "default", "log");
    put(Severity.INFO + 1, "notice");
    put(Severity.WARN, "warn", "warning");
    put(Severity.ERROR, "error", "err", "severe");
    put(Severity.FATAL, "fatal", "critical", "crit", "panic", "dpanic", "off");
    put(Severity.FATAL + 1, "alert");
    put(Severity.FATAL + 2, "emerg", "emergency");
  }

  private Severities() {}

  private static void put(int severity, String... names) {
    for (String name : names) {
      NAMES.put(name, severity);
      NAMES.put(name.toUpperCase(Locale.ROOT), severity);
    }
  }

  /** By name, in any case. */
  static int ofName(String name) {
    Integer known = NAMES.get(name);
    if (known == null && name.length() <= 16) {
      known = NAMES.get(name.strip().toLowerCase(Locale.ROOT));
    }
    return known == null ? UNKNOWN : known;
  }

  /** By syslog's number, 0 to 7. */
  static int ofSyslog(long number) {
    return number < 0 || number >= SYSLOG.length ? UNKNOWN : SYSLOG[(int) number];
  }

  /** By a number as in {@code "level":30}: of pino and bunyan, 10 to 60; or of syslog. */
  static int ofNumber(long number) {
    return number < SYSLOG.length ? ofSyslog(number) : number > 100 ? UNKNOWN : ofTens(number - 10);
  }

  /** By Python's number: 10 is DEBUG, 50 CRITICAL. */
  static int ofPython(long number) {
    return number < 0 || number > 100 ? UNKNOWN : ofTens(number);
  }

  /** By the number of OpenTelemetry itself. */
  static int ofOpenTelemetry(long number) {
    return number < 1 || number > Severity.MAX ? UNKNOWN : (int) number;
  }

  private static int ofTens(long number) {
    int family = (int) Math.max(0, Math.min(number / 10, Severity.FAMILIES - 1));
    return 1 + 4 * family;
  }
}
