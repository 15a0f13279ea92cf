package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A receiver in a terminal of tmux, that can be blocked as a person does it: Ctrl-S, Ctrl-Q. */
final class BlockedTerminal implements AutoCloseable {

  private final Lab lab;
  private final Path socket;
  private final Path kept;

  private BlockedTerminal(Lab lab, Path socket, Path kept) {
    this.lab = lab;
    this.socket = socket;
    this.kept = kept;
  }

  /** Starts one that also keeps what it receives, or answers null where there is no tmux. */
  static BlockedTerminal start(Lab lab, int port) throws IOException {
    if (Programs.find("tmux").isEmpty()) {
      return null;
    }
    Path kept = lab.file("kept");
    List<String> line = new ArrayList<>(List.of(Lab.java()));
    line.addAll(Endpoint.LAUNCHER_OPTIONS);
    line.addAll(Lab.classPath("io.github.loghail.receiver.Main"));
    line.addAll(List.of("--bind", "127.0.0.1", "--port", "" + port, "--file", kept.toString()));
    String command =
        line.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ", "exec ", ""));
    BlockedTerminal terminal = new BlockedTerminal(lab, lab.file("tmux"), kept);
    terminal.tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "40", command);
    Lab.await(20, () -> terminal.screen().contains("? keys"));
    return terminal;
  }

  private Path tmux(String... words) throws IOException {
    List<String> line = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
    line.addAll(List.of(words));
    ChildProcess process = ChildProcess.start(lab.file("screen"), line).await(20);
    if (process.exitStatus() != 0) {
      throw new IOException("tmux failed: " + Files.readString(process.err()));
    }
    return process.out();
  }

  void key(String name) throws IOException {
    tmux("send-keys", name);
  }

  /** What is to be seen now. */
  String screen() {
    try {
      return Files.readString(tmux("capture-pane", "-p"));
    } catch (IOException e) {
      return "";
    }
  }

  long pid() throws IOException {
    Path out = tmux("list-panes", "-F", "#{pane_pid}");
    return Long.parseLong(Files.readString(out).strip());
  }

  /** JSON of all that was received. */
  Path kept() {
    return kept;
  }

  @Override
  public void close() throws IOException {
    tmux("kill-server");
  }
}
