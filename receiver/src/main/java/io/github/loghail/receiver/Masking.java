package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.KeyMask;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes secrets out of entries before anything is shown, kept or looked for: the values of
 * attributes by their keys, and what a pattern matches in messages, values, the context stack,
 * exceptions' messages and other text. Names stay: of loggers, threads, markers, classes and keys.
 *
 * <p>Not thread-safe: the pipeline's thread alone.
 */
final class Masking {

  /** Masks nothing. */
  static final Masking NONE = new Masking(KeyMask.of("none"), List.of());

  private static final Value MASKED = new Value.Text(Utf8.of(KeyMask.MASK));

  /** Keys come from strangers: more are not kept. */
  static final int MAX_KEYS = 1024;

  private final KeyMask keys;
  private final List<TextPattern> patterns;
  private final Map<Utf8, Boolean> verdicts = new HashMap<>();

  /** Events in a row often share their attributes; then what was found holds for the next too. */
  private Event last;

  private boolean lastHasSecret;

  Masking(KeyMask keys, List<TextPattern> patterns) {
    this.keys = keys;
    this.patterns = patterns;
  }

  /** The entry as it may be shown; the same object where nothing is masked. */
  Entry apply(Entry entry) {
    if (entry instanceof Entry.Logged logged) {
      Event event = apply(logged.event());
      return event == logged.event() ? entry : new Entry.Logged(logged.source(), event);
    }
    if (entry instanceof Entry.Bare bare && !patterns.isEmpty()) {
      return new Entry.Bare(bare.source(), bare.epochNanos(), masked(bare.text()));
    }
    return entry;
  }

  private Event apply(Event event) {
    boolean hasSecret = hasSecret(event);
    if (!hasSecret && patterns.isEmpty()) {
      return event;
    }
    return event.withTexts(
        masked(event.message()),
        event.hasAttributes() ? masked(event.attributes()) : null,
        patterns.isEmpty() ? null : event.contextStack().stream().map(this::masked).toList(),
        patterns.isEmpty() ? event.thrown() : masked(event.thrown()));
  }

  private boolean hasSecret(Event event) {
    if (!event.hasAttributes() || keys.isEmpty()) {
      return false;
    }
    if (last == null || !event.sharesAttributes(last)) {
      lastHasSecret = event.anyKey(this::hides);
      last = event;
    }
    return lastHasSecret;
  }

  private boolean hides(Utf8 key) {
    Boolean known = verdicts.get(key);
    if (known != null) {
      return known;
    }
    if (verdicts.size() >= MAX_KEYS) {
      verdicts.clear();
    }
    String text = key.toString();
    boolean hides = keys.hides(text);
    verdicts.put(Utf8.of(text), hides); // a copy: the key is a part of its packet
    return hides;
  }

  private List<Event.Attribute> masked(List<Event.Attribute> attributes) {
    List<Event.Attribute> masked = new ArrayList<>(attributes.size());
    for (Event.Attribute each : attributes) {
      Value value = hides(each.key()) ? MASKED : each.value();
      if (value instanceof Value.Text text && value != MASKED) {
        value = new Value.Text(masked(text.text()));
      }
      masked.add(new Event.Attribute(each.key(), value));
    }
    return masked;
  }

  private Thrown masked(Thrown thrown) {
    return thrown == null
        ? null
        : new Thrown(
            thrown.className(),
            thrown.message() == null ? null : masked(thrown.message()),
            thrown.frames(),
            thrown.framesInCommon(),
            thrown.framesLeftOut(),
            thrown.leftOutAt(),
            thrown.causesLeftOut(),
            thrown.isCircular(),
            thrown.suppressed().stream().map(this::masked).toList(),
            masked(thrown.cause()));
  }

  private Utf8 masked(Utf8 text) {
    Utf8 masked = text;
    for (TextPattern pattern : patterns) {
      masked = pattern.replaced(masked, KeyMask.MASK);
    }
    return masked;
  }
}
