package io.github.loghail.log4j2;

import io.github.loghail.sender.SenderConfig;
import io.github.loghail.sender.SenderCounters;
import io.github.loghail.sender.SenderSettings;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.impl.LocationAware;

/**
 * A Log4j2 appender that sends events to a Loghail receiver, packed into UDP datagrams. It works as
 * it stands:
 *
 * <pre>{@code
 * <Loghail name="LOGHAIL"/>
 * }</pre>
 *
 * <p>Every attribute but the name is optional. One that is not set is taken from the system
 * property {@code loghail.NAME}, then from the environment ({@code ringSize} is {@code
 * LOGHAIL_RING_SIZE}), then from its default. A wrong value is a warning in Log4j2's status, and
 * the default is used. Sizes are written like {@code 8KB} (K is 1,024), durations like {@code
 * 500ms}. A nested layout's output, in UTF-8, is sent in place of the event's message and fields.
 *
 * <p>Logging to it neither blocks, unless {@code overflow} is {@code block}, nor does I/O; that is
 * left to one daemon thread, which appenders with the same settings share and which a
 * reconfiguration leaves running. It throws only where {@code ignoreExceptions} is {@code false},
 * and then only what the application's own objects threw. Any number of threads may log.
 */
@Plugin(
    name = "Loghail",
    category = Core.CATEGORY_NAME,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true)
public final class LoghailAppender extends AbstractAppender {

  private static final SenderCounters NOTHING_YET =
      new SenderCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final LoggerContext context;
  private final SenderConfig config;
  private final Log4jStatus status;
  private final EventMapper mapper;
  private final boolean includeCallerData;

  private volatile LoghailManager manager;

  private LoghailAppender(Builder builder, SenderSettings settings, Log4jStatus status) {
    super(
        builder.getName(),
        builder.getFilter(),
        builder.getLayout(),
        builder.isIgnoreExceptions(),
        builder.getPropertyArray());
    Configuration configuration = builder.getConfiguration();
    this.context = configuration == null ? null : configuration.getLoggerContext();
    this.status = status;
    this.config = settings.resolve("log4j2", context == null ? null : context.getName());
    this.includeCallerData = settings.flag("includeCallerData", false);
    this.mapper =
        new EventMapper(
            getLayout(), settings.flag("includeMdc", true), includeCallerData, settings.mask());
  }

