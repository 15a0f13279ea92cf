package io.github.loghail.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a stream, one at a time, in memory that does not grow beyond the largest line allowed.
 * Not thread-safe.
 */
final class LineInput implements AutoCloseable {

  private static final int READ_BYTES = 64 << 10;
  private static final int INITIAL_BYTES = 4096;

  /** A buffer that one large line has grown beyond this is let go after it. */
  private static final int KEPT_BYTES = 1 << 20;

  private final InputStream in;
  private final Runnable beforeRead;
  private final int maxLineBytes;
  private final byte[] block = new byte[READ_BYTES];
  private int at;
  private int end;

  private byte[] line = new byte[INITIAL_BYTES];
  private int length;
  private long wholeLength;
  private boolean isEnded;

  /**
   * Makes one.
   *
   * @param in closed with this
   * @param maxLineBytes of longer lines the rest is skipped
   * @param beforeRead called before a read that may have to wait
   */
  LineInput(InputStream in, int maxLineBytes, Runnable beforeRead) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
    this.beforeRead = beforeRead;
  }

  /** Reads the next line; false at the end. */
  boolean next() throws IOException {
    if (line.length > KEPT_BYTES) {
      line = new byte[INITIAL_BYTES];
    }
    length = 0;
    wholeLength = 0;
    isEnded = false;
    while (!isEnded && fill()) {
      int newline = at;
      while (newline < end && block[newline] != '\n') {
        newline++;
      }
      add(newline - at);
      isEnded = newline < end;
      at = isEnded ? newline + 1 : end;
    }
    return isEnded || wholeLength > 0;
  }

  private boolean fill() throws IOException {
    if (at == end) {
      beforeRead.run();
      at = 0;
      end = Math.max(0, in.read(block));
    }
    return at < end;
  }

  private void add(int more) {
    wholeLength += more;
    int kept = Math.min(more, maxLineBytes - length);
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.max(length + kept, Math.min(2 * line.length, maxLineBytes)));
    }
    System.arraycopy(block, at, line, length, kept);
    length += kept;
  }

  /** The line's bytes, from index 0, without its end; valid until the next one is read. */
  byte[] bytes() {
    return line;
  }

  /** How many there are. */
  int length() {
    boolean hasReturn = isEnded && length > 0 && line[length - 1] == '\r';
    return hasReturn ? length - 1 : length;
  }

  /** How many there were before the rest was skipped. */
  long wholeLength() {
    return wholeLength;
  }

  boolean isTooLong() {
    return wholeLength > maxLineBytes;
  }

  /** Whether the line has an end; the last one of a file may have none. */
  boolean isEnded() {
    return isEnded;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
