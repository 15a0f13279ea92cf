package io.github.loghail.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.util.EnumSet;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.Signals;

/**
 * The thread {@code loghail-keys}: reads the keyboard, a key at a time, and looks several times a
 * second at what is to be seen. The terminal gets its own settings back by {@link #close}, which a
 * shutdown hook calls too.
 */
final class Keys implements Closeable {

  private static final long TICK_MILLIS = 250;

  /** The rest of an escape sequence comes at once. */
  private static final long SEQUENCE_MILLIS = 20;

  private static final int ESCAPE = 27;

  /** What JLine answers when nothing was typed in time, and at the end. */
  private static final int EXPIRED = NonBlockingReader.READ_EXPIRED;

  private static final int NO_COLUMNS = 80;

  private final Terminal terminal;
  private final Attributes found;
  private final Thread restorer = new Thread(this::restore, "loghail-restore-terminal");
  private volatile boolean closed;
  private volatile boolean resized = true;
  private volatile boolean continued;
  private volatile int columns = NO_COLUMNS;

  private Keys(Terminal terminal) {
    this.terminal = terminal;
    found = terminal.getAttributes();
    takeKeyByKey();
  }

  /**
   * JLine's raw mode would take Ctrl-C and Ctrl-Z from the system; they are to stay what they are.
   */
  private void takeKeyByKey() {
    Attributes attributes = new Attributes(found);
    attributes.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
    attributes.setControlChar(ControlChar.VMIN, 1);
    attributes.setControlChar(ControlChar.VTIME, 0);
    terminal.setAttributes(attributes);
  }

  /** Takes the keyboard, or answers null where the terminal is none that can be used so. */
  static Keys open() {
    try {
      Terminal terminal =
          TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false).build();
      if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        terminal.close();
        return null;
      }
      Keys keys = new Keys(terminal);
      Runtime.getRuntime().addShutdownHook(keys.restorer);
      return keys;
    } catch (IOException | RuntimeException e) {
      return null; // a terminal that JLine cannot read is shown events all the same
    }
  }

  /** Columns of the terminal. */
  int columns() {
    return columns;
  }

  /**
   * Starts reading.
   *
   * @param onKey takes a character
   * @param onTick called several times a second
   * @param onResize takes the new number of columns, before the next tick
   */
  void start(IntConsumer onKey, Runnable onTick, IntConsumer onResize) {
    Signals.register("WINCH", () -> resized = true);
    Signals.register("CONT", () -> continued = true); // a shell may have set the terminal meanwhile
    Thread thread = new Thread(() -> run(onKey, onTick, onResize), "loghail-keys");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(IntConsumer onKey, Runnable onTick, IntConsumer onResize) {
    try {
      NonBlockingReader reader = terminal.reader();
      while (!closed) {
        look(onResize);
        onTick.run();
        int character = read(reader);
        if (character >= 0) {
          onKey.accept(character);
        } else if (character != EXPIRED) {
          return; // the terminal has gone
        }
      }
    } catch (IOException e) {
      // The terminal has gone; who wrote to it meets that too.
    }
  }

  private void look(IntConsumer onResize) {
    if (continued) {
      continued = false;
      takeKeyByKey();
      resized = true;
    }
    if (resized) {
      resized = false;
      int now = terminal.getSize().getColumns();
      columns = now > 0 ? now : NO_COLUMNS;
      onResize.accept(columns);
    }
  }

  /** A character; a lone Escape is one, an arrow key is none. */
  private static int read(NonBlockingReader reader) throws IOException {
    int character = reader.read(TICK_MILLIS);
    if (character >= 0 && Character.isHighSurrogate((char) character)) {
      return Character.toCodePoint((char) character, (char) reader.read(SEQUENCE_MILLIS));
    }
    if (character != ESCAPE || reader.peek(SEQUENCE_MILLIS) == EXPIRED) {
      return character;
    }
    int next = reader.read(SEQUENCE_MILLIS);
    if (next == '[' || next == 'O') {
      do {
        next = reader.read(SEQUENCE_MILLIS);
      } while (next >= ' ' && next < '@');
    }
    return EXPIRED;
  }

  private synchronized void restore() {
    if (!closed) {
      closed = true;
      terminal.setAttributes(found);
    }
  }

  @Override
  public void close() throws IOException {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(restorer);
    } catch (IllegalStateException e) {
      // It runs, and has nothing left to do.
    }
    terminal.close();
  }
}
