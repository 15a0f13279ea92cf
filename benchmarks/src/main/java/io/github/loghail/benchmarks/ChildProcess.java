package io.github.loghail.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with its output in files. */
final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final Path out;
  private final Path err;

  private ChildProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code java} with these arguments. */
  static ChildProcess java(Path out, List<String> arguments) throws IOException {
    return java(Path.of(System.getProperty("java.home")), out, arguments);
  }

  /** The same, with the JVM of another JDK. */
  static ChildProcess java(Path jdk, Path out, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/java").toString());
    command.addAll(arguments);
    return start(out, command);
  }

  /** Starts any command. */
  static ChildProcess start(Path out, List<String> command) throws IOException {
    return start(out, Path.of(out + ".err"), command);
  }

  static ChildProcess start(Path out, Path err, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new ChildProcess(process, out, err);
  }

  /** With its output in a pipe, see {@link #output}. */
  static ChildProcess piped(Path err, List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    return new ChildProcess(process, Path.of("/dev/null"), err);
  }

  /** What it prints, where that goes into a pipe. */
  InputStream output() {
    return process.getInputStream();
  }

  Path out() {
    return out;
  }

  Path err() {
    return err;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How it ended. */
  int exitStatus() {
    return process.exitValue();
  }

  /** Writes a line to its standard input. */
  void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Sends a signal by its name. */
  void signal(String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for its end; fails when that takes longer. */
  ChildProcess await(long seconds) throws IOException {
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return this;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("still running after " + seconds + " s: " + process.info());
  }

  /** Asks it to end, as a service manager does. */
  ChildProcess terminate() throws IOException {
    process.destroy();
    return await(10);
  }

  /** The {@code name=number} lines that it has printed. */
  Map<String, Double> values() throws IOException {
    Map<String, Double> values = new TreeMap<>();
    for (String line : Files.readAllLines(out)) {
      String[] parts = line.split("=", 2);
      if (parts.length == 2 && parts[1].matches("[\\d.]+")) {
        values.put(parts[0], Double.parseDouble(parts[1]));
      }
    }
    return values;
  }

  /** Resident memory now, in MiB; 0 where the system does not tell. */
  long residentMib() throws IOException {
    return residentMib(pid());
  }

  /** The same of any process. */
  static long residentMib(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
