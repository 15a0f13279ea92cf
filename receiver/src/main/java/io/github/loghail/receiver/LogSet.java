package io.github.loghail.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Files that are one log, one after the other; one of them is open at a time. Not thread-safe. */
final class LogSet implements MergedLogs.Log, AutoCloseable {

  /** In the place of a file: the standard input. */
  static final Path STDIN = Path.of("-");

  private static final Source STDIN_SOURCE = FileSink.source(Path.of("stdin"));

  private final Deque<Path> rest;
  private final InputStream in;
  private final Runnable beforeWait;
  private final Consumer<String> notices;
  private final SavedEntries saved = new SavedEntries();
  private LogFile file;
  private boolean isWhole = true;

  /**
   * Makes one.
   *
   * @param paths the oldest first
   * @param in the standard input
   * @param beforeWait called before a read of it
   * @param notices takes a line for a file that cannot be read
   */
  LogSet(List<Path> paths, InputStream in, Runnable beforeWait, Consumer<String> notices) {
    this.rest = new ArrayDeque<>(paths);
    this.in = in;
    this.beforeWait = beforeWait;
    this.notices = notices;
  }

  /** Why a file cannot be read; null when it can. */
  static String fault(Path path) {
    if (path.equals(STDIN)) {
      return null;
    } else if (!Files.exists(path)) {
      return "no such file";
    } else if (Files.isDirectory(path)) {
      return "that is a folder";
    }
    return Files.isReadable(path) ? null : "permission denied";
  }

  @Override
  public Entry next() {
    while (file != null || !rest.isEmpty()) {
      Entry entry = file == null ? null : file.next();
      if (entry != null) {
        return entry;
      }
      close();
      if (!rest.isEmpty()) {
        file = open(rest.remove());
      }
    }
    return null;
  }

  private LogFile open(Path path) {
    try {
      return path.equals(STDIN)
          ? LogFile.open(in, STDIN_SOURCE, saved, now(), beforeWait)
          : LogFile.open(
              Files.newInputStream(path),
              FileSink.source(path),
              saved,
              Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS),
              () -> {});
    } catch (IOException e) {
      notices.accept("cannot read " + path + ": " + KeptFile.reason(e));
      isWhole = false;
      return null;
    }
  }

  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }

  /** Whether all could be read to its end. */
  boolean isWhole() {
    return isWhole;
  }

  @Override
  public void close() {
    if (file != null) {
      isWhole &= file.isWhole();
      try {
        file.close();
      } catch (IOException e) {
        // All that could be read was read.
      }
      file = null;
    }
  }
}
