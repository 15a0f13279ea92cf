package io.github.loghail.log4j2;

import io.github.loghail.sender.SenderStatus;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.status.StatusLogger;

/** Tells through Log4j2's own status logger. */
final class Log4jStatus implements SenderStatus {

  private static final Logger LOGGER = StatusLogger.getLogger();

  private final String prefix;

  Log4jStatus(String appender) {
    prefix = "Loghail appender " + appender + ": ";
  }

  @Override
  public void info(String message) {
    LOGGER.info("{}{}", prefix, message);
  }

  @Override
  public void warn(String message) {
    LOGGER.warn("{}{}", prefix, message);
  }
}
