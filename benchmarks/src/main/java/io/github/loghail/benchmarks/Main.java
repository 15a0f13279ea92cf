package io.github.loghail.benchmarks;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

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
      case "relay" -> relay(rest);
      case "faults" -> faults(rest);
      case "soak" -> System.exit(new Soak(minutes(rest)).run() ? 0 : 1);
      case "caller" -> CallerCost.run(rest);
      case "jmh" -> org.openjdk.jmh.Main.main(rest);
      case "compare" -> CompareBench.run(rest);
      case "call" -> CallerApp.run(rest);
      case "emit" -> Emitter.run(rest);
      case "receive" -> ReceiveBench.run(rest);
      case "sealed" -> SealedBench.run(rest);
      case "formats" -> FormatsBench.run(rest);
      case "filters" -> FilterBench.run(rest);
      case "rest" -> RestBench.run();
      case "scale" -> ScaleBench.run(rest);
      case "profile" -> ProfileBench.run(rest);
      case "flood" -> FloodBench.run(rest);
      case "spoof" -> Spoofer.run(rest);
      case "limits" -> LimitsBench.run(rest);
      default -> help();
    }
  }

  private static void relay(String[] args) throws Exception {
    Relay.Faults faults =
        new Relay.Faults(
            Double.parseDouble(args[3]),
            0,
            0,
            0,
            TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[4])));
    InetSocketAddress listen = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    InetSocketAddress target = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[2]));
    try (Relay relay = new Relay(listen, target, faults, 1)) {
      System.out.println("relay on port " + relay.port());
      Thread.currentThread().join();
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
        compare [--rounds N] [--out FILE] [PART OF A NAME]  what a log call costs, beside the peers
        receive [--rounds N] [PART OF A NAME]           log call to text in a file, beside the peers
        sealed [--rounds N] [PART OF A NAME]            what sealing costs, in the same way
        formats [PART OF A NAME]                        what others send, beside rsyslog
        filters [--rounds N]                            what filters and layouts cost the receiver
        rest                                            CPU and memory at rest, and start-up
        scale [--rounds N]                              cost per event as applications and events grow
        flood [--rate N] [--seconds N]                  an honest sender while somebody spoofs sessions
        spoof PORT PER_SECOND SECONDS                   the somebody
        limits                                          what loopback and plain Java allow
        profile [logback|log4j2]                        where the time goes
        jmh [OPTIONS]                                   micro-benchmarks; -prof gc for what is allocated
        relay HOST PORT TARGET_PORT LOSS DELAY_MILLIS   a bad network to a port of this machine
        load logback|log4j2 EVENTS THREADS PER_SECOND   log numbered events (0 a second: unpaced)
        """);
  }
}
