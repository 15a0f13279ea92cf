package io.github.loghail.benchmarks;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.util.StatusPrinter2;
import io.github.loghail.logback.LoghailAppender;
import io.github.loghail.sender.SenderCounters;
import org.slf4j.MDC;

/** Logback, configured by {@code logback-load.xml}. */
final class LogbackFramework implements Framework {

  private final LoggerContext context = new LoggerContext();
  private final Logger logger;
  private final LoghailAppender appender;

  LogbackFramework() {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    context.setMDCAdapter((ch.qos.logback.classic.util.LogbackMDCAdapter) MDC.getMDCAdapter());
    try {
      configurator.doConfigure(LogbackFramework.class.getResource("/logback-load.xml"));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
    statusPrinter().printInCaseOfErrorsOrWarnings(context);
    logger = context.getLogger("io.github.loghail.load.OrderService");
    appender = (LoghailAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOGHAIL");
  }

  /** Standard output is for what the caller reads. */
  private static StatusPrinter2 statusPrinter() {
    StatusPrinter2 printer = new StatusPrinter2();
    printer.setPrintStream(System.err);
    return printer;
  }

  @Override
  public void log(int thread, long number) {
    logger.info("event {} {} of a load that is paced or not", thread, number);
  }

  @Override
  public void stop() {
    context.stop();
    statusPrinter().printInCaseOfErrorsOrWarnings(context);
  }

  @Override
  public SenderCounters senderCounters() {
    return appender.getCounters();
  }
}
