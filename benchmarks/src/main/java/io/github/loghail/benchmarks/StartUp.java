package io.github.loghail.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long the receiver takes until it says that it listens, beside an empty JVM. */
final class StartUp {

  private static final int RUNS = 10;
  private static final List<String> ARGUMENTS = List.of("--bind", "127.0.0.1", "--port", "0");

  private final Samples empty = new Samples();
  private final Samples jar = new Samples();
  private final Samples launcher = new Samples();

  /** Measures in turn; the first of each is not counted, so that all is in the file cache. */
  MarkdownTable measure() throws IOException {
    Optional<Path> root = root();
    for (int run = 0; run <= RUNS; run++) {
      add(run, empty, millisToEnd(java("-cp", classPath(), EmptyMain.class.getName())));
      if (root.isPresent()) {
        List<String> line = java("-jar", root.get().resolve("receiver/target/loghail.jar") + "");
        line.addAll(ARGUMENTS);
        add(run, jar, millisToListening(line));
        line = new ArrayList<>(List.of(root.get().resolve("loghail").toString()));
        line.addAll(ARGUMENTS);
        add(run, launcher, millisToListening(line));
      }
    }
    MarkdownTable table = new MarkdownTable("start, of " + RUNS + " each", "ms", "to an empty JVM");
    row(table, "an empty JVM, start to end", empty);
    row(table, "`java -jar loghail.jar` to \"listening\"", jar);
    row(table, "`./loghail`, built, to \"listening\"", launcher);
    return table;
  }

  private static void add(int run, Samples samples, double millis) {
    if (run > 0) {
      samples.add(millis);
    }
  }

  private void row(MarkdownTable table, String what, Samples samples) {
    String ratio =
        samples.isEmpty()
            ? "not built"
            : String.format(Locale.ROOT, "%.1f ×", samples.median() / empty.median());
    table.row(what, samples.text("%.0f"), ratio);
  }

  private static List<String> java(String... arguments) {
    List<String> line = new ArrayList<>(List.of(Lab.java()));
    line.addAll(Endpoint.LAUNCHER_OPTIONS);
    line.addAll(List.of(arguments));
    return line;
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** The folder of the whole project, when the receiver's jar has been built in it. */
  private static Optional<Path> root() {
    Path folder = Path.of(classPath().split(":")[0]).toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder.resolve("receiver/target/loghail.jar"))) {
      folder = folder.getParent();
    }
    return Optional.ofNullable(folder);
  }

  private static double millisToEnd(List<String> line) throws IOException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double millisToListening(List<String> line) throws IOException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder all = new StringBuilder();
      for (String each = said.readLine(); each != null; each = said.readLine()) {
        if (each.contains("listening")) {
          return (System.nanoTime() - start) / 1e6;
        }
        all.append(each).append('\n');
      }
      throw new IOException("the receiver does not listen: " + all);
    } finally {
      process.destroy();
      process.onExit().join();
    }
  }
}
