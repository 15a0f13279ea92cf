package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link CallerApp} in a JVM of its own, and what it logs to. Not thread-safe. */
final class CallerTrial implements AutoCloseable {

  private static final long START_SECONDS = 60;
  private static final long LONGEST_SECONDS = 60;
  private static final long QUIET_MILLIS = 100;
  private static final long POLL_MILLIS = 10;
  private static final long LONGEST_WARM_UP_SECONDS = 5;

  /** Of a core. */
  private static final double MAX_COMPILING = 0.05;

  /**
   * What came of a workload.
   *
   * @param figures of the calls
   * @param delivered events that arrived
   * @param seconds until the last of them
   */
  record Outcome(CallerFigures figures, long delivered, double seconds) {}

  /** Where events arrive. */
  private interface Arrivals extends AutoCloseable {

    int port() throws IOException;

    /** Grows with what arrives. */
    long progress() throws IOException;

    /** Processor time of its compilers, as long as they would disturb what is measured. */
    double compilerSeconds() throws IOException;

    /** Events that arrived of an emission, since the progress was so. */
    long events(long since, Emission emission) throws IOException;

    @Override
    void close() throws IOException;
  }

  private final Arrivals arrivals;
  private final ChildProcess process;
  private int runs;

  private CallerTrial(Arrivals arrivals, ChildProcess process) {
    this.arrivals = arrivals;
    this.process = process;
  }

  /** Starts both; ours arrives at the real receiver, which writes text into a file. */
  static CallerTrial start(Lab lab, Contestant contestant) throws IOException {
    Arrivals arrivals =
        contestant.kind() == Contestant.Kind.OURS
            ? receiver(lab)
            : sink(CountingSink.open(contestant.isCompressed()));
    List<String> line = new ArrayList<>(List.of(Lab.java()));
    line.addAll(contestant.jvmOptions());
    line.addAll(List.of("-Dloghail.host=127.0.0.1", "-Dloghail.port=" + arrivals.port()));
    line.add("-Dtarget.port=" + arrivals.port());
    line.addAll(Lab.classPath("io.github.loghail.benchmarks.Main"));
    line.addAll(List.of("call", contestant.framework(), contestant.config()));
    line.add(contestant.wrapping().name());
    ChildProcess process = ChildProcess.start(lab.file("caller"), line);
    CallerTrial trial = new CallerTrial(arrivals, process);
    Lab.await(
        START_SECONDS, () -> Lab.contains(process.out(), Emitter.READY) || !process.isAlive());
    if (!Lab.contains(process.out(), Emitter.READY)) {
      String reason = Files.readString(process.err());
      trial.close();
      throw new IOException("did not start: " + reason);
    }
    return trial;
  }

  private static Arrivals receiver(Lab lab) throws IOException {
    Endpoint endpoint = Endpoint.open(lab, Endpoint.Kind.LOGHAIL);
    return new Arrivals() {
      @Override
      public int port() {
        return endpoint.port();
      }

      @Override
      public long progress() throws IOException {
        return endpoint.written();
      }

      @Override
      public double compilerSeconds() throws IOException {
        return ProcessCpu.byThread(endpoint.process().pid()).entrySet().stream()
            .filter(each -> each.getKey().contains("Compiler"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
      }

      @Override
      public long events(long since, Emission emission) throws IOException {
        return Deliveries.in(endpoint.output(), since, List.of(emission)).events();
      }

      @Override
      public void close() throws IOException {
        endpoint.close();
      }
    };
  }

  private static Arrivals sink(CountingSink sink) {
    return new Arrivals() {
      @Override
      public int port() throws IOException {
        return sink.port();
      }

      @Override
      public long progress() {
        return sink.events();
      }

      @Override
      public double compilerSeconds() {
        return 0; // it is part of this process, which has been running for long
      }

      @Override
      public long events(long since, Emission emission) {
        return sink.events() - since;
      }

      @Override
      public void close() throws IOException {
        sink.close();
      }
    };
  }

  /**
   * Warms up both ends: a receiver that has just begun has its compilers take a core for the first
   * million events, and the caller waits for its turn meanwhile.
   */
  void warmUp(Workload workload) throws IOException {
    long start = System.nanoTime();
    long began;
    double compiled;
    do {
      began = System.nanoTime();
      compiled = arrivals.compilerSeconds();
      run(workload.warmUp());
      compiled = arrivals.compilerSeconds() - compiled;
    } while (compiled > MAX_COMPILING * (System.nanoTime() - began) / 1e9
        && System.nanoTime() - start < LONGEST_WARM_UP_SECONDS * 1_000_000_000);
  }

  /** Has it do its work, and waits until nothing more arrives. */
  Outcome run(Workload workload) throws IOException {
    long since = arrivals.progress();
    long start = System.nanoTime();
    runs++;
    process.tell(workload.line());
    long last = start;
    long seen = since;
    CallerFigures figures = null;
    while (figures == null || System.nanoTime() - last < QUIET_MILLIS * 1_000_000) {
      if (System.nanoTime() - start > LONGEST_SECONDS * 1_000_000_000) {
        throw new IOException("no end of \"" + workload.title() + "\"");
      }
      long now = arrivals.progress();
      if (now != seen || figures == null) {
        seen = now;
        last = System.nanoTime();
      }
      figures = figures == null ? answer() : figures;
      Lab.pause(POLL_MILLIS);
    }
    double began = figures.emission().startMillis();
    double arrived = System.currentTimeMillis() - (System.nanoTime() - last) / 1e6;
    double seconds = Math.max(figures.emission().seconds(), (arrived - began) / 1e3);
    return new Outcome(figures, arrivals.events(since, figures.emission()), seconds);
  }

  private CallerFigures answer() throws IOException {
    List<String> lines =
        Files.readAllLines(process.out()).stream().filter(CallerFigures::isLine).toList();
    if (lines.size() < runs && !process.isAlive()) {
      throw new IOException("ended: " + Files.readString(process.err()));
    }
    return lines.size() < runs ? null : CallerFigures.parse(lines.get(runs - 1));
  }

  @Override
  public void close() throws IOException {
    try (arrivals;
        process) {
      process.endInput();
      process.await(40);
    }
  }
}
