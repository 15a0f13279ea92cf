package io.github.loghail.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process holds, for tests that nothing is left behind. */
public final class Leaks {

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private Leaks() {}

  /**
   * The threads that this project has started and that live.
   *
   * @return their names
   */
  public static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("loghail"))
        .toList();
  }

  /**
   * How many sockets this process has open.
   *
   * @return 0 where the operating system does not tell
   */
  public static long sockets() {
    if (!Files.isDirectory(OPEN_FILES)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files.filter(Leaks::isSocket).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }
}
