package io.github.loghail.wire;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Turns one log event into wire bytes, in a buffer of its own that is kept for the next one. Use:
 *
 * <pre>{@code
 * do {
 *   encoder.begin(Severity.INFO, epochNanos, loggerName, threadName);
 *   encoder.message(text);
 *   encoder.attribute("order", 4711); // then markers, context stack, trace, caller, throwable
 * } while (!encoder.finish());
 * }</pre>
 *
 * <p>{@link #finish} answers false when the event was larger than allowed: the same calls, made
 * again, then write it shortened. The optional parts are written in the order of the methods below;
 * another order is an {@link IllegalStateException}.
 *
 * <p>Not thread-safe; in steady state nothing is allocated. Lone surrogates become U+FFFD.
 */
public final class EventEncoder {

  private static final int PRESENCE_AT = 1;
  private static final int TIME_AT = 3;

  /** Severity (1), presence (2), time (8). */
  private static final int FIXED_BYTES = TIME_AT + 8;

  private final Shortening shortening;
  private final EventBuffer out;
  private final ThrowableWriter throwables;

  private final BiConsumer<String, Object> addAttribute = this::addUnlessLeftOut;
  private Predicate<String> leftOut;
  private KeyMask mask;

  private int severity;
  private int presence;
  private boolean hasMessage;
  private int listCountAt;
  private int listCount;

  /** About how large the entries were that no list may hold. */
  private long leftOutBytes;

  /** How large it was before somebody else shortened it. */
  private long wholeBytes;

  /**
   * Makes an encoder.
   *
   * @param names the table of the sender that the events go to
   * @param maxEventBytes larger events are shortened; {@link Wire#MIN_EVENT_BYTES} to half of
   *     {@link Wire#MAX_EVENT_BYTES}
   */
  public EventEncoder(Names names, int maxEventBytes) {
    if (maxEventBytes < Wire.MIN_EVENT_BYTES || maxEventBytes > Wire.MAX_EVENT_BYTES / 2) {
      throw new IllegalArgumentException("maxEventBytes " + maxEventBytes);
    }
    this.shortening = new Shortening(maxEventBytes);
    this.out = new EventBuffer(names, shortening);
    this.throwables = new ThrowableWriter(out, shortening);
  }

  /**
   * Starts an event; what was written before is forgotten.
   *
   * @param severityNumber 0 to {@link Severity#MAX}
   * @param epochNanos when it happened, nanoseconds since 1970-01-01T00:00:00Z
   * @param logger name of the logger, or null
   * @param thread name of the thread, or null
   */
  public void begin(int severityNumber, long epochNanos, String logger, String thread) {
    out.begin(FIXED_BYTES);
    presence = 0;
    hasMessage = false;
    leftOutBytes = 0;
    wholeBytes = 0;
    severity = severityNumber;
    out.bytes()[0] = (byte) severityNumber;
    Bytes.putLong(out.bytes(), TIME_AT, epochNanos);
    out.name(logger);
    out.name(thread);
  }

  /**
   * Writes the message; call it once, right after {@link #begin}. An event without one has an empty
   * one.
   *
   * @param text the message, or null for an empty one
   */
  public void message(CharSequence text) {
    openMessage();
    out.text(text == null ? "" : text);
  }

  /**
   * Writes what the application's own encoder or layout made of the event, in place of the message.
   *
   * @param utf8 an array that holds it
   * @param offset of its first byte
   * @param length in bytes
   */
  public void formatted(byte[] utf8, int offset, int length) {
    openMessage();
    presence |= Wire.IS_FORMATTED;
    out.utf8(utf8, offset, length);
  }

  /**
   * Adds an attribute. Strings, booleans, whole numbers and floating-point numbers keep their type;
   * anything else is sent as its {@code toString()}.
   *
   * @param key its name
   * @param value its value, or null
   */
  public void attribute(String key, Object value) {
    if (openList(Wire.HAS_ATTRIBUTES)) {
      out.name(key);
      value(value);
    } else {
      leftOutBytes += 2 + lengthOf(key) + (value instanceof String text ? lengthOf(text) : 8);
    }
  }

  /**
   * Adds the entries of a map as attributes. Nothing is allocated where the map can go over its
   * entries without: with two of them, iterators and what they answer would be 100 bytes.
   *
   * @param entries names and values
   * @param isLeftOut tells keys that are not to be added, or null to add all
   * @param masked tells keys whose values are secrets
   */
  public void attributes(Map<String, ?> entries, Predicate<String> isLeftOut, KeyMask masked) {
    leftOut = isLeftOut;
    mask = masked;
    entries.forEach(addAttribute);
  }

  private void addUnlessLeftOut(String key, Object value) {
    if (leftOut == null || !leftOut.test(key)) {
      attribute(key, mask.hides(key) ? KeyMask.MASK : value);
    }
  }

  /**
   * Adds the name of a marker.
   *
   * @param marker its name
   */
  public void marker(String marker) {
    if (openList(Wire.HAS_MARKERS)) {
      out.name(marker);
    } else {
      leftOutBytes += 2 + lengthOf(marker);
    }
  }

  /**
   * Adds an entry of the nested diagnostic context, outermost first.
   *
   * @param entry the text
   */
  public void contextStackEntry(String entry) {
    if (openList(Wire.HAS_CONTEXT_STACK)) {
      out.text(entry == null ? "" : entry);
    } else {
      leftOutBytes += 2 + lengthOf(entry);
    }
  }

  /**
   * Writes the W3C trace context.
   *
   * @param traceId 32 hexadecimal digits, not all 0, or null
   * @param spanId 16 hexadecimal digits, not all 0, or null
   * @return false, with nothing written, when the trace id, or a span id given, is not of that form
   */
  public boolean trace(CharSequence traceId, CharSequence spanId) {
    if (!Hex.isId(traceId, 32) || spanId != null && !Hex.isId(spanId, 16)) {
      return false;
    }
    openSection(Wire.HAS_TRACE);
    out.hex(traceId);
    if (spanId == null) {
      out.fixed64(0);
    } else {
      out.hex(spanId);
    }
    out.u8(0); // trace flags: none of the frameworks hands them over
    return true;
  }

  /**
   * Writes where the log call stands.
   *
   * @param frame the caller's frame
   */
  public void caller(StackTraceElement frame) {
    if (shortening.keepsCaller()) {
      openSection(Wire.HAS_CALLER);
      out.frame(frame);
    }
  }

  /**
   * Writes a throwable with its causes and those suppressed.
   *
   * @param throwable the outermost
   * @param access how to read it
   * @param <T> the framework's type of throwable
   */
  public <T> void throwable(T throwable, ThrowableAccess<T> access) {
    openSection(Wire.HAS_THROWABLE);
    throwables.write(throwable, access);
  }

  /**
   * Says that the event was shortened before it came here, as when it is passed on.
   *
   * @param originalBytes how large it was, above 0
   */
  public void shortened(long originalBytes) {
    wholeBytes = originalBytes;
  }

  /**
   * Ends the event.
   *
   * @return true when it is complete; false when it was too large, and the same calls must be made
   *     again from {@link #begin} to write it shortened
   */
  public boolean finish() {
    if (!hasMessage) {
      message("");
    }
    long tried = out.totalBytes();
    if ((shortening.isOn() || wholeBytes > 0) && !out.isTooSmall()) {
      presence |= Wire.HAS_ORIGINAL_SIZE;
      out.raiseLimit(shortening.maxEventBytes());
      out.varint(originalBytes(tried + leftOutBytes));
    }
    if (out.isTooSmall()) {
      shortening.tighten(tried + leftOutBytes, tried, out.largestTextBytes());
      return false;
    }
    shortening.reset();
    Bytes.putShort(out.bytes(), PRESENCE_AT, presence);
    return true;
  }

  private long originalBytes(long ownBytes) {
    return shortening.isOn()
        ? Math.max(wholeBytes, Math.max(ownBytes, shortening.originalBytes()))
        : wholeBytes;
  }

  /** Forgets an event that was begun and cannot be finished. */
  public void abandon() {
    shortening.reset();
    out.forgetReferences();
  }

  /**
   * The severity of the event.
   *
   * @return the number given to {@link #begin}
   */
  public int severity() {
    return severity;
  }

  /**
   * Whether the finished event was shortened.
   *
   * @return true when it carries its original size
   */
  public boolean isShortened() {
    return (presence & Wire.HAS_ORIGINAL_SIZE) != 0;
  }

  byte[] bytes() {
    return out.bytes();
  }

  int size() {
    return out.size();
  }

  int referenceCount() {
    return out.referenceCount();
  }

  Name reference(int i) {
    return out.reference(i);
  }

  int referenceAt(int i) {
    return out.referenceAt(i);
  }

  private void value(Object value) {
    if (value instanceof String text) {
      stringValue(text);
    } else if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      out.u8(ValueType.INTEGER);
      out.varint(Bytes.zigzag(((Number) value).longValue()));
    } else if (value instanceof Boolean flag) {
      out.u8(flag ? ValueType.TRUE : ValueType.FALSE);
    } else if (value instanceof Double || value instanceof Float) {
      out.u8(ValueType.DOUBLE);
      out.fixed64(Double.doubleToRawLongBits(doubleOf((Number) value)));
    } else if (value == null) {
      out.u8(ValueType.NULL);
    } else {
      stringValue(textOf(value));
    }
  }

  /** A float's own decimal form, so that 0.1f does not arrive as 0.10000000149011612. */
  private static double doubleOf(Number number) {
    return number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
  }

  private static String textOf(Object value) {
    return AppCode.call(
        () -> String.valueOf(value.toString()),
        e ->
            "(" + value.getClass().getName() + ".toString() threw " + e.getClass().getName() + ")");
  }

  private void stringValue(String text) {
    Name repeated = out.repeated(text);
    if (repeated != null) {
      out.u8(ValueType.NAME);
      out.reference(repeated);
    } else {
      out.u8(ValueType.TEXT);
      out.text(text);
    }
  }

  private static int lengthOf(String text) {
    return text == null ? 0 : text.length();
  }

  private void openMessage() {
    if (hasMessage) {
      throw new IllegalStateException("the message is written once, before the optional parts");
    }
    hasMessage = true;
  }

  private boolean openList(int flag) {
    if ((presence & flag) == 0) {
      openSection(flag);
      listCountAt = out.slot(2);
      listCount = 0;
    } else if ((presence & ~Wire.IS_FORMATTED) >= 2 * flag) {
      throw new IllegalStateException("sections are written once, in their order");
    }
    if (listCount >= shortening.maxList()) {
      shortening.leaveOut();
      return false;
    }
    out.putSlot16(listCountAt, ++listCount);
    return true;
  }

  private void openSection(int flag) {
    if (!hasMessage) {
      message("");
    }
    if ((presence & ~Wire.IS_FORMATTED) >= flag) {
      throw new IllegalStateException("sections are written once, in their order");
    }
    presence |= flag;
  }
}
