package io.github.loghail.benchmarks;

import io.github.loghail.log4j2.LoghailAppender;
import io.github.loghail.sender.SenderCounters;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/** Log4j2, configured by {@code log4j2-load.xml}. */
final class Log4j2Framework implements Framework {

  private final LoggerContext context;
  private final Logger logger;
  private final LoghailAppender appender;

  Log4j2Framework() {
    context = Configurator.initialize("load", "classpath:log4j2-load.xml");
    logger = context.getLogger("io.github.loghail.load.PaymentService");
    appender = context.getConfiguration().getAppender("LOGHAIL");
  }

  @Override
  public void log(int thread, long number) {
    logger.info("event {} {} of a load that is paced or not", thread, number);
  }

  @Override
  public void stop() {
    context.stop(30, TimeUnit.SECONDS);
  }

  @Override
  public SenderCounters senderCounters() {
    return appender.getCounters();
  }
}
