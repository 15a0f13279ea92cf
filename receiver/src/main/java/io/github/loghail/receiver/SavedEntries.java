package io.github.loghail.receiver;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.time.DateTimeException;

/** Reads back what {@link JsonRenderer} wrote. Not thread-safe. */
final class SavedEntries {

  private final SavedTimes times = new SavedTimes();
  private final SavedSources sources = new SavedSources();
  private final SavedEvents events = new SavedEvents();

  /** The entry; null when the line is not one of ours. */
  Entry read(byte[] line, int length) {
    JsonObject json = JsonObject.parse(line, length);
    String timestamp = json == null ? null : json.text("timestamp");
    Source source = timestamp == null ? null : sources.read(json);
    if (source == null) {
      return null;
    }
    try {
      long epochNanos = times.read(timestamp);
      String type = json.text("type");
      return type == null
          ? event(json, source, epochNanos)
          : notice(type, json, source, epochNanos);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private Entry event(JsonObject json, Source source, long epochNanos) {
    Event event = events.read(json, epochNanos);
    return event == null ? null : new Entry.Logged(source, event);
  }

  private Entry notice(String type, JsonObject json, Source source, long epochNanos) {
    boolean isSession = source.resource() != null;
    return switch (type) {
      case "text" -> new Entry.Bare(source, epochNanos, Utf8.of(orEmpty(json.text("message"))));
      case "joined" -> isSession ? new Entry.Joined(source, epochNanos) : null;
      case "restarted" ->
          isSession ? new Entry.Restarted(source, epochNanos, sources.previous(json)) : null;
      case "left" -> new Entry.Left(source, epochNanos);
      case "vanished" -> new Entry.Vanished(source, epochNanos);
      case "lost" -> new Entry.Lost(source, epochNanos, json.number("events", 0));
      case "dropped" -> new Entry.Dropped(source, epochNanos, drops(json));
      case "clockoff" ->
          new Entry.ClockOff(source, epochNanos, json.number("offsetMillis", 0) * 1_000_000);
      case "unreadable" ->
          new Entry.Unreadable(
              source, epochNanos, json.count("bytes"), orEmpty(json.text("reason")));
      case "missing" ->
          new Entry.Missing(
              source, epochNanos, json.number("entries", 0), orEmpty(json.text("reason")));
      default -> null;
    };
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static DropCounts drops(JsonObject json) {
    DropCounts drops = new DropCounts();
    for (JsonObject each : json.list("causes", JsonObject.class)) {
      int severity = Severity.parse(orEmpty(each.text("level")));
      if (severity > 0) {
        drops.add(cause(each.text("cause")), severity, Math.max(0, each.number("events", 0)));
      }
    }
    return drops;
  }

  private static DropCause cause(String text) {
    for (DropCause cause : DropCause.values()) {
      if (cause.text().equals(text)) {
        return cause;
      }
    }
    return DropCause.OTHER;
  }
}
