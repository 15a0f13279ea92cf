package io.github.loghail.receiver;

import java.io.IOException;

/** Gives a screen entries until it has shown so many events, and nothing after that. */
final class CountSink implements Sink {

  private final FilterSink screen;
  private final long count;
  private final Watch watch;

  CountSink(FilterSink screen, long count, Watch watch) {
    this.screen = screen;
    this.count = count;
    this.watch = watch;
  }

  @Override
  public void accept(Entry entry) throws IOException {
    if (screen.shown() < count) {
      screen.accept(entry);
      if (screen.shown() == count) {
        watch.counted();
      }
    }
  }

  @Override
  public void flush() throws IOException {
    screen.flush();
  }

  @Override
  public void idle() throws IOException {
    screen.idle();
  }

  @Override
  public void tick() throws IOException {
    screen.tick();
  }

  @Override
  public void close() throws IOException {
    screen.close();
  }
}
