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
  synchronized int end() {
    ended = true;
    services.forEach(Process::destroy);
    services.forEach(Troupe::awaitEnd);
    receiver.destroy();
    awaitEnd(receiver);
    return receiver.exitValue();
  }

  private static void awaitEnd(Process process) {
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
