package io.github.loghail.sender;

import io.github.loghail.wire.Utf8;

/**
 * The datagram that is being written, always valid UTF-8 where {@link #raw} is not used. What finds
 * no room is only counted. Not thread-safe.
 */
final class LineBytes {

  private static final int REPLACEMENT = 0xFFFD;

  private final byte[] bytes;
  private int size;
  private int limit;
  private long missing;
  private Escape escape = Escape.TEXT;
  private Allowance allowance = Allowance.ALL;

  LineBytes(int capacity) {
    bytes = new byte[capacity];
  }

  /** Empties it; no more than so many bytes will be kept. */
  void begin(int maxBytes, Escape how, Allowance allowed) {
    size = 0;
    missing = 0;
    limit = maxBytes;
    escape = how;
    allowance = allowed;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  boolean isTooSmall() {
    return missing > 0;
  }

  /** What it would hold if there were room. */
  long totalBytes() {
    return size + missing;
  }

  Allowance allowance() {
    return allowance;
  }

  /** ASCII that needs no escape. */
  LineBytes put(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      add(ascii.charAt(i));
    }
    return this;
  }

  LineBytes put(long number) {
    return put(Long.toString(number));
  }

  /** Bytes as they are. */
  void raw(byte[] from, int offset, int length) {
    int room = Math.min(length, limit - size);
    System.arraycopy(from, offset, bytes, size, room);
    size += room;
    missing += length - room;
  }

  /** Text, escaped; what is not UTF-8 becomes U+FFFD. */
  LineBytes text(Utf8 text) {
    return text(text.toString());
  }

  /** Text, escaped; a lone surrogate becomes U+FFFD. One that is cut ends with an ellipsis. */
  LineBytes text(String text) {
    return text(text, allowance.text());
  }

  /** What is never cut, escaped. */
  LineBytes whole(String text) {
    return text(text, Integer.MAX_VALUE);
  }

  private LineBytes text(String text, int maxBytes) {
    int start = size;
    for (int i = 0; i < text.length(); ) {
      if (size - start >= maxBytes) {
        codePoint('…');
        break;
      }
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      String instead = escape.of(codePoint);
      if (instead == null) {
        codePoint(codePoint);
      } else {
        put(instead);
      }
    }
    return this;
  }

  private void codePoint(int codePoint) {
    if (codePoint < 0x80) {
      add(codePoint);
    } else if (codePoint < 0x800) {
      add(0xC0 | codePoint >> 6);
      tail(codePoint, 0);
    } else if (codePoint < 0x10000) {
      int whole =
          codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
              ? REPLACEMENT
              : codePoint;
      add(0xE0 | whole >> 12);
      tail(whole, 6);
    } else {
      add(0xF0 | codePoint >> 18);
      tail(codePoint, 12);
    }
  }

  private void tail(int codePoint, int from) {
    for (int shift = from; shift >= 0; shift -= 6) {
      add(0x80 | codePoint >> shift & 0x3F);
    }
  }

  private void add(int octet) {
    if (size < limit) {
      bytes[size++] = (byte) octet;
    } else {
      missing++;
    }
  }
}
