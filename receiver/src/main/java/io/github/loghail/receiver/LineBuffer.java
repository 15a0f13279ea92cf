package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of output that grow as they must, and are used again. Not thread-safe. */
final class LineBuffer {

  private static final int INITIAL_BYTES = 256;

  /** A buffer that one large event has grown beyond this is let go after it. */
  private static final int KEPT_BYTES = 1 << 20;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  /** Where, so far, the text of each line begins, behind what stands in front of all lines. */
  private int[] bodies = new int[8];

  private int bodyCount;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    bodyCount = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[INITIAL_BYTES];
    }
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  void appendTo(KeptFile file) throws IOException {
    file.append(bytes, size);
  }

  /** How many lines end behind a place. */
  int countLines(int from) {
    int count = 0;
    for (int i = from; i < size; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  LineBuffer put(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** Text of our own: ASCII, and short. */
  LineBuffer put(String ascii) {
    int length = ascii.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** Text of our own that is not ASCII. */
  LineBuffer putUtf8(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return put(utf8, 0, utf8.length);
  }

  LineBuffer put(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
    return this;
  }

  LineBuffer put(byte[] from) {
    return put(from, 0, from.length);
  }

  LineBuffer put(LineBuffer from) {
    return put(from.bytes, 0, from.size);
  }

  LineBuffer put(long number) {
    if (number >= 0 && number < 10) {
      return put((char) ('0' + number));
    }
    return put(Long.toString(number));
  }

  /** A number with leading zeros. */
  LineBuffer putPadded(int number, int digits) {
    ensure(digits);
    int rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      bytes[size + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  LineBuffer spaces(int count) {
    if (count > 0) {
      ensure(count);
      Arrays.fill(bytes, size, size + count, (byte) ' ');
      size += count;
    }
    return this;
  }

  /** Takes back what was written behind a size. */
  void cut(int to) {
    size = to;
    while (bodyCount > 0 && bodies[bodyCount - 1] > to) {
      bodyCount--;
    }
  }

  /** Says that the columns which all lines have end here. */
  LineBuffer body() {
    if (bodyCount == bodies.length) {
      bodies = Arrays.copyOf(bodies, 2 * bodyCount);
    }
    bodies[bodyCount++] = size;
    return this;
  }

  /** Where {@link #body} was said between two places; the first of them if it was not. */
  int bodyIn(int start, int end) {
    int found = Arrays.binarySearch(bodies, 0, bodyCount, start);
    int at = found >= 0 ? found : -found - 1;
    return at < bodyCount && bodies[at] <= end ? bodies[at] : start;
  }

  Utf8 from(int start) {
    return new Utf8(bytes, start, size - start);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
