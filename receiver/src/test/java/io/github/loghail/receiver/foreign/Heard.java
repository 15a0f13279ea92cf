package io.github.loghail.receiver.foreign;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is found in datagrams, on a clock that the test moves. */
final class Heard implements Findings {

  /** 2026-11-26T14:03:21.391Z. */
  static final long NOW = nanos("2026-11-26T14:03:21.391Z");

  static final InetSocketAddress FROM = new InetSocketAddress("127.0.0.1", 40_000);

  final List<Event> events = new ArrayList<>();
  final List<Origin> origins = new ArrayList<>();
  final List<String> texts = new ArrayList<>();
  final List<String> unreadable = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  final Foreign foreign;

  private InetSocketAddress from = FROM;
  private long now = -1000;

  Heard() {
    this(EnumSet.allOf(Format.class), ZoneOffset.UTC);
  }

  Heard(Set<Format> accepted, ZoneId zone) {
    foreign = new Foreign(accepted, zone, this, warnings::add);
  }

  static long nanos(String instant) {
    Instant time = Instant.parse(instant);
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }

  /** The events of some datagrams, with nothing left waiting. */
  static Heard of(String... datagrams) {
    Heard heard = new Heard();
    for (String each : datagrams) {
      heard.take(each);
    }
    return heard.end();
  }

  Heard from(InetSocketAddress sender) {
    from = sender;
    return this;
  }

  Heard take(String datagram) {
    return take(datagram.getBytes(StandardCharsets.UTF_8));
  }

  Heard take(byte[] datagram) {
    foreign.take(datagram, datagram.length, from, NOW, now);
    return this;
  }

  Heard pass(long nanos) {
    now += nanos;
    foreign.poll(now);
    return this;
  }

  long now() {
    return now;
  }

  Heard end() {
    foreign.poll(Foreign.NEVER);
    return this;
  }

  /** The only event. */
  Event event() {
    if (events.size() != 1) {
      throw new AssertionError(events.size() + " events, " + texts + ", " + unreadable);
    }
    return events.get(0);
  }

  Origin origin() {
    event();
    return origins.get(0);
  }

  FormatCounts counts(Format format) {
    return foreign.counts().stream()
        .filter(each -> each.format() == format)
        .findFirst()
        .orElse(new FormatCounts(format, 0, 0, 0, 0));
  }

  /** On one line: level, logger, thread, message, attributes by name, exception. */
  static String text(Event event) {
    StringBuilder text = new StringBuilder();
    text.append(event.severity() == 0 ? "?" : Severity.name(event.severity()));
    text.append(" [").append(event.logger()).append("] [").append(event.thread()).append("] ");
    text.append(event.message());
    attributes(event).forEach((key, value) -> text.append(' ').append(key + "=" + value));
    for (Thrown each = event.thrown(); each != null; each = each.cause()) {
      text.append(" | ").append(each.className()).append(": ").append(each.message());
      text.append(' ').append(each.frames().size()).append('+').append(each.framesInCommon());
    }
    return text.toString();
  }

  static Map<String, Object> attributes(Event event) {
    Map<String, Object> attributes = new TreeMap<>();
    for (Event.Attribute each : event.attributes()) {
      Value value = each.value();
      attributes.put(
          each.key().toString(),
          value instanceof Value.Text text
              ? text.text().toString()
              : value instanceof Value.Whole whole
                  ? (Object) whole.value()
                  : value instanceof Value.Real real
                      ? (Object) real.value()
                      : value instanceof Value.Bool bool ? bool.value() : "null");
    }
    return attributes;
  }

  @Override
  public void event(Origin origin, Event event) {
    origins.add(origin);
    events.add(event);
  }

  @Override
  public void text(InetSocketAddress sender, long epochNanos, Utf8 text) {
    texts.add(text.toString());
  }

  @Override
  public void unreadable(InetSocketAddress sender, long epochNanos, int bytes, String reason) {
    unreadable.add(bytes + " bytes, " + reason);
  }
}
