package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.MDC;

/** A logging framework with one appender, whichever a file under {@code receive/} configures. */
interface EventLog {

  /** Logs at INFO. */
  void info(String message);

  /** Logs at ERROR. */
  void error(String message, Throwable thrown);

  /** Stops the framework as an application does at its end. */
  void stop();

  /**
   * Starts one.
   *
   * @param framework {@code logback} or {@code log4j2}
   * @param config the file is {@code receive/FRAMEWORK-CONFIG.xml}
   * @param name what the application calls itself
   */
  static EventLog start(String framework, String config, String name) throws IOException {
    return start(framework, config, name, Wrapping.BARE);
  }

  /** The same with the appender wrapped. */
  static EventLog start(String framework, String config, String name, Wrapping wrapping)
      throws IOException {
    String resource = "receive/" + framework + "-" + config + ".xml";
    String text = wrapping.apply(framework, resource);
    return framework.equals("logback") ? logback(text, name) : log4j2(text, name);
  }

  /** Puts two keys into the diagnostic context of the calling thread, for either framework. */
  static void putContext() {
    MDC.put("order", "4711");
    MDC.put("user", "ada");
    ThreadContext.put("order", "4711");
    ThreadContext.put("user", "ada");
  }

  private static EventLog logback(String configuration, String name) {
    var context = LogbackContexts.configured(configuration, name);
    var logger = context.getLogger("com.acme.shop.OrderService");
    return new EventLog() {
      @Override
      public void info(String message) {
        logger.info(message);
      }

      @Override
      public void error(String message, Throwable thrown) {
        logger.error(message, thrown);
      }

      @Override
      public void stop() {
        context.stop();
      }
    };
  }

  private static EventLog log4j2(String configuration, String name) throws IOException {
    Path file = Files.createTempFile("loghail-bench", ".xml");
    Files.writeString(file, configuration);
    var context =
        org.apache.logging.log4j.core.config.Configurator.initialize(name, file.toUri().toString());
    Files.delete(file);
    var logger = context.getLogger("com.acme.shop.OrderService");
    return new EventLog() {
      @Override
      public void info(String message) {
        logger.info(message);
      }

      @Override
      public void error(String message, Throwable thrown) {
        logger.error(message, thrown);
      }

      @Override
      public void stop() {
        context.stop(30, TimeUnit.SECONDS);
      }
    };
  }
}
