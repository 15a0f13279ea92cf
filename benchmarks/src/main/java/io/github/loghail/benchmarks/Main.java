package io.github.loghail.benchmarks;

import java.util.Arrays;

/** {@code java -jar benchmarks.jar COMMAND ...}. */
public final class Main {

  private Main() {}

  /**
   * Runs one of the commands.
   *
   * @param args the command, then what it takes
   * @throws Exception when a command fails
   */
  public static void main(String[] args) throws Exception {
    String command = args.length == 0 ? "help" : args[0];
    String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
    switch (command) {
      case "load" -> LoadApp.run(rest);
      case "many" -> ManyApps.run(rest);
      case "faults" -> faults(rest);
      case "soak" -> System.exit(new Soak(minutes(rest)).run() ? 0 : 1);
      case "caller" -> CallerCost.run(rest);
      default -> help();
    }
  }

  private static int minutes(String[] args) {
    return args.length == 2 && args[0].equals("--minutes") ? Integer.parseInt(args[1]) : 10;
  }

  private static void faults(String[] args) throws Exception {
    boolean held = new Faults(2_000_000).run(args.length == 0 ? "" : args[0]);
    System.exit(held ? 0 : 1);
  }

  private static void help() {
    System.err.println(
        """
        faults [PART OF A NAME]                         the fault suite, or some of its cases
        many SENDERS EVENTS PER_SECOND                  many senders in one JVM
        soak --minutes N                                a fault every 30 s
        caller logback|log4j2                           what a log call costs its thread
        load logback|log4j2 EVENTS THREADS PER_SECOND   log numbered events (0 a second: unpaced)
        """);
  }
}
