package io.github.loghail.receiver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The sinks that still work, behind the mask. One that cannot write any more is told of once and
 * left out; one that stumbles over an entry loses that entry alone. The pipeline's thread alone.
 */
final class SinkSet {

  private interface Call {
    void on(Sink sink) throws IOException;
  }

  private final List<Sink> sinks;
  private final Masking masking;
  private final Consumer<String> warnings;
  private boolean pipeClosed;
  private boolean stumbled;

  SinkSet(List<Sink> sinks, Masking masking, Consumer<String> warnings) {
    this.sinks = new ArrayList<>(sinks);
    this.masking = masking;
    this.warnings = warnings;
  }

  void accept(Entry received) {
    Entry entry;
    try {
      entry = masking.apply(received);
    } catch (RuntimeException e) {
      stumbled(e); // and it is not shown: it may hold a secret
      return;
    }
    for (int i = 0; i < sinks.size(); i++) {
      Sink sink = sinks.get(i);
      try {
        sink.accept(entry);
      } catch (IOException e) {
        failed(sink, e);
        i--;
      } catch (RuntimeException e) {
        stumbled(e);
      }
    }
  }

  void flush() {
    each(Sink::flush);
  }

  void idle() {
    each(Sink::idle);
  }

  void tick() {
    each(Sink::tick);
  }

  void close() {
    each(Sink::close);
    sinks.clear();
  }

  private void each(Call call) {
    for (Sink sink : List.copyOf(sinks)) {
      try {
        call.on(sink);
      } catch (IOException e) {
        failed(sink, e);
      } catch (RuntimeException e) {
        stumbled(e);
      }
    }
  }

  private void failed(Sink sink, IOException e) {
    sinks.remove(sink);
    if (isPipeClosed(e)) {
      pipeClosed = true;
    } else {
      warnings.accept("cannot write any more, and goes on without: " + e.getMessage());
    }
    try {
      sink.close();
    } catch (IOException | RuntimeException again) {
      // It has failed already.
    }
  }

  /** Once: what one entry does, the next may do as well. */
  private void stumbled(RuntimeException e) {
    if (!stumbled) {
      stumbled = true;
      warnings.accept("could not show an entry: " + e);
    }
  }

  /** Java has no type for it: EPIPE on Linux and macOS, ERROR_NO_DATA and its like on Windows. */
  private static boolean isPipeClosed(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe") || message.contains("pipe is being closed");
  }

  /** Whether whoever read a sink's output has gone. */
  boolean isPipeClosed() {
    return pipeClosed;
  }

  boolean isEmpty() {
    return sinks.isEmpty();
  }
}
