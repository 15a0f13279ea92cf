package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The entries of a file, in its order. A line that is not ours is text of the file, at the time of
 * what stands before it; what cannot be read is told where it stands. Not thread-safe.
 */
final class LogFile implements MergedLogs.Log, AutoCloseable {

  /** An event of 16 MiB, with some of it escaped. */
  static final int MAX_LINE_BYTES = 32 << 20;

  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int GZIP_BUFFER_BYTES = 64 << 10;

  private final LineInput lines;
  private final SavedEntries saved;
  private final Source self;
  private long lastNanos;
  private boolean isOver;
  private IOException failure;

  private LogFile(LineInput lines, Source self, SavedEntries saved, long startEpochNanos) {
    this.lines = lines;
    this.self = self;
    this.saved = saved;
    this.lastNanos = startEpochNanos;
  }

  /**
   * Opens a file, compressed by gzip or not.
   *
   * @param in its bytes; closed with this
   * @param self the source of what is not ours
   * @param saved reads what is ours
   * @param startEpochNanos the time of text at its beginning
   * @param beforeRead called before a read that may have to wait
   */
  static LogFile open(
      InputStream in, Source self, SavedEntries saved, long startEpochNanos, Runnable beforeRead)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    int magic = buffered.read() << 8 | buffered.read();
    buffered.reset();
    InputStream plain =
        magic == GZIP_MAGIC ? new GZIPInputStream(buffered, GZIP_BUFFER_BYTES) : buffered;
    LineInput lines = new LineInput(plain, MAX_LINE_BYTES, beforeRead);
    return new LogFile(lines, self, saved, startEpochNanos);
  }

  @Override
  public Entry next() {
    while (!isOver) {
      Entry entry = read();
      if (entry != null) {
        lastNanos = entry.epochNanos();
        return entry;
      }
    }
    return null;
  }

  private Entry read() {
    try {
      if (!lines.next()) {
        isOver = true;
        return null;
      }
      return lines.length() == 0 ? null : entry();
    } catch (IOException e) {
      isOver = true;
      failure = e;
      return unreadable(e instanceof EOFException ? "the file is cut short" : KeptFile.reason(e));
    }
  }

  private Entry entry() {
    if (lines.isTooLong()) {
      return unreadable("a line larger than " + Notices.size(MAX_LINE_BYTES));
    }
    Entry entry = lines.bytes()[0] == '{' ? saved.read(lines.bytes(), lines.length()) : null;
    if (entry != null) {
      return entry;
    } else if (!lines.isEnded() && lines.bytes()[0] == '{') {
      return unreadable("the last line is cut short");
    }
    byte[] text = Arrays.copyOf(lines.bytes(), lines.length());
    return new Entry.Bare(self, lastNanos, new Utf8(text, 0, text.length));
  }

  private Entry unreadable(String reason) {
    int bytes = (int) Math.min(lines.wholeLength(), Integer.MAX_VALUE);
    return new Entry.Unreadable(self, lastNanos, bytes, reason);
  }

  /** Whether it could be read to its end. */
  boolean isWhole() {
    return failure == null;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
