package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Applications and the receiver they log to, each a process of its own; {@link #run} as often as
 * wished, the first time to warm up. Not thread-safe.
 */
final class Trial implements AutoCloseable {

  private static final long POLL_MILLIS = 10;

  /** A receiver that has not written for so long has written all. */
  private static final long QUIET_MILLIS = 250;

  private static final long LONGEST_SECONDS = 120;

  /** Room between the numbers of two applications. */
  private static final long NUMBERS_EACH = 50_000_000;

  private final Endpoint endpoint;
  private final boolean isCountedByLine;
  private final List<EmitterProcess> emitters = new ArrayList<>();
  private long logged;

  private Trial(Endpoint endpoint, boolean isCountedByLine) {
    this.endpoint = endpoint;
    this.isCountedByLine = isCountedByLine;
  }

  /**
   * Starts all of them.
   *
   * @param lab holds their output
   * @param kind of the receiver
   * @param setup of each application
   * @param processes that many applications
   * @param isCountedByLine when the receiver writes a line for each event, but not readably
   */
  static Trial start(
      Lab lab,
      Endpoint.Kind kind,
      EmitterProcess.Setup setup,
      int processes,
      boolean isCountedByLine)
      throws IOException {
    return start(lab, Endpoint.open(lab, kind), setup, processes, isCountedByLine);
  }

  /** The same with a receiver that has been opened; the trial closes it. */
  static Trial start(
      Lab lab,
      Endpoint receiver,
      EmitterProcess.Setup setup,
      int processes,
      boolean isCountedByLine)
      throws IOException {
    Trial trial = new Trial(receiver, isCountedByLine);
    try {
      for (int i = 0; i < processes; i++) {
        long first = Emitter.FIRST_NUMBER + i * NUMBERS_EACH;
        trial.emitters.add(EmitterProcess.start(lab, setup, trial.endpoint.port(), first));
      }
      for (EmitterProcess emitter : trial.emitters) {
        emitter.awaitReady();
      }
      return trial;
    } catch (IOException e) {
      trial.close();
      throw e;
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  List<EmitterProcess> emitters() {
    return emitters;
  }

  /** Lets all of them log for so long, at this rate in sum, or as fast as they can when it is 0. */
  Measurement run(long millis, double perSecond) throws IOException {
    Course course = new Course();
    for (EmitterProcess emitter : emitters) {
      emitter.run(millis, perSecond / emitters.size());
    }
    List<Emission> emissions = course.follow();
    long sent = emissions.stream().mapToLong(Emission::events).sum();
    logged += sent;
    double start = emissions.stream().mapToLong(Emission::startMillis).min().orElseThrow();
    double end = emissions.stream().mapToDouble(Emission::endMillis).max().orElseThrow();
    return new Measurement(
        sent,
        (end - start) / 1e3,
        endpoint.isToNowhere() ? sent : delivered(course.offset, emissions),
        (Math.max(end, course.lastMillis) - start) / 1e3,
        course.senderCpu - course.senderCpuBefore,
        course.receiverCpu - course.receiverCpuBefore);
  }

  private long delivered(long offset, List<Emission> emissions) throws IOException {
    Deliveries deliveries = Deliveries.in(endpoint.output(), offset, emissions);
    return isCountedByLine ? deliveries.lines() : deliveries.events();
  }

  /** Ends all; how many of all events the receiver does not say it has shown. */
  long endAndCountMissing() throws IOException {
    endEmitters();
    OptionalLong shown = endpoint.stop();
    return logged - shown.orElseThrow(() -> new IOException("the receiver printed no summary"));
  }

  private void endEmitters() throws IOException {
    for (EmitterProcess emitter : emitters) {
      emitter.close();
    }
  }

  @Override
  public void close() throws IOException {
    try (endpoint) {
      endEmitters();
    }
  }

  /** One run, watched from its start until nothing more is written. */
  private final class Course {

    private final long offset = endpoint.written();
    private final double senderCpuBefore = cpuOfSenders();
    private final double receiverCpuBefore = ProcessCpu.seconds(endpoint.process().pid());
    private final Emission[] emissions = new Emission[emitters.size()];
    private double senderCpu;
    private double receiverCpu;
    private double lastMillis;
    private long written = offset;
    private int open = emissions.length;

    private Course() throws IOException {}

    /** Follows it; notes the processor time when anything last happened, not that of waiting. */
    private List<Emission> follow() throws IOException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
      while (open > 0 || System.currentTimeMillis() - lastMillis < QUIET_MILLIS) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException("no end after " + LONGEST_SECONDS + " s");
        }
        if (isGrown() | isAnyDone()) {
          lastMillis = System.currentTimeMillis();
          senderCpu = cpuOfSenders();
          receiverCpu = ProcessCpu.seconds(endpoint.process().pid());
        }
        Lab.pause(POLL_MILLIS);
      }
      return List.of(emissions);
    }

    private boolean isGrown() throws IOException {
      long before = written;
      written = endpoint.written();
      return written != before;
    }

    private boolean isAnyDone() throws IOException {
      int before = open;
      for (int i = 0; i < emissions.length; i++) {
        Optional<Emission> done =
            emissions[i] == null ? emitters.get(i).emission() : Optional.empty();
        if (done.isPresent()) {
          emissions[i] = done.get();
          open--;
        }
      }
      return open < before;
    }

    private double cpuOfSenders() throws IOException {
      double sum = 0;
      for (EmitterProcess emitter : emitters) {
        sum += ProcessCpu.seconds(emitter.process().pid());
      }
      return sum;
    }
  }
}
