package io.github.loghail.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import io.github.loghail.testing.Collector;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A Logback context that was configured by XML, and what it sends to. */
final class Configured implements AutoCloseable {

  final Collector collector = new Collector();
  final LoggerContext context = new LoggerContext();

  /** The elements stand in the appender's own. */
  static Configured with(String elements) {
    Configured configured = new Configured();
    configured.load(configured.sending(elements));
    return configured;
  }

  Configured() {
    setMdcAdapter();
  }

  /** Since 1.5 a context has its own adapter: that which SLF4J's MDC writes to. */
  private void setMdcAdapter() {
    try {
      Object adapter = org.slf4j.MDC.getMDCAdapter();
      if (adapter instanceof LogbackMDCAdapter) {
        context
            .getClass()
            .getMethod("setMDCAdapter", org.slf4j.spi.MDCAdapter.class)
            .invoke(context, adapter);
      }
    } catch (NoSuchMethodException e) {
      // before 1.5 there is one for all contexts
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  String sending(String elements) {
    return configuration(
        "<appender name='LOGHAIL' class='io.github.loghail.logback.LoghailAppender'>"
            + "<port>"
            + collector.port()
            + "</port><feedback>false</feedback><service>test</service>"
            + elements
            + "</appender>",
        "LOGHAIL");
  }

  static String configuration(String appenders, String root) {
    return "<configuration>"
        + appenders
        + "<root level='TRACE'><appender-ref ref='"
        + root
        + "'/></root></configuration>";
  }

  void load(String xml) {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException e) {
      throw new IllegalArgumentException(xml, e);
    }
  }

  void reload(String xml) {
    context.reset();
    load(xml);
  }

  Logger logger() {
    return context.getLogger("com.acme.Shop");
  }

  LoghailAppender appender() {
    return (LoghailAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOGHAIL");
  }

  List<String> statuses(int level) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() == level)
        .map(Status::getMessage)
        .toList();
  }

  List<String> warnings() {
    return statuses(Status.WARN);
  }

  List<String> errors() {
    return statuses(Status.ERROR);
  }

  /** Makes SLF4J choose Logback, and thereby its MDC. */
  static {
    LoggerFactory.getILoggerFactory();
  }

  @Override
  public void close() {
    context.stop();
    collector.close();
  }
}
