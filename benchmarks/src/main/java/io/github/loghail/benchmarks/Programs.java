package io.github.loghail.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that a machine may have. */
final class Programs {

  /** Where daemons are, though not always on a user's path. */
  private static final List<String> SYSTEM = List.of("/usr/sbin", "/sbin");

  private Programs() {}

  static Optional<Path> find(String name) {
    Stream<String> path = Stream.of(System.getenv("PATH").split(File.pathSeparator));
    return Stream.concat(path, SYSTEM.stream())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
