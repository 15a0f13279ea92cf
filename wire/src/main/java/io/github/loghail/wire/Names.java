package io.github.loghail.wire;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

  /** What the bytes of either table may take: names of ordinary length never get there. */
  private static final long MAX_TABLE_BYTES = 4 << 20;

  /** A power of two. */
  private static final int VALUE_SLOTS = 1024;

  private static final int MAX_VALUE_CHARS = 64;

  /** What a frame's class, method, file and module may take: together they stay below a name. */
  private static final int MAX_FRAME_PART_BYTES = Wire.MAX_NAME_BYTES / 4 - 8;

  private final ConcurrentHashMap<String, Name> strings = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<StackTraceElement, Name> frames = new ConcurrentHashMap<>();
  private final AtomicLong stringBytes = new AtomicLong();
  private final AtomicLong frameBytes = new AtomicLong();

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
    return add(text, nameOf(text), strings, MAX_STRINGS, stringBytes);
  }

  Name of(StackTraceElement frame) {
    Name known = frames.get(frame);
    if (known != null) {
      return known;
    }
    return add(frame, new Name(encode(frame), false), frames, MAX_FRAMES, frameBytes);
  }

  private static <K> Name add(
      K key, Name name, ConcurrentHashMap<K, Name> table, int max, AtomicLong tableBytes) {
    if (table.size() >= max || tableBytes.get() + name.bytes.length > MAX_TABLE_BYTES) {
      table.clear();
      tableBytes.set(0);
    }
    Name other = table.putIfAbsent(key, name);
    if (other != null) {
      return other;
    }
    tableBytes.addAndGet(name.bytes.length);
    return name;
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
    Value repeated = new Value(text, nameOf(text));
    values.setRelease(slot, repeated);
    return repeated.name;
  }

  private static Name nameOf(String text) {
    int chars = charsWithin(text, Wire.MAX_NAME_BYTES);
    return new Name(encode(text, chars), chars < text.length());
  }

  private static int charsWithin(String text, int maxBytes) {
    return text.length() > maxBytes / 3 ? Utf8Encoder.charsWithin(text, maxBytes) : text.length();
  }

  private static byte[] encode(String text, int chars) {
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
    return text == null ? new byte[0] : encode(text, charsWithin(text, MAX_FRAME_PART_BYTES));
  }
}
