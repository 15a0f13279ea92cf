package io.github.loghail.receiver;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Frame;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One JSON object a line (RFC 8259), for programs. An event has a {@code level}; everything else
 * has a {@code type}: text, joined, restarted, left, vanished, lost, dropped, clockoff, unreadable,
 * missing. Times are RFC 3339 in UTC with nanoseconds. Written by hand because it is written from
 * the received bytes, two million times a second.
 */
final class JsonRenderer implements Renderer {

  static final int MAX_SOURCES = 4096;

  private final Clock clock = Clock.utc();

  /** By identity: a session has one source as long as it lives. */
  private final Map<Source, byte[]> sources = new IdentityHashMap<>();

  private Source lastSource;
  private byte[] lastFields;

  @Override
  public void render(Entry entry, LineBuffer out) {
    JsonWriter json = new JsonWriter(out);
    json.open();
    json.key("timestamp").verbatim();
    out.put('"');
    clock.put(entry.epochNanos(), out);
    out.put("Z\"");
    if (entry instanceof Entry.Logged logged) {
      event(logged.event(), logged.source(), json);
    } else {
      notice(entry, json);
    }
    json.verbatim();
    out.put(source(entry.source()));
    if (entry instanceof Entry.Logged logged) {
      json.field("sequence", logged.event().sequence());
    }
    json.close();
    out.put('\n');
  }

  /** What is the same for all of a source is written once, and copied after that. */
  private byte[] source(Source source) {
    if (source != lastSource) {
      if (sources.size() >= MAX_SOURCES) {
        sources.clear();
      }
      lastFields = sources.computeIfAbsent(source, JsonRenderer::write);
      lastSource = source;
    }
    return lastFields;
  }

  private static byte[] write(Source source) {
    LineBuffer out = new LineBuffer();
    JsonWriter json = new JsonWriter(out);
    Resource resource = source.resource();
    if (resource != null) {
      json.field("host", resource.host());
      json.field("pid", resource.processId());
      json.field("framework", resource.framework());
    }
    json.field("source", Source.text(source.address()));
    if (source.session() != 0) {
      json.field("session", String.format("%016x", source.session()));
    }
    return out.toByteArray();
  }

  private static void event(Event event, Source source, JsonWriter json) {
    json.field("level", Severity.name(event.severity()));
    json.field("severity", event.severity());
    json.field("service", source.service());
    json.field("logger", event.logger());
    json.field("thread", event.thread());
    json.field("message", event.message());
    if (event.isFormatted()) {
      json.field("formatted", true);
    }
    attributes(event, json);
    texts("markers", event.markers(), json);
    texts("contextStack", event.contextStack(), json);
    if (event.traceId() != null) {
      json.field("traceId", event.traceId());
    }
    if (event.spanId() != null) {
      json.field("spanId", event.spanId());
    }
    if (event.caller() != null) {
      json.key("caller");
      frame(event.caller(), json);
    }
    if (event.thrown() != null) {
      json.key("exception");
      thrown(event.thrown(), json);
    }
    if (event.originalBytes() > 0) {
      json.field("originalSize", event.originalBytes());
    }
  }

  /**
   * Of doubled keys the last one holds; two of a kind in one object would be no JSON to rely on.
   * Two that differ in bytes that are no UTF-8 are the same in JSON.
   */
  private static void attributes(Event event, JsonWriter json) {
    List<Event.Attribute> attributes = event.attributes();
    if (attributes.isEmpty()) {
      return;
    }
    json.key("attributes").open();
    if (mayHaveDoubles(attributes)) {
      Map<String, Value> last = new LinkedHashMap<>();
      attributes.forEach(each -> last.put(JsonWriter.inside(each.key()), each.value()));
      last.forEach((key, value) -> value(json.escapedKey(key), value));
    } else {
      for (int i = 0; i < attributes.size(); i++) {
        value(json.key(attributes.get(i).key()), attributes.get(i).value());
      }
    }
    json.close();
  }

