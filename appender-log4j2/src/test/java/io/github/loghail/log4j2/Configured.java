package io.github.loghail.log4j2;

import io.github.loghail.testing.Collector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** A Log4j2 context that was configured by XML, and what it sends to. */
final class Configured implements AutoCloseable {

  final Collector collector = new Collector();
  final LoggerContext context;
  private final Statuses statuses = new Statuses();

  /** The attributes and elements are the appender's own. */
  static Configured with(String attributes, String elements) {
    Configured configured = new Configured(new LoggerContext("test"));
    configured.load(configured.sending(attributes, elements));
    return configured;
  }

  /** All loggers are asynchronous. */
  static Configured asynchronous(String attributes, String elements) {
    Configured configured = new Configured(new AsyncLoggerContext("test"));
    configured.load(configured.sending(attributes, elements));
    return configured;
  }

  Configured(LoggerContext context) {
    this.context = context;
    StatusLogger.getLogger().registerListener(statuses);
  }

  String sending(String attributes, String elements) {
    return configuration(
        "<Loghail name='LOGHAIL' port='"
            + collector.port()
            + "' feedback='false' service='test' "
            + attributes
            + ">"
            + elements
            + "</Loghail>",
        "LOGHAIL");
  }

  static String configuration(String appenders, String root) {
    return "<Configuration><Appenders>"
        + appenders
        + "</Appenders><Loggers><Root level='ALL'><AppenderRef ref='"
        + root
        + "'/></Root></Loggers></Configuration>";
  }

  /** Starts the context, or reconfigures the running one. */
  void load(String xml) {
    XmlConfiguration configuration = new XmlConfiguration(context, source(xml));
    if (context.isStarted()) {
      context.reconfigure(configuration);
    } else {
      context.start(configuration);
    }
  }

  private static ConfigurationSource source(String xml) {
    try {
      return new ConfigurationSource(
          new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Logger logger() {
    return context.getLogger("com.acme.Pay");
  }

  LoghailAppender appender() {
    return context.getConfiguration().getAppender("LOGHAIL");
  }

  List<String> warnings() {
    return statuses.of(Level.WARN);
  }

  List<String> errors() {
    return statuses.of(Level.ERROR);
  }

  @Override
  public void close() {
    context.stop(0, TimeUnit.MILLISECONDS);
    StatusLogger.getLogger().removeListener(statuses);
    collector.close();
  }

  private static final class Statuses implements StatusListener {

    private final List<StatusData> said = new CopyOnWriteArrayList<>();

    List<String> of(Level level) {
      return said.stream()
          .filter(data -> data.getLevel() == level)
          .map(data -> data.getMessage().getFormattedMessage())
          .toList();
    }

    @Override
    public void log(StatusData data) {
      said.add(data);
    }

    @Override
    public Level getStatusLevel() {
      return Level.WARN;
    }

    @Override
    public void close() {}
  }
}
