package io.github.loghail.sender;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;
import java.time.ZoneId;

/**
 * A line of text, and the stack trace in the lines below. What the application's own encoder or
 * layout has made is written as it is.
 */
final class TextForm implements Form {

  private final String service;
  private final Stamp stamp = new Stamp(ZoneId.systemDefault(), 3);

  TextForm(String service) {
    this.service = service;
  }

  @Override
  public Escape escape() {
    return Escape.TEXT;
  }

  @Override
  public void write(Event event, long originalBytes, LineBytes out) {
    if (event.isFormatted()) {
      verbatim(event.message(), originalBytes, out);
      return;
    }
    String level = Severity.name(event.severity());
    out.put(stamp.of(event.epochNanos())).put(" ").put(level).put(level.length() < 5 ? "  " : " ");
    out.text(service);
    if (!event.thread().isEmpty()) {
      out.put(" [").text(event.thread()).put("]");
    }
    if (!event.logger().isEmpty()) {
      out.put(" ").text(event.logger());
    }
    out.put(": ").text(event.message().toString().stripTrailing());
    details(event, out);
    shortened(originalBytes, out);
    if (event.thrown() != null) {
      out.put("\n");
      new TraceText(out).write(event.thrown());
    }
    out.put("\n");
  }

  /** Cut between two characters, so that what is left is as readable as it was. */
  private static void verbatim(Utf8 text, long originalBytes, LineBytes out) {
    int length = text.length();
    if (length > out.allowance().text()) {
      length = out.allowance().text();
      int end = text.offset() + length;
      for (int i = 0; i < 3 && length > 0 && (text.bytes()[end - i] & 0xC0) == 0x80; i++) {
        length--;
      }
    }
    out.raw(text.bytes(), text.offset(), length);
    shortened(originalBytes, out);
    if (originalBytes > 0) {
      out.put("\n");
    }
  }

  private static void shortened(long originalBytes, LineBytes out) {
    if (originalBytes > 0) {
      out.put(" [shortened from ").put(originalBytes).put(" bytes]");
    }
  }

  private static void details(Event event, LineBytes out) {
    int left = out.allowance().list();
    for (Event.Attribute attribute : event.attributes()) {
      if (left-- > 0) {
        out.put(" ");
        quotedIfNeeded(attribute.key(), out);
        out.put("=");
        value(attribute.value(), out);
      }
    }
    for (Utf8 marker : event.markers()) {
      if (left-- > 0) {
        out.put(" [").text(marker).put("]");
      }
    }
    for (Utf8 entry : event.contextStack()) {
      if (left-- > 0) {
        out.put(" <").text(entry).put(">");
      }
    }
    if (event.traceId() != null) {
      out.put(" trace=").put(event.traceId());
    }
    if (event.caller() != null) {
      out.put(" (");
      TraceText.place(event.caller(), out);
      out.put(")");
    }
  }

  private static void value(Value value, LineBytes out) {
    if (value instanceof Value.Text text) {
      quotedIfNeeded(text.text(), out);
    } else if (value instanceof Value.Whole whole) {
      out.put(whole.value());
    } else if (value instanceof Value.Real real) {
      out.put(Double.toString(real.value()));
    } else if (value instanceof Value.Bool bool) {
      out.put(Boolean.toString(bool.value()));
    } else {
      out.put("null");
    }
  }

  /** So that no key and no value can pass for two attributes, or for a line. */
  private static void quotedIfNeeded(Utf8 text, LineBytes out) {
    String value = text.toString();
    if (!value.isEmpty() && value.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '=')) {
      out.text(value);
      return;
    }
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    out.put("\"").text(escaped).put("\"");
  }
}
