package io.github.loghail.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import io.github.loghail.sender.Sender;
import io.github.loghail.sender.SenderConfig;
import io.github.loghail.sender.SenderCounters;
import io.github.loghail.sender.SenderSettings;
import io.github.loghail.sender.SenderStatus;
import io.github.loghail.wire.EventEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Logback appender that sends events to a Loghail receiver, packed into UDP datagrams. It works
 * as it stands:
 *
 * <pre>{@code
 * <appender name="LOGHAIL" class="io.github.loghail.logback.LoghailAppender"/>
 * }</pre>
 *
 * <p>Every property is optional. One that is not set is taken from the system property {@code
 * loghail.NAME}, then from the environment ({@code ringSize} is {@code LOGHAIL_RING_SIZE}), then
 * from its default. A wrong value is a warning in Logback's status, never an error, and the default
 * is used. Sizes are written like {@code 8KB} (K is 1,024), durations like {@code 500ms}.
 *
 * <p>Logging to it neither blocks, unless {@code overflow} is {@code block}, nor does I/O, nor
 * throws; that is left to one daemon thread. No receiver, or a name that cannot be resolved, is
 * told once and otherwise harmless. Any number of threads may log. Settings are read by {@link
 * #start}; set them before.
 */
public final class LoghailAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private static final SenderCounters NOTHING_YET =
      new SenderCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final SenderStatus status = new LogbackStatus(this);
  private final Complaints complaints = new Complaints(status, System::nanoTime);
  private final Reentry reentry = new Reentry();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private Encoder<ILoggingEvent> encoder;
  private Layout<ILoggingEvent> layout;

  private volatile Engine engine;

  /** What runs between a start and a stop. */
  private record Engine(Sender sender, EventMapper mapper, SenderConfig config) {}

  /** Makes an appender that is not started. */
  public LoghailAppender() {}

  /** Starts to send. Does no I/O and resolves no name on the calling thread. */
  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    try {
      engine = startEngine();
    } catch (RuntimeException | OutOfMemoryError e) {
      addWarn("not started, so nothing is sent: " + e);
      return;
    }
    super.start();
  }

  private Engine startEngine() {
    SenderSettings read = new SenderSettings(status);
    settings.forEach(read::set);
    SenderConfig config = read.resolve("logback", context == null ? null : context.getName());
    EventMapper mapper =
        new EventMapper(
            Body.configured(encoder, layout, status),
            read.flag("includeMdc", true),
            read.flag("includeCallerData", false),
            read.mask());
    return new Engine(Sender.start(config, status), mapper, config);
  }

  /**
   * Sends what is left, for as long as {@code stopTimeout} allows, and ends the thread. Harmless
   * when not started, and may be followed by another start.
   */
  @Override
  public void stop() {
    if (!isStarted()) {
      return;
    }
    super.stop();
    Engine running = engine;
    running.sender.stop(Duration.ofNanos(running.config.stopTimeoutNanos()));
  }

  /** What it runs by; null before the first start. */
  SenderConfig config() {
    Engine running = engine;
    return running == null ? null : running.config;
  }

  /**
   * What was done since the last start.
   *
   * @return a snapshot; all zero before the first start
   */
  public SenderCounters getCounters() {
    Engine running = engine;
    return running == null ? NOTHING_YET : running.sender.counters();
  }

  @Override
  protected void append(ILoggingEvent event) {
    Engine running = engine;
    if (running == null) {
      return;
    }
    if (!reentry.enter()) {
      drop(running, running.sender.encoder(), event, "logging it logs again, without end");
      return;
    }
    try {
      send(running, event);
    } finally {
      reentry.exit();
    }
  }

  private void send(Engine running, ILoggingEvent event) {
    EventEncoder bytes = running.sender.encoder();
    try {
      running.mapper.write(event, bytes);
    } catch (Throwable e) { // whatever an argument or encoder throws must not reach the log call
      drop(running, bytes, event, nameOf(e));
      return;
    }
    running.sender.send(bytes);
  }

  private void drop(Engine running, EventEncoder bytes, ILoggingEvent event, String cause) {
    running.sender.discard(bytes, EventMapper.severity(event.getLevel()));
    complaints.dropped(event.getLoggerName(), cause);
  }

  /** The message may be what throws. */
  private static String nameOf(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException | StackOverflowError e) {
      return thrown.getClass().getName();
    }
  }

  /**
   * Sets the receiver's host.
   *
   * @param host a name or address; {@code localhost} by default
   */
  public void setHost(String host) {
    settings.put("host", host);
  }

  /**
   * Sets the receiver's port.
   *
   * @param port 1 to 65535; 9527 by default
   */
  public void setPort(String port) {
    settings.put("port", port);
  }

  /**
   * Sets the name under which the receiver shows this application.
   *
   * @param service any text; by default Spring's application name, OpenTelemetry's service name,
   *     the context's name or the main class, whichever is known first
   */
  public void setService(String service) {
    settings.put("service", service);
  }

  /**
   * Sets what is sent.
   *
   * @param format {@code loghail}, the default, which all promises rest on; or, for receivers of
   *     another kind, a datagram for each event: {@code text}, a line of it or the encoder's output
   *     as it is, or {@code json}, an object in the Elastic Common Schema
   */
  public void setFormat(String format) {
    settings.put("format", format);
  }

  /**
   * Sets how much memory holds events, sent and unsent.
   *
   * @param ringSize 64KB to 1GB; 8MB by default
   */
  public void setRingSize(String ringSize) {
    settings.put("ringSize", ringSize);
  }

  /**
   * Sets the largest datagram.
   *
   * @param maxPacketSize up to 60000; {@code auto} by default: 8 KiB to this host, elsewhere what
   *     the network carries unfragmented
   */
  public void setMaxPacketSize(String maxPacketSize) {
    settings.put("maxPacketSize", maxPacketSize);
  }

  /**
   * Sets the largest event; a larger one arrives shortened, and marked with its size.
   *
   * @param maxEventSize 1KB to 8MB, and a quarter of the ring; 1MB by default
   */
  public void setMaxEventSize(String maxEventSize) {
    settings.put("maxEventSize", maxEventSize);
  }

  /**
   * Sets how long events below WARN may wait for others to share their datagram.
   *
   * @param linger up to 10s; 25ms by default
   */
  public void setLinger(String linger) {
    settings.put("linger", linger);
  }

  /**
   * Sets what happens to an event while the ring is full.
   *
   * @param overflow {@code drop}, the default, or {@code block}
   */
  public void setOverflow(String overflow) {
    settings.put("overflow", overflow);
  }

  /**
   * Sets how long a log call waits at most for room in the ring, where {@code overflow} is {@code
   * block}.
   *
   * @param blockTimeout up to a day; 1s by default
   */
  public void setBlockTimeout(String blockTimeout) {
    settings.put("blockTimeout", blockTimeout);
  }

  /**
   * Sets how long stopping may take to send what is left.
   *
   * @param stopTimeout up to 10min; 1s by default
   */
  public void setStopTimeout(String stopTimeout) {
    settings.put("stopTimeout", stopTimeout);
  }

  /**
   * Sets whether answers of the receiver are used, so that nothing is lost while it listens.
   *
   * @param feedback {@code true}, the default, or {@code false} for a one-way network
   */
  public void setFeedback(String feedback) {
    settings.put("feedback", feedback);
  }

  /**
   * Sets the file with the secret that everything is sealed with, the receiver's {@code
   * --secret-file}. One that cannot be used, because others may read it for instance, is told once,
   * and nothing is sent.
   *
   * @param secretFile made by {@code loghail secret}, read when the appender starts, by its thread;
   *     none by default
   */
  public void setSecretFile(String secretFile) {
    settings.put("secretFile", secretFile);
  }

  /**
   * Sets whether the class, method and line of the log call are sent. Finding them costs each event
   * some microseconds.
   *
   * @param includeCallerData {@code true}, or {@code false}, the default
   */
  public void setIncludeCallerData(String includeCallerData) {
    settings.put("includeCallerData", includeCallerData);
  }

  /**
   * Sets whether the MDC is sent, as attributes and trace context.
   *
   * @param includeMdc {@code true}, the default, or {@code false}
   */
  public void setIncludeMdc(String includeMdc) {
    settings.put("includeMdc", includeMdc);
  }

  /**
   * Sets keys of MDC entries and key-value pairs whose values are sent as {@code ***}, besides
   * those that end with {@code password}, {@code secret}, {@code token} or {@code authorization}. A
   * message, an encoder's or layout's output above all, is sent as it is.
   *
   * @param mask keys separated by commas; case does not count, {@code *} stands for any text, and
   *     {@code none} drops the four
   */
  public void setMask(String mask) {
    settings.put("mask", mask);
  }

  /**
   * Sets an encoder whose output, in UTF-8, is sent in place of the event's message and fields;
   * severity, time, logger and thread are still sent.
   *
   * @param encoder any; safe for use by several threads, as all of Logback's are
   */
  public void setEncoder(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  /**
   * Sets a layout whose output is sent in place of the event's message and fields, as with {@link
   * #setEncoder}.
   *
   * @param layout any; an encoder goes before it
   */
  public void setLayout(Layout<ILoggingEvent> layout) {
    this.layout = layout;
  }
}
