package io.github.loghail.receiver.foreign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a field of a JSON object, or an additional field of GELF, is in our event, and the keys that
 * well-known encoders use for it. Of several that are there the first holds, and the others are
 * attributes. {@code docs/formats.md} has the same as a table, and a test compares the two.
 */
enum Role {
  TIME("@timestamp", "timestamp", "time", "ts", "asctime", "datetime", "@t"),
  TIME_SECONDS("instant.epochSecond", "timestampSeconds"),
  TIME_NANOS("instant.nanoOfSecond", "timestampNanos"),
  LEVEL(
      "level",
      "log.level",
      "severity",
      "levelname",
      "level_name",
      "loglevel",
      "severity_text",
      "severityText",
      "lvl",
      "@l"),
  SEVERITY_NUMBER("severity_number", "severityNumber"),
  PYTHON_LEVEL("levelno"),
  MESSAGE("message", "msg", "event", "body", "@m", "@mt"),
  LOGGER(
      "logger_name",
      "log.logger",
      "loggerName",
      "logger",
      "log_logger",
      "SourceContext",
      "category"),
  THREAD("thread_name", "process.thread.name", "threadName", "thread", "process_thread_name"),

  /** A logger to Python's encoders, the service to pino and bunyan, whose level is a number. */
  NAME("name"),

  SERVICE(
      "service.name",
      "service",
      "service_name",
      "serviceName",
      "app_name",
      "appName",
      "appname",
      "app",
      "application_name",
      "applicationName",
      "application",
      "spring.application.name",
      "container_name"),
  HOST("host.name", "hostname", "HOSTNAME", "source_host", "host"),
  PID("process.pid", "pid", "process_pid", "process_id", "processId", "process"),
  TRACE("trace_id", "traceId", "trace.id", "logging.googleapis.com/trace"),
  SPAN("span_id", "spanId", "span.id", "logging.googleapis.com/spanId"),
  MARKERS("tags", "marker", "markers"),
  CONTEXT_STACK("contextStack", "ndc"),
  EXCEPTION(
      "stack_trace",
      "error.stack_trace",
      "error_stack_trace",
      "exception.stacktrace",
      "stacktrace",
      "stackTrace",
      "thrown.extendedStackTrace",
      "exception",
      "exc_info",
      "err.stack",
      "error.stack",
      "stack",
      "@x"),
  EXCEPTION_CLASS(
      "error.type",
      "error_type",
      "exception.exception_class",
      "exception.type",
      "thrown.name",
      "err.type"),
  EXCEPTION_MESSAGE(
      "error.message",
      "error_message",
      "exception.exception_message",
      "exception.message",
      "thrown.message",
      "err.message"),
  CALLER_CLASS("caller_class_name", "source_class_name", "source.class", "class"),
  CALLER_METHOD(
      "caller_method_name",
      "source_method_name",
      "source.method",
      "log.origin.function",
      "logging.googleapis.com/sourceLocation.function",
      "method",
      "funcName"),
  CALLER_FILE(
      "caller_file_name",
      "source_file_name",
      "source.file",
      "log.origin.file.name",
      "logging.googleapis.com/sourceLocation.file",
      "file",
      "filename"),
  CALLER_LINE(
      "caller_line_number",
      "source_line_number",
      "source.line",
      "log.origin.file.line",
      "logging.googleapis.com/sourceLocation.line",
      "line_number",
      "line",
      "lineno"),

  /** Says nothing that is not said elsewhere. */
  LEFT_OUT(
      "@version",
      "ecs.version",
      "level_value",
      "endOfBatch",
      "loggerFqcn",
      "threadPriority",
      "logging.googleapis.com/trace_sampled");

  /** MDC entries, when the encoder has an object for them: its name is left out. */
  static final List<String> CONTEXTS =
      List.of("mdc.", "contextMap.", "labels.", "logging.googleapis.com/labels.");

  private static final Map<String, Key> KEYS = new HashMap<>();

  static {
    for (Role role : values()) {
      for (int rank = 0; rank < role.keys.size(); rank++) {
        KEYS.put(role.keys.get(rank), new Key(role, rank));
      }
    }
  }

  private final List<String> keys;

  Role(String... keys) {
    this.keys = List.of(keys);
  }

  List<String> keys() {
    return keys;
  }

  /**
   * A key's place.
   *
   * @param role what it stands for
   * @param rank 0 for what holds before all others
   */
  record Key(Role role, int rank) {}

  /** The place of a key; null for one that nobody knows. */
  static Key of(String key) {
    return KEYS.get(key);
  }
}
