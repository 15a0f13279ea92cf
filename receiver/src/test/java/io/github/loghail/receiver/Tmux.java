package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A real terminal: a server of tmux with its socket in a folder that goes when the test ends. */
final class Tmux implements Closeable {

  private final Path folder;

  private Tmux(Path folder) {
    this.folder = folder;
  }

  /** Starts one of a size, with a shell that runs a script and then keeps the screen. */
  static Tmux start(Path folder, int columns, int rows, String script) throws IOException {
    Path file = folder.resolve("script");
    Files.writeString(file, script + "\nexec cat\n");
    Tmux tmux = new Tmux(folder);
    tmux.run(
        "-f", "/dev/null", "new-session", "-d", "-x", "" + columns, "-y", "" + rows, "sh " + file);
    return tmux;
  }

  /** The {@code loghail} command for a shell. */
  static String loghail(String... args) {
    return Command.line(args).stream()
        .map(word -> "'" + word + "'")
        .collect(Collectors.joining(" "));
  }

  String run(String... args) {
    // UTF-8 whatever the locale of the test
    List<String> line =
        new ArrayList<>(List.of("tmux", "-u", "-S", folder.resolve("t").toString()));
    line.addAll(List.of(args));
    try {
      Process process =
          new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The lines that are seen, without those that are empty. */
  List<String> lines() {
    return run("capture-pane", "-p").lines().filter(line -> !line.isBlank()).toList();
  }

  /** What is seen, and what has scrolled away. */
  String history() {
    return run("capture-pane", "-p", "-S", "-");
  }

  String lastLine() {
    List<String> lines = lines();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
  }

  void keys(String... names) {
    List<String> line = new ArrayList<>(List.of("send-keys"));
    line.addAll(List.of(names));
    run(line.toArray(String[]::new));
  }

  void type(String text) {
    run("send-keys", "-l", text);
  }

  @Override
  public void close() {
    run("kill-server");
  }
}
