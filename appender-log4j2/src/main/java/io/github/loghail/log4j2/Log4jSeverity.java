package io.github.loghail.log4j2;

import org.apache.logging.log4j.Level;

/** The severity number of a level, those of an application's own making included. */
final class Log4jSeverity {

  /**
   * Log4j2's levels lie 100 apart, FATAL (100) to TRACE (600), and OpenTelemetry's families 4
   * apart, FATAL (21) to TRACE (1): so 25 of the one is 1 of the other, and both meet at 625 = 0.
   */
  private static final int STEP = 25;

  private static final int HIGHEST = 24;
  private static final int LOWEST = 1;

  private Log4jSeverity() {}

  /** A level between two of Log4j2's own stays between theirs; 0 for null. */
  static int of(Level level) {
    if (level == null) {
      return 0;
    }
    int distance = level.intLevel() / STEP + (level.intLevel() % STEP == 0 ? 0 : 1);
    return Math.max(LOWEST, Math.min(HIGHEST, STEP - distance));
  }

  /** Whether the number says all that there is to say about a level. */
  static boolean isStandard(Level level) {
    return level == null || level.getStandardLevel().name().equals(level.name());
  }
}
