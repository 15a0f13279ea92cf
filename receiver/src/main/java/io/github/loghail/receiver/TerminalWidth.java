package io.github.loghail.receiver;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * The columns of the terminal that the output goes to, as they are now. Asked for with each line;
 * the system is asked several times a second at most, which costs a microsecond and leaves the
 * signal of a change to whoever else waits for it. Not thread-safe.
 */
final class TerminalWidth implements IntSupplier {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final IntSupplier system;
  private final LongSupplier nanoTime;
  private long lookedAt;
  private int columns;

  TerminalWidth(IntSupplier system, LongSupplier nanoTime) {
    this.system = system;
    this.nanoTime = nanoTime;
    look(nanoTime.getAsLong());
  }

  /** Of the standard output: no limit when that is no terminal, or one that does not tell. */
  static IntSupplier ofOutput() {
    if (!Terminals.isOutputTerminal()) {
      return () -> 0;
    }
    try {
      TerminalProvider jni = TerminalProvider.load("jni");
      return new TerminalWidth(() -> jni.systemStreamWidth(SystemStream.Output), System::nanoTime);
    } catch (IOException | RuntimeException | LinkageError e) {
      return askedOnce();
    }
  }

  /** Where there is no library of JLine's for the system: by a command, too slow to be repeated. */
  private static IntSupplier askedOnce() {
    try {
      int columns = TerminalProvider.load("exec").systemStreamWidth(SystemStream.Output);
      return () -> columns;
    } catch (IOException | RuntimeException e) {
      return () -> 0;
    }
  }

  @Override
  public int getAsInt() {
    long now = nanoTime.getAsLong();
    if (now - lookedAt >= LOOK_NANOS) {
      look(now);
    }
    return columns;
  }

  private void look(long now) {
    lookedAt = now;
    columns = Math.max(0, system.getAsInt());
  }
}
