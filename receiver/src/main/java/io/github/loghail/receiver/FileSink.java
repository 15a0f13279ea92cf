package io.github.loghail.receiver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps every entry in a file, as JSON Lines. A failure, a full disk above all, is said once and
 * ends nothing: entries are counted instead of written until writing succeeds again, which is tried
 * once a second; then a line of type {@code missing} stands where they would be.
 */
final class FileSink implements Sink {

  private static final int WRITE_BYTES = 64 << 10;
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** On a disk that is full a short line may find room where the next one does not. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final KeptFile file;
  private final Source self;
  private final Consumer<String> notices;
  private final LongSupplier nanoTime;
  private final Renderer renderer = new JsonRenderer();
  private final LineBuffer lines = new LineBuffer();

  /** Why it cannot be written; null as long as it can. */
  private String failure;

  private long missing;
  private long triedAt;
  private boolean isTold;
  private long lacking;

  /**
   * Makes one.
   *
   * @param file where it is kept; closed with the sink
   * @param path its name, for the note that something is missing
   * @param notices takes a line when writing fails, and when it succeeds again
   * @param nanoTime as {@link System#nanoTime}
   */
  FileSink(KeptFile file, Path path, Consumer<String> notices, LongSupplier nanoTime) {
    this.file = file;
    this.self = source(path);
    this.notices = notices;
    this.nanoTime = nanoTime;
  }

  /** A file as the source of what is said of it. */
  static Source source(Path path) {
    String name = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    return new Source(name, InetSocketAddress.createUnresolved(name, 0), 0, null);
  }

  @Override
  public void accept(Entry entry) {
    if (failure != null && !retry()) {
      missing++;
      return;
    }
    int before = lines.size();
    try {
      renderer.render(entry, lines);
    } catch (RuntimeException e) {
      lines.cut(before); // half a line would run into the next
      throw e;
    }
    if (lines.size() >= WRITE_BYTES) {
      write();
    }
  }

  private void write() {
    try {
      lines.appendTo(file);
    } catch (IOException e) {
      failed(e);
    } finally {
      lines.clear();
    }
  }

  private void failed(IOException e) {
    missing += lines.countLines(file.taken());
    triedAt = nanoTime.getAsLong();
    failure = KeptFile.reason(e);
    if (!isTold) {
      isTold = true;
      notices.accept("cannot write " + file + ": " + failure + "; receiving goes on");
    }
  }

  /** Whether it can be written again; what is missing is then noted in it first. */
  private boolean retry() {
    return nanoTime.getAsLong() - triedAt >= RETRY_NANOS && resume();
  }

  private boolean resume() {
    triedAt = nanoTime.getAsLong();
    Instant now = Instant.now();
    long epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    renderer.render(new Entry.Missing(self, epochNanos, missing, failure), lines);
    try {
      lines.appendTo(file);
    } catch (IOException e) {
      return false;
    } finally {
      lines.clear();
    }
    lacking += missing;
    missing = 0;
    failure = null;
    return true;
  }

  private void tellThatItWrites() {
    notices.accept("writes " + file + " again; it lacks " + Notices.entries(lacking));
    isTold = false;
    lacking = 0;
  }

  @Override
  public void flush() {
    if (lines.size() > 0) {
      write();
    }
  }

  @Override
  public void tick() {
    if (failure != null) {
      retry();
    } else if (isTold && nanoTime.getAsLong() - triedAt >= SETTLED_NANOS) {
      tellThatItWrites();
    }
  }

  @Override
  public void close() throws IOException {
    flush();
    if (failure != null && !resume()) {
      notices.accept(file + " lacks " + Notices.entries(lacking + missing) + ": " + failure);
    } else if (isTold) {
      tellThatItWrites();
    }
    file.close();
  }
}
