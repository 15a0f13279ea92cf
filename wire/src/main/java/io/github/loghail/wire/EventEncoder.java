package io.github.loghail.wire;

import java.util.Arrays;

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

  private static final int INITIAL_BYTES = 4096;

  /** A buffer that one large event has grown beyond this is let go after it. */
  private static final int KEPT_BYTES = 64 << 10;

  private static final int PRESENCE_AT = 1;
  private static final int TIME_AT = 3;
  private static final int FIXED_BYTES = 11;

  private final Names names;
  private final int maxEventBytes;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  /** Bytes of the names referred to, as if each stood in place; they count towards the limit. */
  private int namedBytes;

  /** Bytes that found no room: once there are any, the rest is only counted. */
  private long missingBytes;

  private Name[] references = new Name[16];
  private int[] referenceAt = new int[16];
  private int referenceCount;

  private int severity;
  private int presence;
  private int listCountAt;
  private int listCount;

  private final Shortening shortening;
  private int largestTextBytes;

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
    this.names = names;
    this.maxEventBytes = maxEventBytes;
    this.shortening = new Shortening(maxEventBytes);
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
    if (bytes.length > KEPT_BYTES && !shortening.isOn()) {
      bytes = new byte[INITIAL_BYTES];
    }
    clearReferences();
    namedBytes = 0;
    missingBytes = 0;
    largestTextBytes = 0;
    presence = 0;
    severity = severityNumber;
    bytes[0] = (byte) severityNumber;
    Bytes.putLong(bytes, TIME_AT, epochNanos);
    size = FIXED_BYTES;
    name(logger);
    name(thread);
  }

  /**
   * Writes the message; call it once, right after {@link #begin}.
   *
   * @param text the message, or null for an empty one
   */
  public void message(CharSequence text) {
    text(text == null ? "" : text);
  }

  /**
   * Writes what the application's own encoder or layout made of the event, in place of the message.
   *
   * @param utf8 an array that holds it
   * @param offset of its first byte
   * @param length in bytes
   */
  public void formatted(byte[] utf8, int offset, int length) {
    presence |= Wire.IS_FORMATTED;
    largestTextBytes = Math.max(largestTextBytes, length);
    int kept = Utf8Encoder.floor(utf8, offset, length, shortening.maxTextBytes());
    if (reserve(Bytes.varintBytes(kept) + kept)) {
      size = Bytes.putVarint(bytes, size, kept);
      System.arraycopy(utf8, offset, bytes, size, kept);
      size += kept;
    }
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
      name(key);
      value(value);
    }
  }

  /**
   * Adds the name of a marker.
   *
   * @param marker its name
   */
  public void marker(String marker) {
    if (openList(Wire.HAS_MARKERS)) {
      name(marker);
    }
  }

  /**
   * Adds an entry of the nested diagnostic context, outermost first.
   *
   * @param entry the text
   */
  public void contextStackEntry(String entry) {
    if (openList(Wire.HAS_CONTEXT_STACK)) {
      text(entry == null ? "" : entry);
    }
  }

  /**
   * Writes the W3C trace context.
   *
   * @param traceId 32 hexadecimal digits, or null
   * @param spanId 16 hexadecimal digits, or null
   * @return false, with nothing written, when the trace id, or a span id given, is not of that form
   */
  public boolean trace(CharSequence traceId, CharSequence spanId) {
    if (!Hex.isHex(traceId, 32) || spanId != null && !Hex.isHex(spanId, 16)) {
      return false;
    }
    openSection(Wire.HAS_TRACE);
    if (reserve(Wire.TRACE_BYTES)) {
      Hex.parse(traceId, bytes, size);
      if (spanId == null) {
        Bytes.putLong(bytes, size + 16, 0);
      } else {
        Hex.parse(spanId, bytes, size + 16);
      }
      bytes[size + 24] = 0;
      size += Wire.TRACE_BYTES;
    }
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
      frame(frame);
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
    chain(throwable, access, 0);
  }

  /**
   * Ends the event.
   *
   * @return true when it is complete; false when it was too large, and the same calls must be made
   *     again from {@link #begin} to write it shortened
   */
  public boolean finish() {
    long total = size + (long) namedBytes + missingBytes;
    if (missingBytes > 0) {
      shortening.tighten(total, largestTextBytes);
      return false;
    }
    if (shortening.isOn()) {
      presence |= Wire.HAS_ORIGINAL_SIZE;
      grow(size + 10);
      size = Bytes.putVarint(bytes, size, Math.max(total, shortening.originalBytes()));
      shortening.reset();
    }
    Bytes.putShort(bytes, PRESENCE_AT, presence);
    return true;
  }

  /** Forgets an event that was begun and cannot be finished. */
  public void abandon() {
    shortening.reset();
    clearReferences();
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
    return bytes;
  }

  int size() {
    return size;
  }

  int referenceCount() {
    return referenceCount;
  }

  Name reference(int i) {
    return references[i];
  }

  int referenceAt(int i) {
    return referenceAt[i];
  }

  private <T> void chain(T head, ThrowableAccess<T> access, int depth) {
    int length = chainLength(head, access);
    int max = shortening.maxCauses();
    int kept = Math.min(length, max);
    varint(kept);
    T next = head;
    for (int i = 0, written = 0; written < kept; i++, next = access.cause(next)) {
      boolean isLast = written == kept - 1;
      int leftOut = isLast ? length - kept : 0;
      for (int skip = 0; skip < leftOut; skip++) {
        next = access.cause(next); // the middle goes, the root cause stays
      }
      throwable(next, access, leftOut, depth);
      written++;
    }
  }

  private static <T> int chainLength(T head, ThrowableAccess<T> access) {
    int length = 0;
    for (T next = head; next != null && length < 1000; next = access.cause(next)) {
      length++;
      if (access.isCircular(next)) {
        break;
      }
    }
    return length;
  }

  private <T> void throwable(T throwable, ThrowableAccess<T> access, int leftOut, int depth) {
    int lengthAt = size;
    if (!reserve(4 + 1)) {
      lengthAt = -1;
    } else {
      size += 4;
    }
    boolean circular = access.isCircular(throwable);
    String message = access.message(throwable);
    flags(message != null, circular);
    name(access.className(throwable));
    if (message != null) {
      text(message);
    }
    varint(leftOut);
    if (circular) {
      frames(throwable, access, 0, 0);
      varint(0);
    } else {
      int inCommon = access.framesInCommon(throwable);
      frames(throwable, access, access.frameCount(throwable) - inCommon, inCommon);
      suppressed(throwable, access, depth);
    }
    if (lengthAt >= 0 && missingBytes == 0) {
      Bytes.putInt(bytes, lengthAt, size - lengthAt - 4);
    }
  }

  private void flags(boolean hasMessage, boolean circular) {
    if (missingBytes == 0) {
      bytes[size++] =
          (byte)
              ((hasMessage ? Wire.THROWABLE_HAS_MESSAGE : 0)
                  | (circular ? Wire.THROWABLE_CIRCULAR : 0));
    }
  }

  /** The frames in common, those left out of the middle and where, then what remains. */
  private <T> void frames(T throwable, ThrowableAccess<T> access, int own, int inCommon) {
    int kept = Math.min(own, shortening.maxFrames());
    int tail = kept < own ? kept / 4 : 0;
    int head = kept - tail;
    varint(inCommon);
    varint(own - kept);
    varint(head);
    varint(kept);
    for (int i = 0; i < kept; i++) {
      frame(access.frame(throwable, i < head ? i : own - kept + i));
    }
  }

  private <T> void suppressed(T throwable, ThrowableAccess<T> access, int depth) {
    int count = depth < Wire.MAX_SUPPRESSED_DEPTH ? access.suppressedCount(throwable) : 0;
    count = Math.min(count, shortening.maxSuppressed());
    varint(count);
    for (int i = 0; i < count; i++) {
      chain(access.suppressed(throwable, i), access, depth + 1);
    }
  }

  private void frame(StackTraceElement frame) {
    if (referenceCount < Wire.MAX_REFERENCES) {
      reference(names.of(frame));
    } else {
      byte[] encoded = names.of(frame).bytes;
      inPlace(encoded, encoded.length);
    }
  }

  private void name(String text) {
    if (text == null || text.isEmpty()) {
      inPlace(bytes, 0);
      return;
    }
    Name name = names.of(text);
    int max = shortening.maxNameBytes();
    if (name.bytes.length > max || referenceCount >= Wire.MAX_REFERENCES) {
      inPlace(name.bytes, Utf8Encoder.floor(name.bytes, 0, name.bytes.length, max));
    } else {
      reference(name);
    }
  }

  private void inPlace(byte[] text, int length) {
    if (reserve(2 + length)) {
      Bytes.putShort(bytes, size, length);
      System.arraycopy(text, 0, bytes, size + 2, length);
      size += 2 + length;
    }
  }

  private void reference(Name name) {
    if (reserve(2 + name.bytes.length)) {
      if (referenceCount == references.length) {
        references = Arrays.copyOf(references, 2 * referenceCount);
        referenceAt = Arrays.copyOf(referenceAt, 2 * referenceCount);
      }
      references[referenceCount] = name;
      referenceAt[referenceCount++] = size;
      namedBytes += name.bytes.length;
      size += 2;
    }
  }

  private void value(Object value) {
    if (value instanceof String text) {
      stringValue(text);
    } else if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      type(ValueType.INTEGER);
      varint(Bytes.zigzag(((Number) value).longValue()));
    } else if (value instanceof Boolean flag) {
      type(flag ? ValueType.TRUE : ValueType.FALSE);
    } else if (value instanceof Double || value instanceof Float) {
      type(ValueType.DOUBLE);
      fixed64(Double.doubleToRawLongBits(doubleOf((Number) value)));
    } else if (value == null) {
      type(ValueType.NULL);
    } else {
      stringValue(textOf(value));
    }
  }

  /** A float's own decimal form, so that 0.1f does not arrive as 0.10000000149011612. */
  private static double doubleOf(Number number) {
    return number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
  }

  private static String textOf(Object value) {
    try {
      return String.valueOf(value.toString());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return "(" + value.getClass().getName() + ".toString() threw " + e.getClass().getName() + ")";
    }
  }

  private void stringValue(String text) {
    Name repeated = shortening.isOn() ? null : names.ofRepeatedValue(text);
    if (repeated != null && referenceCount < Wire.MAX_REFERENCES) {
      type(ValueType.NAME);
      reference(repeated);
    } else {
      type(ValueType.TEXT);
      text(text);
    }
  }

  private void type(int type) {
    if (reserve(1)) {
      bytes[size++] = (byte) type;
    }
  }

  private void varint(long value) {
    if (reserve(Bytes.varintBytes(value))) {
      size = Bytes.putVarint(bytes, size, value);
    }
  }

  private void fixed64(long value) {
    if (reserve(8)) {
      Bytes.putLong(bytes, size, value);
      size += 8;
    }
  }

  /** Length, then UTF-8: taken to be ASCII until it shows otherwise, so that one pass does. */
  private void text(CharSequence text) {
    int chars = text.length();
    if (missingBytes > 0
        || chars > shortening.maxTextBytes() / 3
        || chars > (bytes.length - size - 5) / 3) {
      largeText(text);
      return;
    }
    int lengthBytes = Bytes.varintBytes(chars);
    int start = size + lengthBytes;
    int end = Utf8Encoder.encode(text, chars, bytes, start);
    int length = end - start;
    int moved = Bytes.varintBytes(length) - lengthBytes;
    if (moved > 0) {
      System.arraycopy(bytes, start, bytes, start + moved, length);
    }
    Bytes.putVarint(bytes, size, length);
    int taken = end + moved - size;
    largestTextBytes = Math.max(largestTextBytes, length);
    if (size + namedBytes + taken > maxEventBytes) {
      missingBytes += taken;
    } else {
      size += taken;
    }
  }

  private void largeText(CharSequence text) {
    long whole = Utf8Encoder.length(text, text.length());
    largestTextBytes = (int) Math.max(largestTextBytes, Math.min(whole, Integer.MAX_VALUE));
    int max = shortening.maxTextBytes();
    int chars = whole <= max ? text.length() : Utf8Encoder.charsWithin(text, max);
    long length = whole <= max ? whole : Utf8Encoder.length(text, chars);
    if (reserve(Bytes.varintBytes(length) + length)) {
      size = Bytes.putVarint(bytes, size, length);
      size = Utf8Encoder.encode(text, chars, bytes, size);
    }
  }

  private boolean openList(int flag) {
    if ((presence & flag) == 0) {
      openSection(flag);
      listCountAt = size;
      listCount = 0;
      if (reserve(2)) {
        size += 2;
      }
    } else if ((presence & ~Wire.IS_FORMATTED) >= 2 * flag) {
      throw new IllegalStateException("sections are written once, in their order");
    }
    if (listCount >= shortening.maxList()) {
      shortening.leaveOut();
      return false;
    }
    listCount++;
    if (missingBytes == 0) {
      Bytes.putShort(bytes, listCountAt, listCount);
    }
    return true;
  }

  private void openSection(int flag) {
    if ((presence & ~Wire.IS_FORMATTED) >= flag) {
      throw new IllegalStateException("sections are written once, in their order");
    }
    presence |= flag;
  }

  /** Whether so many bytes more may be written; if so there is room, else they are counted. */
  private boolean reserve(long more) {
    if (missingBytes > 0 || size + namedBytes + more > maxEventBytes) {
      missingBytes += more;
      return false;
    }
    if (size + more > bytes.length) {
      grow((int) (size + more));
    }
    return true;
  }

  private void grow(int needed) {
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
  }

  private void clearReferences() {
    if (referenceCount > 64) {
      Arrays.fill(references, 0, referenceCount, null);
    }
    referenceCount = 0;
  }
}
