package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;
import java.util.List;

/** Writes events, and bare datagrams, as a template says. Not thread-safe: a renderer's own. */
final class TemplateLine {

  private final Template.Part[] parts;
  private final Palette palette;
  private final TimeColumn time;
  private final ServiceColumn services;
  private final AttributeText attributes = new AttributeText();
  private final LineBuffer field = new LineBuffer();

  TemplateLine(Template template, Palette palette, TimeColumn time, ServiceColumn services) {
    this.parts = template.parts().toArray(Template.Part[]::new);
    this.palette = palette;
    this.time = time;
    this.services = services;
  }

  /** Writes the line, without its end. */
  void put(Source source, Event event, LineBuffer out) {
    int family = Severity.family(event.severity());
    for (Template.Part part : parts) {
      if (part.field() == null) {
        out.put(part.text());
      } else {
        field.clear();
        write(part, source, event);
        put(part, color(part.field(), source, family), out);
      }
    }
  }

  /** A bare datagram has a time, a service and a text. */
  void put(Entry.Bare bare, LineBuffer out) {
    for (Template.Part part : parts) {
      if (part.field() == null) {
        out.put(part.text());
      } else {
        field.clear();
        switch (part.field()) {
          case TIME -> time.put(bare.epochNanos(), field);
          case SERVICE -> Escaper.text(Utf8.of(bare.source().service()), field);
          case MESSAGE -> Notices.putUnlike(bare.text(), field);
          default -> {}
        }
        put(part, part.field() == Template.Field.SERVICE ? color(bare.source()) : "", out);
      }
    }
  }

  private String color(Source source) {
    return services.color(source.service());
  }

  private String color(Template.Field of, Source source, int family) {
    return switch (of) {
      case SERVICE -> color(source);
      case LEVEL -> palette.level(family);
      case MESSAGE -> palette.message(family);
      case EXCEPTION -> palette.level(4);
      case TIME, LOGGER, ATTRIBUTES -> palette.dim();
      default -> "";
    };
  }

  /** The field as it was written, cut or filled up to its columns. */
  private void put(Template.Part part, String color, LineBuffer out) {
    boolean isLed = part.field() == Template.Field.ATTRIBUTES && field.size() > 0; // by a space
    Utf8 text = field.from(isLed ? 1 : 0);
    int columns = part.columns();
    if (columns > 0 && !part.field().isWhole()) {
      text = Width.fitted(text, columns);
    }
    boolean isColored = !color.isEmpty() && !text.isEmpty();
    out.put(isColored ? color : "").put(text.bytes(), text.offset(), text.length());
    out.put(isColored ? palette.reset() : "");
    if (columns > 0) {
      out.spaces(columns - Width.of(text));
    }
  }

  private void write(Template.Part part, Source source, Event event) {
    switch (part.field()) {
      case TIME -> time.put(event.epochNanos(), field);
      case SERVICE -> Escaper.text(Utf8.of(source.service()), field);
      case LEVEL -> field.put(Severity.name(event.severity()));
      case LOGGER -> Escaper.text(event.logger(), field);
      case THREAD -> Escaper.text(event.thread(), field);
      case MESSAGE -> Notices.putUnlike(event.message(), field);
      case ATTRIBUTES -> attributes.put(event, field);
      case ATTR -> attribute(part.text(), event);
      case PID -> {
        if (source.resource() != null) {
          field.put(source.resource().processId());
        }
      }
      case HOST -> {
        if (source.resource() != null) {
          Escaper.text(Utf8.of(source.resource().host()), field);
        }
      }
      case TRACE -> field.put(event.traceId() == null ? "" : event.traceId());
      case SPAN -> field.put(event.spanId() == null ? "" : event.spanId());
      case CALLER -> {
        if (event.caller() != null) {
          StackText.place(event.caller(), field);
        }
      }
      case MARKERS -> markers(event.markers());
      case EXCEPTION -> {
        if (event.thrown() != null) {
          StackText.name(event.thrown(), field);
        }
      }
      default -> throw new IllegalStateException(part.toString());
    }
  }

  /** Of doubled keys the last one holds. */
  private void attribute(byte[] key, Event event) {
    Value value = null;
    List<Event.Attribute> all = event.attributes();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).key().equals(new Utf8(key, 0, key.length))) {
        value = all.get(i).value();
      }
    }
    if (value instanceof Value.Text text) {
      Escaper.text(text.text(), field);
    } else if (value != null) {
      AttributeText.value(value, field);
    }
  }

  private void markers(List<Utf8> markers) {
    for (int i = 0; i < markers.size(); i++) {
      field.put(i == 0 ? "" : ",");
      Escaper.text(markers.get(i), field);
    }
  }
}
