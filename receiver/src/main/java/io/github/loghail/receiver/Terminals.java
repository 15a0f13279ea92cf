package io.github.loghail.receiver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is a terminal, and whether it wants colour. */
final class Terminals {

  private static final Path STDOUT = Path.of("/proc/self/fd/1");
  private static final Path STDIN = Path.of("/proc/self/fd/0");

  private Terminals() {}

  /** Whether the output goes to a terminal, and the input comes from one. */
  static boolean isTerminal() {
    return isOutputTerminal() && isInputTerminal();
  }

  /** Linux tells for each; elsewhere the JVM tells for both together. */
  static boolean isOutputTerminal() {
    return isTerminal(STDOUT);
  }

  static boolean isInputTerminal() {
    return isTerminal(STDIN);
  }

  private static boolean isTerminal(Path descriptor) {
    if (!Files.exists(descriptor)) {
      return System.console() != null;
    }
    try {
      String target = descriptor.toRealPath().toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false; // a pipe or a socket has no path
    }
  }

  /** NO_COLOR as no-color.org has it: set and not empty. */
  static boolean wantsColor() {
    String noColor = System.getenv("NO_COLOR");
    return isOutputTerminal()
        && (noColor == null || noColor.isEmpty())
        && !"dumb".equals(System.getenv("TERM"));
  }
}