  /**
   * A builder with the defaults; used by Log4j2, and by programs that configure it.
   *
   * @return a new builder
   */
  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  /** Starts to send. Does no I/O and resolves no name on the calling thread. */
  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    setStarting();
    try {
      manager = LoghailManager.get(context, config, status);
    } catch (RuntimeException | OutOfMemoryError e) {
      status.warn("cannot send, so its events are dropped: " + e);
    }
    super.start();
  }

  @Override
  public boolean stop(long timeout, TimeUnit timeUnit) {
    if (isStopped() || isStopping()) {
      return true;
    }
    setStopping();
    super.stop(timeout, timeUnit, false);
    LoghailManager running = manager;
    boolean stopped = running == null || running.stop(timeout, timeUnit);
    setStopped();
    return stopped;
  }

  @Override
  public void append(LogEvent event) {
    LoghailManager running = manager;
    if (running == null) {
      return;
    }
    try {
      running.send(event, mapper);
    } catch (Throwable e) { // whatever an argument or layout throws must not reach the log call
      failed(event, e);
    }
  }

  private void failed(LogEvent event, Throwable cause) {
    String what = "dropped an event of logger " + event.getLoggerName() + " that cannot be read";
    if (!ignoreExceptions()) {
      throw new AppenderLoggingException(what, cause);
    }
    error(what, event, cause);
  }

  /** The location costs each event some microseconds: only where it is sent. */
  @Override
  public boolean requiresLocation() {
    return includeCallerData
        || getLayout() instanceof LocationAware layout && layout.requiresLocation();
  }

  /**
   * What was done by the sender, which appenders with the same settings share, since it was
   * started.
   *
   * @return a snapshot; all zero before the first start
   */
  public SenderCounters getCounters() {
    LoghailManager running = manager;
    return running == null ? NOTHING_YET : running.counters();
  }

  /** What it runs by. */
  SenderConfig config() {
    return config;
  }

  /** Settings of an appender, as text; {@link LoghailAppender} says what a wrong one does. */
  public static final class Builder extends AbstractAppender.Builder<Builder>
      implements org.apache.logging.log4j.core.util.Builder<LoghailAppender> {

    @PluginBuilderAttribute private String host;
    @PluginBuilderAttribute private String port;
    @PluginBuilderAttribute private String service;
    @PluginBuilderAttribute private String format;
    @PluginBuilderAttribute private String ringSize;
    @PluginBuilderAttribute private String maxPacketSize;
    @PluginBuilderAttribute private String maxEventSize;
    @PluginBuilderAttribute private String linger;
    @PluginBuilderAttribute private String overflow;
    @PluginBuilderAttribute private String blockTimeout;
    @PluginBuilderAttribute private String stopTimeout;
    @PluginBuilderAttribute private String feedback;
    @PluginBuilderAttribute private String secretFile;
    @PluginBuilderAttribute private String includeCallerData;
    @PluginBuilderAttribute private String includeMdc;
    @PluginBuilderAttribute private String mask;

    private Builder() {}

    @Override
    public LoghailAppender build() {
      Log4jStatus status = new Log4jStatus(getName());
      SenderSettings settings =
          new SenderSettings(status)
              .set("host", host)
              .set("port", port)
              .set("service", service)
              .set("format", format)
              .set("ringSize", ringSize)
              .set("maxPacketSize", maxPacketSize)
              .set("maxEventSize", maxEventSize)
              .set("linger", linger)
              .set("overflow", overflow)
              .set("blockTimeout", blockTimeout)
              .set("stopTimeout", stopTimeout)
              .set("feedback", feedback)
              .set("secretFile", secretFile)
              .set("includeCallerData", includeCallerData)
              .set("includeMdc", includeMdc)
              .set("mask", mask);
      return new LoghailAppender(this, settings, status);
    }

    /**
     * Sets the receiver's host.
     *
     * @param host a name or address; {@code localhost} by default
     * @return this
     */
    public Builder setHost(String host) {
      this.host = host;
      return this;
    }

    /**
     * Sets the receiver's port.
     *
     * @param port 1 to 65535; 9527 by default
     * @return this
     */
    public Builder setPort(String port) {
      this.port = port;
      return this;
    }

    /**
     * Sets the name under which the receiver shows this application.
     *
     * @param service any text; by default Spring's application name, OpenTelemetry's service name,
     *     the context's name or the main class, whichever is known first
     * @return this
     */
    public Builder setService(String service) {
      this.service = service;
      return this;
    }

    /**
     * Sets what is sent.
     *
     * @param format {@code loghail}, the default, which all promises rest on; or, for receivers of
     *     another kind, a datagram for each event: {@code text}, a line of it or the layout's
     *     output as it is, or {@code json}, an object in the Elastic Common Schema
     * @return this
     */
    public Builder setFormat(String format) {
      this.format = format;
      return this;
    }

    /**
     * Sets how much memory holds events, sent and unsent.
     *
     * @param ringSize 64KB to 1GB; 8MB by default
     * @return this
     */
    public Builder setRingSize(String ringSize) {
      this.ringSize = ringSize;
      return this;
    }

    /**
     * Sets the largest datagram.
     *
     * @param maxPacketSize up to 60000; {@code auto} by default: 8 KiB to this host, elsewhere what
     *     the network carries unfragmented
     * @return this
     */
    public Builder setMaxPacketSize(String maxPacketSize) {
      this.maxPacketSize = maxPacketSize;
      return this;
    }

    /**
     * Sets the largest event; a larger one arrives shortened, and marked with its size.
     *
     * @param maxEventSize 1KB to 8MB, and a quarter of the ring; 1MB by default
     * @return this
     */
    public Builder setMaxEventSize(String maxEventSize) {
      this.maxEventSize = maxEventSize;
      return this;
    }

    /**
     * Sets how long events below WARN may wait for others to share their datagram.
     *
     * @param linger up to 10s; 25ms by default
     * @return this
     */
    public Builder setLinger(String linger) {
      this.linger = linger;
      return this;
    }

    /**
     * Sets what happens to an event while the ring is full.
     *
     * @param overflow {@code drop}, the default, or {@code block}
     * @return this
     */
    public Builder setOverflow(String overflow) {
      this.overflow = overflow;
      return this;
    }

    /**
     * Sets how long a log call waits at most for room in the ring, where {@code overflow} is {@code
     * block}.
     *
     * @param blockTimeout up to a day; 1s by default
     * @return this
     */
    public Builder setBlockTimeout(String blockTimeout) {
      this.blockTimeout = blockTimeout;
      return this;
    }

    /**
     * Sets how long stopping may take to send what is left.
     *
     * @param stopTimeout up to 10min; 1s by default
     * @return this
     */
    public Builder setStopTimeout(String stopTimeout) {
      this.stopTimeout = stopTimeout;
      return this;
    }

    /**
     * Sets whether answers of the receiver are used, so that nothing is lost while it listens.
     *
     * @param feedback {@code true}, the default, or {@code false} for a one-way network
     * @return this
     */
    public Builder setFeedback(String feedback) {
      this.feedback = feedback;
      return this;
    }

    /**
     * Sets the file with the secret that everything is sealed with, the receiver's {@code
     * --secret-file}. One that cannot be used, because others may read it for instance, is told
     * once, and nothing is sent.
     *
     * @param secretFile made by {@code loghail secret}, read when the appender starts, by its
     *     thread; none by default
     * @return this
     */
    public Builder setSecretFile(String secretFile) {
      this.secretFile = secretFile;
      return this;
    }

    /**
     * Sets whether the class, method and line of the log call are sent. Finding them costs each
     * event some microseconds; an asynchronous logger does so only if it has {@code
     * includeLocation="true"}.
     *
     * @param includeCallerData {@code true}, or {@code false}, the default
     * @return this
     */
    public Builder setIncludeCallerData(String includeCallerData) {
      this.includeCallerData = includeCallerData;
      return this;
    }

    /**
     * Sets whether the thread context is sent: its map as attributes and trace context, and its
     * stack.
     *
     * @param includeMdc {@code true}, the default, or {@code false}
     * @return this
     */
    public Builder setIncludeMdc(String includeMdc) {
      this.includeMdc = includeMdc;
      return this;
    }

    /**
     * Sets keys of the thread context's map and of map messages whose values are sent as {@code
     * ***}, besides those that end with {@code password}, {@code secret}, {@code token} or {@code
     * authorization}. A message, a layout's output above all, is sent as it is.
     *
     * @param mask keys separated by commas; case does not count, {@code *} stands for any text, and
     *     {@code none} drops the four
     * @return this
     */
    public Builder setMask(String mask) {
      this.mask = mask;
      return this;
    }
  }
}
