package io.github.loghail.receiver;

import java.io.IOException;
import java.io.OutputStream;

/** Lines into a stream: the terminal, a pipe, a file. */
final class StreamSink implements Sink {

  private static final int WRITE_BYTES = 64 << 10;

  private final OutputStream out;
  private final Renderer renderer;
  private final LineBuffer lines = new LineBuffer();

  StreamSink(OutputStream out, Renderer renderer) {
    this.out = out;
    this.renderer = renderer;
  }

  @Override
  public void accept(Entry entry) throws IOException {
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

  @Override
  public void idle() throws IOException {
    renderer.idle(lines);
    flush();
  }

  @Override
  public void flush() throws IOException {
    if (lines.size() > 0) {
      write();
    }
    out.flush();
  }

  private void write() throws IOException {
    try {
      lines.writeTo(out);
    } finally {
      lines.clear(); // what could not be written once will not be written twice
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
