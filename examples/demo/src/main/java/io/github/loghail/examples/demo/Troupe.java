package io.github.loghail.examples.demo;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The processes of a demo: services, and the receiver, which has the terminal. Whichever way it
 * ends, none of them is left: the services end first, so that the receiver still shows their last
 * words. Used by the main thread and by the shutdown hook.
 */
final class Troupe {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What the receiver takes to end by itself, at a Ctrl-C which it has got as well. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Process receiver;
  private final List<Process> services = new ArrayList<>();
  private boolean ended;

  Troupe(List<String> receiverCommand) throws IOException {
    receiver = new ProcessBuilder(receiverCommand).inheritIO().start();
  }

  /** The port goes by the environment, as it would in a container; null leaves the default. */
  synchronized void addService(List<String> command, File output, String port) throws IOException {
    if (ended) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    if (port != null) {
      builder.environment().put("LOGHAIL_PORT", port);
    }
    services.add(builder.start());
  }

  /** Waits until the receiver has ended, or the time is over; null is without end. */
  void await(Duration limit) throws InterruptedException {
    if (limit == null) {
      receiver.waitFor();
    } else {
      receiver.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Ends all that still runs, and answers how the receiver ended. */
  int end() {
    return end(Duration.ZERO);
  }

  /**
   * The same at a signal. A Ctrl-C goes to all processes of the terminal, and a receiver that is
   * told twice ends at once, without its summary: so it is given time first.
   */
  int endAtSignal() {
    return end(GRACE);
  }

  private synchronized int end(Duration grace) {
    ended = true;
    services.forEach(Process::destroy);
    services.forEach(Troupe::awaitEnd);
    if (!isOver(receiver, grace)) {
      receiver.destroy();
    }
    awaitEnd(receiver);
    return receiver.exitValue();
  }

  private static void awaitEnd(Process process) {
    if (!isOver(process, PATIENCE)) {
      process.destroyForcibly();
      isOver(process, PATIENCE);
    }
  }

  /** Waits so long at most, without an interrupt cutting it short: there is an end to be made. */
  private static boolean isOver(Process process, Duration wait) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + wait.toNanos();
    try {
      while (true) {
        try {
          return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
