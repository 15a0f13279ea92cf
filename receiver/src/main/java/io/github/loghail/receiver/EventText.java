package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Frame;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;

/**
 * All that patterns are looked for in, as UTF-8 copied from the received bytes: each part of an
 * event is a line of its own, so that {@code ^} and {@code $} stand at the ends of a part.
 *
 * <p>The parts are, in this order: message, logger, thread, {@code key=value} of each attribute,
 * markers, context stack, trace id, span id, caller, and the exception as Java prints it.
 */
final class EventText {

  /** RE2/J takes an ill-formed byte for the first of several, and so misses what follows it. */
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private static final ThreadLocal<LineBuffer> SCRATCH = ThreadLocal.withInitial(LineBuffer::new);

  private EventText() {}

  /** The text of an event or a bare datagram; empty for a notice. */
  static byte[] of(Entry entry) {
    LineBuffer out = SCRATCH.get();
    try {
      if (entry instanceof Entry.Logged logged) {
        event(logged.event(), out);
      } else if (entry instanceof Entry.Bare bare) {
        line(bare.text(), out);
      }
      return out.toByteArray();
    } finally {
      out.clear();
    }
  }

  /** A text alone, well-formed. */
  static byte[] of(Utf8 text) {
    LineBuffer out = SCRATCH.get();
    try {
      wellFormed(text, out);
      return out.toByteArray();
    } finally {
      out.clear();
    }
  }

  private static void event(Event event, LineBuffer out) {
    line(event.message(), out);
    line(event.logger(), out);
    line(event.thread(), out);
    if (event.hasAttributes()) {
      for (Event.Attribute attribute : event.attributes()) {
        wellFormed(attribute.key(), out);
        out.put('=');
        value(attribute.value(), out);
        out.put('\n');
      }
    }
    event.markers().forEach(marker -> line(marker, out));
    event.contextStack().forEach(entry -> line(entry, out));
    if (event.traceId() != null) {
      out.put(event.traceId()).put('\n');
    }
    if (event.spanId() != null) {
      out.put(event.spanId()).put('\n');
    }
    if (event.caller() != null) {
      frame(event.caller(), out);
    }
    if (event.thrown() != null) {
      chain(event.thrown(), "", out);
    }
  }

  private static void line(Utf8 text, LineBuffer out) {
    if (!text.isEmpty()) {
      wellFormed(text, out);
      out.put('\n');
    }
  }

  /** A value as the screen shows it. */
  static void value(Value value, LineBuffer out) {
    if (value instanceof Value.Text text) {
      wellFormed(text.text(), out);
    } else if (value instanceof Value.Whole whole) {
      out.put(whole.value());
    } else if (value instanceof Value.Real real) {
      out.put(Double.toString(real.value()));
    } else if (value instanceof Value.Bool bool) {
      out.put(Boolean.toString(bool.value()));
    } else {
      out.put(value instanceof Value.Null ? "null" : "?");
    }
  }

  private static void chain(Thrown head, String title, LineBuffer out) {
    String kind = title;
    for (Thrown each = head; each != null; each = each.cause()) {
      out.put(kind);
      wellFormed(each.className(), out);
      if (each.message() != null) {
        out.put(": ");
        wellFormed(each.message(), out);
      }
      out.put('\n');
      for (Frame frame : each.frames()) {
        out.put("at ");
        frame(frame, out);
      }
      for (Thrown suppressed : each.suppressed()) {
        chain(suppressed, "Suppressed: ", out);
      }
      kind = "Caused by: ";
    }
  }

  private static void frame(Frame frame, LineBuffer out) {
    wellFormed(frame.className(), out);
    out.put('.');
    wellFormed(frame.method(), out);
    out.put('(');
    if (frame.isNative()) {
      out.put("Native Method");
    } else if (frame.file().isEmpty()) {
      out.put("Unknown Source");
    } else {
      wellFormed(frame.file(), out);
      if (frame.line() >= 0) {
        out.put(':').put(frame.line());
      }
    }
    out.put(")\n");
  }

  private static void wellFormed(Utf8 text, LineBuffer out) {
    byte[] bytes = text.bytes();
    int end = text.offset() + text.length();
    int start = text.offset();
    int at = start;
    while (at < end) {
      if (bytes[at] >= 0) {
        at++;
        continue;
      }
      int codePoint = CodePoints.at(bytes, at, end);
      if (codePoint >= 0) {
        at += CodePoints.bytes(codePoint);
      } else {
        out.put(bytes, start, at - start).put(REPLACEMENT);
        start = ++at;
      }
    }
    out.put(bytes, start, end - start);
  }
}
