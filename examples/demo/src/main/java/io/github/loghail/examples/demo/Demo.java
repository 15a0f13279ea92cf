package io.github.loghail.examples.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Runs the receiver on this terminal and, in JVMs of their own, a service on Logback and one on
 * Log4j2 that log to it. {@code --for 10s} ends it; all other arguments are the receiver's.
 */
public final class Demo {

  private static final List<String> SERVICES = List.of("orders", "payments");
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Demo() {}

  /**
   * Runs the demo, and exits with the status of the receiver.
   *
   * @param arguments {@code --for}, and what the receiver is to be given
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), Installation.own(), System.err));
  }

  static int run(List<String> arguments, Installation installation, PrintStream err) {
    try {
      return run(DemoOptions.parse(arguments), installation);
    } catch (IllegalArgumentException e) {
      err.println("loghail demo: " + e.getMessage());
      return USAGE;
    } catch (IOException e) {
      err.println("loghail demo: cannot start: " + e.getMessage());
      return FAILED;
    }
  }

  private static int run(DemoOptions options, Installation installation) throws IOException {
    Troupe troupe = new Troupe(installation.receiver(options.forReceiver()));
    // a signal ends this JVM by its hooks, and its status is to be the receiver's all the same
    Thread hook =
        new Thread(() -> Runtime.getRuntime().halt(troupe.endAtSignal()), "demo-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      for (String service : SERVICES) {
        troupe.addService(
            installation.example(service), installation.output(service), options.port());
      }
      troupe.await(options.limit());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      troupe.end();
    }
    unhook(hook);
    return troupe.end();
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it runs already, and does what is left
    }
  }
}
