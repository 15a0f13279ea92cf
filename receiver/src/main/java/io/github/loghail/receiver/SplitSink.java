package io.github.loghail.receiver;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Events into one stream, and what is said of them (joined, lost, ...) into another: so that a pipe
 * or a file gets nothing but what was logged. One renderer does both; where both streams lead to
 * the same place, the order is kept.
 */
final class SplitSink implements Sink {

  private final StreamSink events;
  private final StreamSink notices;
  private StreamSink current;

  /** Text for a console: apart unless a person reads both. */
  static Sink of(Console console, Renderer text) {
    return console.isTerminal()
        ? new StreamSink(console.out(), text)
        : new SplitSink(console.out(), console.err(), text);
  }

  SplitSink(OutputStream events, OutputStream notices, Renderer renderer) {
    this.events = new StreamSink(events, renderer);
    this.notices = new StreamSink(notices, renderer);
    this.current = this.events;
  }

  @Override
  public void accept(Entry entry) throws IOException {
    boolean isEvent =
        entry instanceof Entry.Logged
            || entry instanceof Entry.Bare
            || entry instanceof Entry.Repeated;
    StreamSink next = isEvent ? events : notices;
    if (next != current) {
      current.flush();
      current = next;
    }
    next.accept(entry);
  }

  @Override
  public void idle() throws IOException {
    notices.flush();
    events.idle();
  }

  @Override
  public void flush() throws IOException {
    events.flush();
    notices.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
