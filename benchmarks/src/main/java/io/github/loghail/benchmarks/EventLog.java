package io.github.loghail.benchmarks;

import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.MDC;

/** A logging framework with one appender, whichever a file under {@code receive/} configures. */
interface EventLog {

  /** Logs at INFO. */
  void info(String message);

  /** Stops the framework as an application does at its end. */
  void stop();

  /**
   * Starts one.
   *
   * @param framework {@code logback} or {@code log4j2}
   * @param config the file is {@code receive/FRAMEWORK-CONFIG.xml}
   * @param name what the application calls itself
   */
  static EventLog start(String framework, String config, String name) {
    String resource = "receive/" + framework + "-" + config + ".xml";
    return switch (framework) {
      case "logback" -> logback(resource, name);
      case "log4j2" -> log4j2(resource, name);
      default -> throw new IllegalArgumentException("neither logback nor log4j2: " + framework);
    };
  }

  /** Puts two keys into the diagnostic context of the calling thread, for either framework. */
  static void putContext() {
    MDC.put("order", "4711");
    MDC.put("user", "ada");
    ThreadContext.put("order", "4711");
    ThreadContext.put("user", "ada");
  }

  private static EventLog logback(String resource, String name) {
    var context = LogbackContexts.configured(resource, name);
    var logger = context.getLogger("com.acme.shop.OrderService");
    return new EventLog() {
      @Override
      public void info(String message) {
        logger.info(message);
      }

      @Override
      public void stop() {
        context.stop();
      }
    };
  }

  private static EventLog log4j2(String resource, String name) {
    var context =
        org.apache.logging.log4j.core.config.Configurator.initialize(name, "classpath:" + resource);
    var logger = context.getLogger("com.acme.shop.OrderService");
    return new EventLog() {
      @Override
      public void info(String message) {
        logger.info(message);
      }

      @Override
      public void stop() {
        context.stop(30, TimeUnit.SECONDS);
      }
    };
  }
}
