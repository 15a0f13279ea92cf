package io.github.loghail.logback;

import ch.qos.logback.core.spi.ContextAware;
import io.github.loghail.sender.SenderStatus;

/** Tells through Logback's own status messages; never by an ERROR, which stops Spring Boot. */
final class LogbackStatus implements SenderStatus {

  private final ContextAware appender;

  LogbackStatus(ContextAware appender) {
    this.appender = appender;
  }

  @Override
  public void info(String message) {
    appender.addInfo(message);
  }

  @Override
  public void warn(String message) {
    appender.addWarn(message);
  }
}
