package io.github.loghail.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A view of UTF-8 text inside a larger array. Valid as long as nobody writes to the array; text
 * that came from the network may hold byte sequences that are not UTF-8.
 *
 * <p>Two are equal when their bytes are.
 *
 * @param bytes the array, not copied
 * @param offset of the first byte
 * @param length in bytes
 */
public record Utf8(byte[] bytes, int offset, int length) {

  /** No text at all. */
  public static final Utf8 EMPTY = new Utf8(new byte[0], 0, 0);

  /**
   * The UTF-8 form of a string; a lone surrogate becomes U+FFFD.
   *
   * @param text any string
   * @return a view of a new array
   */
  public static Utf8 of(String text) {
    byte[] bytes = new byte[Utf8Encoder.maxBytes(text.length())];
    int length = Utf8Encoder.encode(text, text.length(), bytes, 0);
    return new Utf8(bytes, 0, length);
  }

  /**
   * Whether there is no text.
   *
   * @return true for a length of 0
   */
  public boolean isEmpty() {
    return length == 0;
  }

  /** The text; what is not UTF-8 becomes U+FFFD. */
  @Override
  public String toString() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Utf8 that
        && Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset, end = offset + length; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }
}
