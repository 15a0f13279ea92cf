package io.github.loghail.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.util.StatusPrinter2;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.MDC;

/** Contexts of Logback, any number in one JVM. */
final class LogbackContexts {

  private LogbackContexts() {}

  /** One with the text of a configuration, which may say {@code ${app.name}}. */
  static LoggerContext configured(String configuration, String name) {
    LoggerContext context = new LoggerContext();
    context.setName(name);
    context.putProperty("app.name", name);
    context.setMDCAdapter((LogbackMDCAdapter) MDC.getMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(
          new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
    StatusPrinter2 printer = new StatusPrinter2();
    printer.setPrintStream(System.err);
    printer.printInCaseOfErrorsOrWarnings(context);
    return context;
  }
}
