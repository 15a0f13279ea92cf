package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Frame;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was logged, as {@link Receiver} gives it to its callback. Immutable. */
public final class LogEvent {

  private static final long NANOS_A_SECOND = 1_000_000_000;

  private final String service;
  private final long session;
  private final long sequence;
  private final int severity;
  private final Instant time;
  private final String logger;
  private final String thread;
  private final String message;
  private final Map<String, Object> attributes;
  private final List<String> markers;
  private final List<String> contextStack;
  private final String traceId;
  private final String spanId;
  private final StackTraceElement caller;
  private final LogException exception;
  private final String text;

  LogEvent(Entry.Logged logged, String text) {
    Event event = logged.event();
    this.service = logged.source().service();
    this.session = logged.source().session();
    this.sequence = event.sequence();
    this.severity = event.severity();
    this.time =
        Instant.ofEpochSecond(
            Math.floorDiv(event.epochNanos(), NANOS_A_SECOND),
            Math.floorMod(event.epochNanos(), NANOS_A_SECOND));
    this.logger = event.logger().toString();
    this.thread = event.thread().toString();
    this.message = event.message().toString();
    this.attributes = attributes(event);
    this.markers = strings(event.markers());
    this.contextStack = strings(event.contextStack());
    this.traceId = event.traceId();
    this.spanId = event.spanId();
    this.caller = event.caller() == null ? null : element(event.caller());
    this.exception = event.thrown() == null ? null : LogException.of(event.thrown());
    this.text = text;
  }

  private static Map<String, Object> attributes(Event event) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    event.attributes().forEach(each -> attributes.put(each.key().toString(), plain(each.value())));
    return Collections.unmodifiableMap(attributes);
  }

  private static Object plain(Value value) {
    if (value instanceof Value.Text string) {
      return string.text().toString();
    } else if (value instanceof Value.Whole whole) {
      return whole.value();
    } else if (value instanceof Value.Real real) {
      return real.value();
    } else if (value instanceof Value.Bool bool) {
      return bool.value();
    }
    return null;
  }

  private static List<String> strings(List<Utf8> texts) {
    return texts.stream().map(Utf8::toString).toList();
  }

  static StackTraceElement element(Frame frame) {
    return new StackTraceElement(
        null,
        emptyToNull(frame.module()),
        null,
        frame.className().toString(),
        frame.method().toString(),
        emptyToNull(frame.file()),
        frame.line());
  }

  private static String emptyToNull(Utf8 text) {
    return text.isEmpty() ? null : text.toString();
  }

  /**
   * The name of the service that logged it.
   *
   * @return the name
   */
  public String service() {
    return service;
  }

  /**
   * The sender's session: one start of one appender.
   *
   * @return a random number, the same for all events of the session
   */
  public long session() {
    return session;
  }

  /**
   * The event's place in its session.
   *
   * @return 0 for the first
   */
  public long sequence() {
    return sequence;
  }

  /**
   * How severe it is, as a number of OpenTelemetry's log data model.
   *
   * @return 1 to 24, larger is more severe: TRACE is 1 to 4, DEBUG 5 to 8, INFO 9 to 12, WARN 13 to
   *     16, ERROR 17 to 20, FATAL 21 to 24; 0 when it is not known
   */
  public int severity() {
    return severity;
  }

  /**
   * How severe it is, as a level's name.
   *
   * @return TRACE, DEBUG, INFO, WARN, ERROR or FATAL
   */
  public String level() {
    return Severity.name(severity);
  }

  /**
   * Whether it is an error, or worse.
   *
   * @return true for ERROR and FATAL
   */
  public boolean isError() {
    return severity >= Severity.ERROR;
  }

  /**
   * When it happened, by the clock of whoever logged it.
   *
   * @return the time, as exact as the logging framework has it
   */
  public Instant time() {
    return time;
  }

  /**
   * The logger's name.
   *
   * @return empty for none
   */
  public String logger() {
    return logger;
  }

  /**
   * The name of the thread that logged it.
   *
   * @return empty for none
   */
  public String thread() {
    return thread;
  }

  /**
   * The message with its arguments or, where the appender has an encoder or layout, that one's
   * output.
   *
   * @return empty for none
   */
  public String message() {
    return message;
  }

  /**
   * MDC entries and key-value pairs, in their order.
   *
   * @return values that are a {@link String}, {@link Long}, {@link Double}, {@link Boolean} or null
   */
  public Map<String, Object> attributes() {
    return attributes;
  }

  /**
   * Names of the markers.
   *
   * @return empty for none
   */
  public List<String> markers() {
    return markers;
  }

  /**
   * Log4j2's thread context stack, outermost first.
   *
   * @return empty for none
   */
  public List<String> contextStack() {
    return contextStack;
  }

  /**
   * The W3C trace id.
   *
   * @return 32 hexadecimal digits, or null for none
   */
  public String traceId() {
    return traceId;
  }

  /**
   * The W3C span id.
   *
   * @return 16 hexadecimal digits, or null for none
   */
  public String spanId() {
    return spanId;
  }

  /**
   * Where the log call stands.
   *
   * @return the place, or null when the appender's {@code includeCallerData} is off
   */
  public StackTraceElement caller() {
    return caller;
  }

  /**
   * The exception that was logged.
   *
   * @return the outermost, or null for none
   */
  public LogException exception() {
    return exception;
  }

  /**
   * The event as {@code loghail} prints it: time, service, level, logger, message, attributes, and
   * the exception on lines of its own; without colours, and with what could harm a terminal made
   * visible.
   *
   * @return one or more lines, without an end of line after the last
   */
  public String text() {
    return text;
  }

  /**
   * The same as {@link #text}.
   *
   * @return one or more lines
   */
  @Override
  public String toString() {
    return text;
  }
}
