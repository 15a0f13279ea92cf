package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An {@link Emitter} in a JVM of its own, at the other end of a pipe. Not thread-safe. */
final class EmitterProcess implements AutoCloseable {

  private static final long START_SECONDS = 60;

  /**
   * What to start.
   *
   * @param framework {@code logback} or {@code log4j2}
   * @param config the appender, as {@link EventLog#start} has it
   * @param apps independent logging contexts in this one JVM
   * @param characters length of each message
   * @param options to the JVM, more than {@link #OPTIONS}
   */
  record Setup(String framework, String config, int apps, int characters, List<String> options) {}

  static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  /** So that all that the ring cannot hold waits for the receiver, as long as it may take. */
  static final List<String> BLOCK =
      List.of("-Dloghail.overflow=block", "-Dloghail.blockTimeout=30s");

  private final ChildProcess process;
  private int runs;

  private EmitterProcess(ChildProcess process) {
    this.process = process;
  }

  /** Starts one that logs to a port of the loopback interface; {@link #awaitReady} comes next. */
  static EmitterProcess start(Lab lab, Setup setup, int port, long firstNumber) throws IOException {
    List<String> line = new ArrayList<>(List.of(Lab.java()));
    line.addAll(OPTIONS);
    line.addAll(setup.options());
    line.addAll(List.of("-Dloghail.host=127.0.0.1", "-Dloghail.port=" + port));
    line.add("-Dtarget.port=" + port);
    line.addAll(Lab.classPath("io.github.loghail.benchmarks.Main"));
    line.addAll(List.of("emit", setup.framework(), setup.config(), "" + setup.apps()));
    line.addAll(List.of("" + setup.characters(), "" + firstNumber));
    return new EmitterProcess(ChildProcess.start(lab.file("emitter"), line));
  }

  EmitterProcess awaitReady() throws IOException {
    Lab.await(START_SECONDS, () -> Lab.contains(process.out(), Emitter.READY) || !isAlive());
    if (!Lab.contains(process.out(), Emitter.READY)) {
      throw new IOException("no emitter: " + Files.readString(process.err()));
    }
    return this;
  }

  /** Begins to log; {@link #emission} has the answer when it is done. */
  void run(long millis, double perSecond) throws IOException {
    runs++;
    process.tell("run " + millis + " " + perSecond);
  }

  /** What it has logged since the last {@link #run}, once it is done. */
  Optional<Emission> emission() throws IOException {
    List<String> lines =
        Files.readAllLines(process.out()).stream().filter(Emission::isLine).toList();
    if (lines.size() < runs && !isAlive()) {
      throw new IOException("the emitter ended: " + Files.readString(process.err()));
    }
    return lines.size() < runs
        ? Optional.empty()
        : Optional.of(Emission.parse(lines.get(runs - 1)));
  }

  private boolean isAlive() {
    return process.isAlive();
  }

  ChildProcess process() {
    return process;
  }

  /** Ends it as an application ends. */
  @Override
  public void close() throws IOException {
    try (process) {
      process.endInput();
      process.await(40);
    }
  }
}
