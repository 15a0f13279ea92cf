package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;
import java.util.Arrays;
import java.util.List;

/**
 * {@code key=value} and its like: one attribute of an event, compared. Two that are numbers, or
 * spell them, are compared as numbers, all else as text, by code points. What an event lacks is not
 * equal to anything, neither greater nor less.
 *
 * <p>Where no attribute has the key, these are an event's own: level, severity, message, logger,
 * thread, traceId, spanId, host, pid, framework; the names they have in JSON.
 */
final class FieldTest {

  private enum Comparison {
    EQUAL("="),
    UNEQUAL("!="),
    LIKE("~="),
    LESS("<"),
    GREATER(">"),
    AT_MOST("<="),
    AT_LEAST(">=");

    final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    static Comparison of(String sign) {
      for (Comparison each : values()) {
        if (each.sign.equals(sign)) {
          return each;
        }
      }
      throw new IllegalArgumentException(sign);
    }

    boolean holds(int order) {
      return switch (this) {
        case EQUAL, LIKE -> order == 0;
        case UNEQUAL -> order != 0;
        case LESS -> order == -1;
        case GREATER -> order == 1;
        case AT_MOST -> order == -1 || order == 0;
        case AT_LEAST -> order == 1 || order == 0;
      };
    }
  }

  private final String source;
  private final String name;
  private final Utf8 key;
  private final Comparison comparison;
  private final Utf8 text;
  private final Decimal number;
  private final TextPattern pattern;

  private FieldTest(String source, String name, Comparison comparison, String operand) {
    this.source = source;
    this.name = name;
    this.comparison = comparison;
    key = Utf8.of(name);
    text = Utf8.of(operand);
    number = Decimal.parse(text);
    pattern =
        comparison == Comparison.LIKE
            ? TextPattern.of("--field " + Escaper.visible(name) + "~=", operand)
            : null;
  }

  /**
   * Reads a test.
   *
   * @param source a key, a sign and what to compare with; blanks around the sign do not count
   * @throws BadFilterException when it is none
   */
  static FieldTest of(String source) {
    int sign = 0;
    while (sign < source.length() && "=<>".indexOf(source.charAt(sign)) < 0) {
      sign++;
    }
    if (sign == source.length()) {
      throw bad(source, "is not KEY=VALUE; also !=, ~= (a pattern), >, <, >=, <=");
    }
    boolean isEqual = source.charAt(sign) == '=';
    boolean hasPrefix = isEqual && sign > 0 && "!~".indexOf(source.charAt(sign - 1)) >= 0;
    int start = hasPrefix ? sign - 1 : sign;
    int end = !isEqual && source.startsWith("=", sign + 1) ? sign + 2 : sign + 1;
    String name = source.substring(0, start).strip();
    if (name.isEmpty()) {
      throw bad(source, "has no key before " + source.substring(start, end));
    }
    return new FieldTest(
        source, name, Comparison.of(source.substring(start, end)), source.substring(end).strip());
  }

  private static BadFilterException bad(String source, String reason) {
    return new BadFilterException("--field " + BadFilterException.quoted(source) + " " + reason);
  }

  /** Whether it holds for an event with these attributes. */
  boolean accepts(Entry entry, List<Event.Attribute> attributes) {
    Value value = null;
    for (int i = attributes.size() - 1; i >= 0 && value == null; i--) { // the last one holds
      value = attributes.get(i).key().equals(key) ? attributes.get(i).value() : null;
    }
    value = value == null ? own(entry) : value;
    if (value == null) {
      return comparison == Comparison.UNEQUAL;
    }
    return pattern == null ? comparison.holds(order(value)) : pattern.isIn(text(value));
  }

  private Value own(Entry entry) {
    if (entry instanceof Entry.Logged logged) {
      return ofEvent(logged);
    }
    boolean isMessage = name.equals("message") && entry instanceof Entry.Bare;
    return isMessage ? new Value.Text(((Entry.Bare) entry).text()) : null;
  }

  private Value ofEvent(Entry.Logged logged) {
    Event event = logged.event();
    return switch (name) {
      case "level" -> textOf(Severity.name(event.severity()));
      case "severity" -> new Value.Whole(event.severity());
      case "message" -> new Value.Text(event.message());
      case "logger" -> new Value.Text(event.logger());
      case "thread" -> new Value.Text(event.thread());
      case "traceId" -> textOf(event.traceId());
      case "spanId" -> textOf(event.spanId());
      case "host" -> textOf(logged.source().resource().host());
      case "framework" -> textOf(logged.source().resource().framework());
      case "pid" -> new Value.Whole(logged.source().resource().processId());
      default -> null;
    };
  }

  private static Value textOf(String textOrNull) {
    return textOrNull == null ? null : new Value.Text(Utf8.of(textOrNull));
  }

  private int order(Value value) {
    Decimal other = number == null ? null : Decimal.of(value);
    if (other != null) {
      return other.order(number);
    }
    Utf8 shown = text(value);
    return Integer.signum(
        Arrays.compareUnsigned(
            shown.bytes(),
            shown.offset(),
            shown.offset() + shown.length(),
            text.bytes(),
            text.offset(),
            text.offset() + text.length()));
  }

  /** A value as the screen shows it. */
  private static Utf8 text(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    LineBuffer out = new LineBuffer();
    EventText.value(value, out);
    return out.from(0);
  }

  @Override
  public String toString() {
    return Escaper.visible(source);
  }
}
