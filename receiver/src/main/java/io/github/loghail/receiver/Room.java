package io.github.loghail.receiver;

/**
 * What of a line is shown on a terminal of so many columns, so that enough of it is left to the
 * message, which is never cut.
 *
 * @param columns the terminal's, or 0 for no limit
 * @param showsTime whether there is a time
 * @param serviceColumns what the service may take at most
 * @param loggerColumns what the logger may take at most; 0 for no logger
 * @param isWide whether attributes may stand beside the message
 */
record Room(int columns, boolean showsTime, int serviceColumns, int loggerColumns, boolean isWide) {

  /** Narrower terminals are treated as if they had so many. */
  static final int LEAST_COLUMNS = 20;

  /**
   * Attributes beside the message. Below, time 12, service 8, level 5, logger 24 and a message of
   * 30, with their spaces, leave less than 17 for them: hardly one.
   */
  private static final int ATTRIBUTES_BESIDE = 100;

  /** A logger of 24. Below, 13 + 17 + 6 + 25 would leave the message less than 20. */
  private static final int WHOLE_LOGGER = 80;

  /** A logger at all. With one of 12, 13 + 13 + 6 + 13 leave the message 15 here. */
  private static final int ANY_LOGGER = 60;

  /** A time. With it, 13 + 9 + 6 leave the message 16 here. */
  private static final int ANY_TIME = 44;

  private static final int WHOLE_LOGGER_COLUMNS = 24;
  private static final int SHORT_LOGGER_COLUMNS = 12;

  /** The service gets a fifth of the line, but no less than what tells names apart. */
  private static final int SERVICE_SHARE = 5;

  private static final int LEAST_SERVICE_COLUMNS = 5;
  private static final int SERVICE_COLUMNS = 22;

  /** The thresholds are for {@code 14:03:21.204}. */
  private static final int USUAL_TIME_COLUMNS = 12;

  /** All there can be. */
  static final Room UNLIMITED = new Room(0, true, SERVICE_COLUMNS, LoggerColumn.UNLIMITED, true);

  /**
   * Divides a line.
   *
   * @param columns the terminal's, or 0 for no limit
   * @param timeColumns what the time would take; a longer one costs the logger
   */
  static Room of(int columns, int timeColumns) {
    if (columns <= 0) {
      return UNLIMITED;
    }
    int all = Math.max(columns, LEAST_COLUMNS);
    int room = all - (timeColumns - USUAL_TIME_COLUMNS);
    int service = Math.min(SERVICE_COLUMNS, Math.max(LEAST_SERVICE_COLUMNS, all / SERVICE_SHARE));
    int logger =
        room >= WHOLE_LOGGER ? WHOLE_LOGGER_COLUMNS : room >= ANY_LOGGER ? SHORT_LOGGER_COLUMNS : 0;
    return new Room(columns, room >= ANY_TIME, service, logger, all >= ATTRIBUTES_BESIDE);
  }

  boolean isLimited() {
    return columns > 0;
  }
}
