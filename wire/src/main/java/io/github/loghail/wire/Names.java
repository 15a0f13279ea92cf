package io.github.loghail.wire;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The strings and stack frames that a sender has met, encoded once and kept. One sender has one,
 * and it belongs to one {@link PacketWriter}.
 *
 * <p>Thread-safe. Bounded: a table that is full is emptied and fills again, so that an application
 * which names its threads or attributes without end costs time, not memory.
 */
public final class Names {

  private static final int MAX_STRINGS = 4096;
  private static final int MAX_FRAMES = 8192;

  /** A power of two. */
  private static final int VALUE_SLOTS = 1024;

  private static final int MAX_VALUE_CHARS = 64;

  /** What a frame's class, method, file and module may take: together they stay below a name. */
  private static final int MAX_FRAME_PART_BYTES = Wire.MAX_NAME_BYTES / 4 - 8;

  private final ConcurrentHashMap<String, Name> strings = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<StackTraceElement, Name> frames = new ConcurrentHashMap<>();

  /**
   * Values are met once and never again far more often than names are, so one becomes a name only
   * when it is met twice: a slot holds the String first, and what it became after that.
   */
  private final AtomicReferenceArray<Object> values = new AtomicReferenceArray<>(VALUE_SLOTS);

  private record Value(String text, Name name) {}

  /** Makes an empty table. */
  public Names() {}

  /** The name for a string, which the caller knows to come from a small set. */
  Name of(String text) {
    Name known = strings.get(text);
    if (known != null) {
      return known;
    }
    if (strings.size() >= MAX_STRINGS) {
      strings.clear();
    }
    return strings.computeIfAbsent(text, key -> new Name(encode(key, Wire.MAX_NAME_BYTES)));
  }

  Name of(StackTraceElement frame) {
    Name known = frames.get(frame);
    if (known != null) {
      return known;
    }
    if (frames.size() >= MAX_FRAMES) {
      frames.clear();
    }
    return frames.computeIfAbsent(frame, key -> new Name(encode(key)));
  }

  /** The name for an attribute's value if it was seen lately, else null. */
  Name ofRepeatedValue(String text) {
    if (text.length() > MAX_VALUE_CHARS || text.isEmpty()) {
      return null;
    }
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 15) & VALUE_SLOTS - 1;
    Object seen = values.getPlain(slot);
    if (seen instanceof Value value && value.text.equals(text)) {
      return value.name;
    }
    if (!text.equals(seen)) {
      values.setRelease(slot, text);
      return null;
    }
    Value repeated = new Value(text, new Name(encode(text, Wire.MAX_NAME_BYTES)));
    values.setRelease(slot, repeated);
    return repeated.name;
  }

  private static byte[] encode(String text, int maxBytes) {
    int chars =
        text.length() > maxBytes / 3 ? Utf8Encoder.charsWithin(text, maxBytes) : text.length();
    byte[] bytes = new byte[Utf8Encoder.maxBytes(chars)];
    return Arrays.copyOf(bytes, Utf8Encoder.encode(text, chars, bytes, 0));
  }

  /** Module, class, method and file, each with its length; then the line, zigzag. */
  private static byte[] encode(StackTraceElement frame) {
    byte[][] parts = {
      encodePart(frame.getModuleName()),
      encodePart(frame.getClassName()),
      encodePart(frame.getMethodName()),
      encodePart(frame.getFileName())
    };
    long line = Bytes.zigzag(frame.getLineNumber());
    int length = Bytes.varintBytes(line);
    for (byte[] part : parts) {
      length += Bytes.varintBytes(part.length) + part.length;
    }
    byte[] bytes = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      at = Bytes.putVarint(bytes, at, part.length);
      System.arraycopy(part, 0, bytes, at, part.length);
      at += part.length;
    }
    Bytes.putVarint(bytes, at, line);
    return bytes;
  }

  private static byte[] encodePart(String text) {
    return text == null ? new byte[0] : encode(text, MAX_FRAME_PART_BYTES);
  }
}