  private static boolean mayHaveDoubles(List<Event.Attribute> attributes) {
    if (attributes.size() > 16) {
      return true; // let the map find out
    }
    for (int i = 0; i < attributes.size(); i++) {
      if (!isAscii(attributes.get(i).key())) {
        return true;
      }
      for (int j = 0; j < i; j++) {
        if (attributes.get(i).key().equals(attributes.get(j).key())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAscii(Utf8 text) {
    for (int i = text.offset(), end = i + text.length(); i < end; i++) {
      if (text.bytes()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static void value(JsonWriter json, Value value) {
    if (value instanceof Value.Text text) {
      json.value(text.text());
    } else if (value instanceof Value.Whole whole) {
      json.value(whole.value());
    } else if (value instanceof Value.Real real) {
      json.value(real.value());
    } else if (value instanceof Value.Bool bool) {
      json.value(bool.value());
    } else {
      json.nothing();
    }
  }

  private static void texts(String key, List<Utf8> texts, JsonWriter json) {
    if (!texts.isEmpty()) {
      json.key(key).openList();
      texts.forEach(json::value);
      json.closeList();
    }
  }

  private static void frame(Frame frame, JsonWriter json) {
    json.open();
    json.field("class", frame.className());
    json.field("method", frame.method());
    if (!frame.file().isEmpty()) {
      json.field("file", frame.file());
    }
    json.field("line", frame.line());
    if (!frame.module().isEmpty()) {
      json.field("module", frame.module());
    }
    json.close();
  }

  private static void thrown(Thrown thrown, JsonWriter json) {
    json.open();
    json.field("type", thrown.className());
    if (thrown.message() != null) {
      json.field("message", thrown.message());
    }
    json.key("frames").openList();
    thrown.frames().forEach(each -> frame(each, json));
    json.closeList();
    if (thrown.framesInCommon() > 0) {
      json.field("framesInCommon", thrown.framesInCommon());
    }
    if (thrown.framesLeftOut() > 0) {
      json.field("framesLeftOut", thrown.framesLeftOut());
      json.field("framesLeftOutAt", thrown.leftOutAt());
    }
    if (thrown.causesLeftOut() > 0) {
      json.field("causesLeftOut", thrown.causesLeftOut());
    }
    if (thrown.isCircular()) {
      json.field("circular", true);
    }
    if (!thrown.suppressed().isEmpty()) {
      json.key("suppressed").openList();
      thrown.suppressed().forEach(each -> thrown(each, json));
      json.closeList();
    }
    if (thrown.cause() != null) {
      json.key("cause");
      thrown(thrown.cause(), json);
    }
    json.close();
  }

  private static void notice(Entry entry, JsonWriter json) {
    String type =
        entry instanceof Entry.Bare
            ? "text"
            : entry.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    json.field("type", type);
    json.field("service", entry.source().service());
    if (entry instanceof Entry.Bare bare) {
      json.field("message", bare.text());
    } else if (entry instanceof Entry.Lost lost) {
      json.field("events", lost.events());
    } else if (entry instanceof Entry.Dropped dropped) {
      json.field("events", dropped.drops().total());
      causes(dropped.drops(), json);
    } else if (entry instanceof Entry.Unreadable unreadable) {
      json.field("bytes", unreadable.bytes());
      json.field("reason", unreadable.reason());
    } else if (entry instanceof Entry.ClockOff off) {
      json.field("offsetMillis", off.offsetNanos() / 1_000_000);
    } else if (entry instanceof Entry.Restarted restarted) {
      json.field("previousPid", restarted.previous().resource().processId());
    } else if (entry instanceof Entry.Missing missing) {
      json.field("entries", missing.entries());
      json.field("reason", missing.reason());
    }
  }

  private static void causes(DropCounts drops, JsonWriter json) {
    json.key("causes").openList();
    for (DropCause cause : DropCause.values()) {
      for (int family = 0; family < Severity.FAMILIES; family++) {
        if (drops.count(cause, family) > 0) {
          json.open();
          json.field("cause", cause.text());
          json.field("level", Severity.name(1 + 4 * family));
          json.field("events", drops.count(cause, family));
          json.close();
        }
      }
    }
    json.closeList();
  }
}
