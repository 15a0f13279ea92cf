package io.github.loghail.receiver;

import java.time.ZoneId;
import java.util.function.Consumer;

/** Gives events to a program's callback, which may do what it likes. */
final class CallbackSink implements Sink {

  private final Consumer<? super LogEvent> callback;
  private final Consumer<String> warnings;
  private final Renderer renderer = new TextRenderer(false, ZoneId.systemDefault());
  private final LineBuffer text = new LineBuffer();
  private boolean hasFailed;

  CallbackSink(Consumer<? super LogEvent> callback, Consumer<String> warnings) {
    this.callback = callback;
    this.warnings = warnings;
  }

  /** All entries are rendered: those that join and leave decide on the width of columns. */
  @Override
  public void accept(Entry entry) {
    text.clear();
    renderer.render(entry, text);
    if (entry instanceof Entry.Logged logged) {
      call(new LogEvent(logged, text.toString().stripTrailing()));
    }
  }

  /** Errors too: a callback in a test asserts, and that must not end the receiver's thread. */
  private void call(LogEvent event) {
    try {
      callback.accept(event);
    } catch (RuntimeException | Error e) {
      if (!hasFailed) {
        hasFailed = true;
        warnings.accept("the callback failed, and is called again for the next event: " + e);
      }
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
