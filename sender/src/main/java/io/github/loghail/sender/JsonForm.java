package io.github.loghail.sender;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Frame;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object on a line, with the fields of the Elastic Common Schema, in the order and with the
 * dots in their names that its logging libraries have.
 *
 * @see <a href="https://github.com/elastic/ecs-logging/tree/main/spec">ECS logging, specification
 *     </a>
 */
final class JsonForm implements Form {

  /** The version that the ECS logging libraries name. */
  private static final String ECS_VERSION = "1.2.0";

  private final Resource resource;
  private final Stamp stamp = new Stamp(ZoneOffset.UTC, 9);

  JsonForm(Resource resource) {
    this.resource = resource;
  }

  @Override
  public Escape escape() {
    return Escape.JSON;
  }

  @Override
  public void write(Event event, long originalBytes, LineBytes out) {
    out.put("{\"@timestamp\":\"").put(stamp.of(event.epochNanos()));
    out.put("\",\"log.level\":\"").put(Severity.name(event.severity()));
    out.put("\",\"message\":\"").text(message(event));
    out.put("\",\"ecs.version\":\"").put(ECS_VERSION).put("\"");
    field("service.name", resource.service(), out);
    field("host.name", resource.host(), out);
    field("process.pid", resource.processId(), out);
    field("process.thread.name", event.thread(), out);
    field("log.logger", event.logger(), out);
    field("event.sequence", event.sequence(), out);
    origin(event.caller(), out);
    labels(event, out);
    tags(event, out);
    field("trace.id", event.traceId(), out);
    field("span.id", event.spanId(), out);
    error(event.thrown(), out);
    if (originalBytes > 0) {
      field("loghail.original_bytes", originalBytes, out);
    }
    out.put("}\n");
  }

  /** A layout ends its lines; here that is not part of the message. */
  private static String message(Event event) {
    String message = event.message().toString();
    return event.isFormatted() ? message.stripTrailing() : message;
  }

  private static void field(String name, String value, LineBytes out) {
    if (value != null && !value.isEmpty()) {
      out.put(",\"").put(name).put("\":\"").text(value).put("\"");
    }
  }

  private static void field(String name, Utf8 value, LineBytes out) {
    if (!value.isEmpty()) {
      field(name, value.toString(), out);
    }
  }

  private static void field(String name, long value, LineBytes out) {
    out.put(",\"").put(name).put("\":").put(value);
  }

  private static void origin(Frame caller, LineBytes out) {
    if (caller != null) {
      field("log.origin.file.name", caller.file(), out);
      if (caller.line() >= 0) {
        field("log.origin.file.line", caller.line(), out);
      }
      field("log.origin.function", caller.className() + "." + caller.method(), out);
    }
  }

  /** Of doubled keys the last one holds; a key is never cut, as it might become another one. */
  private static void labels(Event event, LineBytes out) {
    if (!event.hasAttributes()) {
      return;
    }
    Map<String, Value> labels = new LinkedHashMap<>();
    event.attributes().forEach(each -> labels.put(each.key().toString(), each.value()));
    int left = out.allowance().list();
    String separator = ",\"labels\":{";
    for (Map.Entry<String, Value> label : labels.entrySet()) {
      if (left > 0 && label.getKey().length() * 6L <= out.allowance().text()) {
        out.put(separator).put("\"").text(label.getKey()).put("\":");
        value(label.getValue(), out);
        separator = ",";
        left--;
      }
    }
    out.put(separator.equals(",") ? "}" : "");
  }

  /** What is no number in JSON is a text. */
  private static void value(Value value, LineBytes out) {
    if (value instanceof Value.Text text) {
      out.put("\"").text(text.text()).put("\"");
    } else if (value instanceof Value.Whole whole) {
      out.put(whole.value());
    } else if (value instanceof Value.Bool bool) {
      out.put(Boolean.toString(bool.value()));
    } else if (value instanceof Value.Real real) {
      String quote = Double.isFinite(real.value()) ? "" : "\"";
      out.put(quote).put(Double.toString(real.value())).put(quote);
    } else {
      out.put("null");
    }
  }

  /** Markers and the nested context, where the ECS logging libraries put them. */
  private static void tags(Event event, LineBytes out) {
    int left = out.allowance().list();
    String separator = ",\"tags\":[";
    for (Utf8 marker : event.markers()) {
      separator = left-- > 0 ? tag(marker, separator, out) : separator;
    }
    for (Utf8 entry : event.contextStack()) {
      separator = left-- > 0 ? tag(entry, separator, out) : separator;
    }
    out.put(separator.equals(",") ? "]" : "");
  }

  private static String tag(Utf8 text, String separator, LineBytes out) {
    out.put(separator).put("\"").text(text).put("\"");
    return ",";
  }

  private static void error(Thrown thrown, LineBytes out) {
    if (thrown != null) {
      field("error.type", thrown.className(), out);
      if (thrown.message() != null) {
        field("error.message", thrown.message(), out);
      }
      out.put(",\"error.stack_trace\":\"");
      new TraceText(out).write(thrown);
      out.put("\"");
    }
  }
}
