package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code profile [logback|log4j2]}: where the time goes between a log call and text in a file, at
 * full speed. Each process samples itself; what the JVM's own threads use is in the table of
 * processor time.
 */
final class ProfileBench {

  private static final long WARM_UP_MILLIS = 5_000;
  private static final long MILLIS = 10_000;

  /** Threads with a smaller share of a core are left out. */
  private static final double MIN_SHARE = 0.01;

  private ProfileBench() {}

  static void run(String[] args) throws IOException {
    String framework = args.length == 0 ? "logback" : args[0];
    Lab lab = new Lab();
    Path senderFile = lab.file("sender.jfr");
    Path receiverFile = lab.file("receiver.jfr");
    List<String> options = new ArrayList<>(EmitterProcess.BLOCK);
    options.add(FlightProfile.option(senderFile));
    EmitterProcess.Setup setup = new EmitterProcess.Setup(framework, "loghail", 1, 120, options);
    Instant from;
    Instant to;
    System.out.println(Machine.describe("profile " + framework) + "\n");
    Endpoint receiver =
        Endpoint.open(lab, Endpoint.Kind.LOGHAIL, FlightProfile.option(receiverFile));
    try (Trial trial = Trial.start(lab, receiver, setup, 1, false)) {
      trial.run(WARM_UP_MILLIS, 0);
      Map<String, Double> before = threads(trial);
      from = Instant.now();
      Measurement measured = trial.run(MILLIS, 0);
      to = Instant.now();
      System.out.printf(
          Locale.ROOT,
          "%s, `block`: %,.0f events/s delivered, %.1f %% lost.%n%n",
          framework,
          measured.deliveredPerSecond(),
          measured.lossPercent());
      System.out.println(cpu(before, threads(trial), measured) + "\n");
    }
    System.out.print(FlightProfile.read(senderFile, from, to).tables("application"));
    System.out.print(FlightProfile.read(receiverFile, from, to).tables("receiver"));
    lab.clean();
  }

  private static Map<String, Double> threads(Trial trial) throws IOException {
    Map<String, Double> all = new TreeMap<>();
    long sender = trial.emitters().get(0).process().pid();
    long receiver = trial.endpoint().process().pid();
    ProcessCpu.byThread(sender).forEach((name, used) -> all.put("application: " + name, used));
    ProcessCpu.byThread(receiver).forEach((name, used) -> all.put("receiver: " + name, used));
    return all;
  }

  private static MarkdownTable cpu(
      Map<String, Double> before, Map<String, Double> after, Measurement measured) {
    MarkdownTable table =
        new MarkdownTable("thread, as Linux names it", "% of a core", "ns per event");
    after.forEach(
        (name, used) -> {
          double seconds = used - before.getOrDefault(name, 0.0);
          if (seconds >= MIN_SHARE * measured.seconds()) {
            table.row(
                "`" + name + "`",
                String.format(Locale.ROOT, "%.0f", 100 * seconds / measured.seconds()),
                String.format(Locale.ROOT, "%.0f", 1e9 * seconds / measured.delivered()));
          }
        });
    return table;
  }
}
