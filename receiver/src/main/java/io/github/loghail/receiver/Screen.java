package io.github.loghail.receiver;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * A terminal whose last line is a status line. What is shown scrolls away above it into the
 * terminal's own scrollback; nothing else of the screen is touched. Each flush is one write: it
 * erases the status line, adds the new lines, and draws the status line again.
 *
 * <p>While paused, lines gather in {@link Waiting} and nothing moves; receiving goes on.
 *
 * <p>Thread-safe: entries come from the pipeline's thread, the rest from the keys' thread.
 */
final class Screen implements Sink {

  private static final int WRITE_BYTES = 64 << 10;
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final String ERASE_BELOW = "\r\u001b[J";
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final OutputStream out;
  private final Renderer renderer;
  private final Waiting waiting;
  private final LineBuffer lines = new LineBuffer();
  private final LineBuffer frame = new LineBuffer();
  private long entries;
  private boolean paused;
  private boolean closed;
  private IOException failure;

  /** What stands in the last line, and how many columns it takes. */
  private byte[] status = {};

  private int statusColumns;

  Screen(OutputStream out, Renderer renderer) {
    this(out, renderer, Waiting.MAX_BYTES);
  }

  Screen(OutputStream out, Renderer renderer, int maxWaitingBytes) {
    this.out = out;
    this.renderer = renderer;
    this.waiting = new Waiting(maxWaitingBytes);
  }

  @Override
  public synchronized void accept(Entry entry) throws IOException {
    int before = lines.size();
    try {
      renderer.render(entry, lines);
    } catch (RuntimeException | Error e) {
      lines.cut(before); // half a line would run into the next
      throw e;
    }
    entries++;
    if (lines.size() >= WRITE_BYTES) {
      flush();
    }
  }

  @Override
  public synchronized void idle() throws IOException {
    renderer.idle(lines);
    flush();
  }

  /** Throws what has failed, be it while a key was obeyed: the pipeline is to know. */
  @Override
  public synchronized void flush() throws IOException {
    if (lines.size() > 0 && paused) {
      waiting.add(lines.toByteArray(), entries);
      lines.clear();
    } else if (lines.size() > 0) {
      draw();
    }
    entries = 0;
    if (failure != null) {
      throw failure;
    }
  }

  /** Erases the status line, writes what there is, and draws the status line again. */
  private void draw() {
    frame.clear();
    frame.put(statusColumns > 0 ? ERASE_LINE : "").put(lines).put(status);
    lines.clear();
    writeFrame();
  }

  /**
   * Replaces the status line.
   *
   * @param text for the terminal as it is, without a line end
   * @param columns what it takes of the line: less than its width
   */
  synchronized void status(byte[] text, int columns) {
    if (closed || Arrays.equals(text, status)) {
      return;
    }
    status = text;
    statusColumns = columns;
    frame.clear();
    frame.put(ERASE_LINE).put(status);
    writeFrame();
  }

  private void writeFrame() {
    try {
      frame.writeTo(out);
      out.flush();
    } catch (IOException e) {
      failure = e; // the pipeline meets it with the next flush
    }
  }

  /** The terminal has another width: an old status line may now take several rows. */
  synchronized void resized(int columns) {
    int rows = columns <= 0 ? 1 : Math.max(1, (statusColumns + columns - 1) / columns);
    frame.clear();
    if (rows > 1) {
      frame.put("\u001b[").put(rows - 1).put('A');
    }
    frame.put(ERASE_BELOW);
    writeFrame();
    status = new byte[0];
    statusColumns = 0;
  }

  /** Stops painting, or paints what has waited. */
  synchronized void pause(boolean on) {
    if (on == paused) {
      return;
    }
    paused = on;
    if (on) {
      return;
    }
    byte[] newest = lines.toByteArray();
    lines.clear();
    long skipped = waiting.takeSkipped();
    if (skipped > 0) {
      note(String.format(Locale.ROOT, "%,d events passed by while paused", skipped));
    }
    for (byte[] chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
      lines.put(chunk);
      if (lines.size() >= WRITE_BYTES) {
        draw();
      }
    }
    lines.put(newest);
    draw();
  }

  synchronized boolean isPaused() {
    return paused;
  }

  /** Entries that came while paused. */
  synchronized long waiting() {
    return waiting.entries() + (paused ? entries : 0);
  }

  /** Writes a line of our own, even while paused. */
  synchronized void say(String line) {
    byte[] pending = lines.toByteArray();
    lines.clear();
    note(line);
    draw();
    lines.put(pending);
  }

  private void note(String line) {
    lines.putUtf8(line).put('\n');
  }

  /** Empties the screen; the scrollback stays. */
  synchronized void clear() {
    byte[] pending = lines.toByteArray();
    lines.clear();
    lines.put(CLEAR);
    draw();
    lines.put(pending);
  }

  /** Shows what waits, and leaves the terminal as it was found. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    status(new byte[0], 0); // first: there may be no memory for what follows
    closed = true;
    pause(false);
    draw();
    if (failure != null) {
      throw failure;
    }
  }
}
