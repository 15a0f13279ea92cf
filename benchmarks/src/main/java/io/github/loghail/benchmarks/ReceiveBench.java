package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * End to end, from the log call to text in a file: {@code receive [--rounds N] [NAME]}, or only
 * those with a part of a name in their title. Every pairing in turn, in new processes, over some
 * rounds.
 */
final class ReceiveBench {

  private static final long OUR_WARM_UP_MILLIS = 6000;
  private static final long OUR_MILLIS = 5000;
  private static final long PEERS_WARM_UP_MILLIS = 2000;
  private static final long PEERS_MILLIS = 3000;

  /** What was measured of one pairing. */
  private static final class Result {
    private final Pairing pairing;
    private final SustainedRate rate = new SustainedRate();
    private final Samples sent = new Samples();
    private final Samples delivered = new Samples();
    private final Samples loss = new Samples();
    private final Samples cpu = new Samples();
    private final Samples sustained = new Samples();
    private final Samples sustainedCpu = new Samples();

    Result(Pairing pairing) {
      this.pairing = pairing;
    }

    void flatOut(Measurement measured, double lossPercent) {
      sent.add(measured.sentPerSecond() / 1e3);
      delivered.add(measured.deliveredPerSecond() / 1e3);
      loss.add(lossPercent);
      cpu.add(measured.cpuMicros());
    }

    void sustained(Measurement measured) {
      sustained.add(measured.deliveredPerSecond() / 1e3);
      sustainedCpu.add(measured.cpuMicros());
    }
  }

  private final Lab lab = new Lab();
  private final List<Result> results = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  private ReceiveBench() throws IOException {}

  static void run(String[] args) throws IOException {
    List<String> words = new ArrayList<>(List.of(args));
    int rounds = Options.number(words, "--rounds", 5);
    ReceiveBench bench = new ReceiveBench();
    bench.choose(words.isEmpty() ? "" : words.get(0));
    System.out.println(Machine.describe("receive --rounds " + rounds) + "\n");
    for (int round = 1; round <= rounds; round++) {
      for (Result result : bench.results) {
        bench.measure(result);
      }
      System.err.println("round " + round + " of " + rounds + " done");
    }
    bench.print();
    bench.lab.clean();
  }

  private void choose(String part) {
    List<Pairing> all = new ArrayList<>(Pairing.ours());
    for (Endpoint.Kind kind : List.of(Endpoint.Kind.RSYSLOG, Endpoint.Kind.SCRIPT)) {
      if (kind.isHere()) {
        all.addAll(Pairing.peers(kind));
      } else {
        skipped.add("Skipped: all into " + kind.title() + ", for want of " + kind.program() + ".");
      }
    }
    for (Pairing each : all) {
      if ((each.title() + " > " + each.kind().title()).contains(part)) {
        results.add(new Result(each));
      }
    }
  }

  private void measure(Result result) throws IOException {
    Pairing pairing = result.pairing;
    try (Trial trial =
        Trial.start(lab, pairing.kind(), pairing.setup(), 1, pairing.isUnreadable())) {
      trial.run(pairing.isOurs() ? OUR_WARM_UP_MILLIS : PEERS_WARM_UP_MILLIS, 0);
      Measurement flatOut = trial.run(pairing.isOurs() ? OUR_MILLIS : PEERS_MILLIS, 0);
      Optional<Measurement> sustained = result.rate.search(trial, flatOut);
      if (trial.endpoint().isToNowhere()) {
        long missing = trial.endAndCountMissing();
        result.flatOut(flatOut, 100.0 * missing / flatOut.sent());
      } else {
        result.flatOut(flatOut, flatOut.lossPercent());
      }
      sustained.ifPresent(result::sustained);
    }
  }

  private void print() {
    MarkdownTable table =
        new MarkdownTable(
            "appender",
            "into",
            "sent flat out, thousands/s",
            "delivered, thousands/s",
            "loss, %",
            "CPU µs per delivered event",
            "sustained with >= 99 % delivered, thousands/s",
            "CPU µs per event then",
            "ours is faster by",
            "ours needs less CPU by");
    for (Result each : results) {
      table.row(
          each.pairing.title(),
          each.pairing.kind().title(),
          each.sent.text("%,.0f"),
          each.delivered.text("%,.0f"),
          each.loss.text("%.1f"),
          each.cpu.text("%.2f"),
          each.sustained.text("%,.0f"),
          each.sustainedCpu.text("%.2f"),
          each.pairing.isOurs() ? "" : ratio(ours(each), each, true),
          each.pairing.isOurs() ? "" : ratio(ours(each), each, false));
    }
    System.out.println(table);
    System.out.println();
    skipped.forEach(System.out::println);
    verdict();
  }

  /** Our figures for the same framework: default packets, into a file. */
  private Optional<Result> ours(Result peer) {
    return results.stream()
        .filter(each -> each.pairing.isOurs() && each.pairing.kind() == Endpoint.Kind.LOGHAIL)
        .filter(each -> each.pairing.options().equals(EmitterProcess.BLOCK))
        .filter(each -> each.pairing.framework().equals(peer.pairing.framework()))
        .findFirst();
  }

  private static String ratio(Optional<Result> ours, Result peer, boolean isOfRates) {
    if (ours.isEmpty() || ours.get().sustained.isEmpty() || peer.sustained.isEmpty()) {
      return "–";
    }
    Result our = ours.get();
    double ratio =
        isOfRates
            ? our.sustained.median() / peer.sustained.median()
            : peer.sustainedCpu.median() / our.sustainedCpu.median();
    return String.format(Locale.ROOT, "%.1f ×", ratio);
  }

  private void verdict() {
    List<Result> peers =
        results.stream()
            .filter(each -> !each.pairing.isOurs() && !each.sustained.isEmpty())
            .toList();
    Comparator<Result> byRate = Comparator.comparingDouble(each -> each.sustained.median());
    Comparator<Result> byCpu = Comparator.comparingDouble(each -> each.sustainedCpu.median());
    peers.stream().max(byRate).ifPresent(best -> say("sustains most", best));
    peers.stream().min(byCpu).ifPresent(best -> say("needs least CPU", best));
  }

  private void say(String what, Result best) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "The peer pair that %s: %s into %s, %,.0f thousand events/s, %.2f µs.",
            what,
            best.pairing.title(),
            best.pairing.kind().title(),
            best.sustained.median(),
            best.sustainedCpu.median()));
    for (Result each : results) {
      if (each.pairing.isOurs()
          && each.pairing.kind() == Endpoint.Kind.LOGHAIL
          && each.pairing.options().equals(EmitterProcess.BLOCK)) {
        line.append(
            String.format(
                Locale.ROOT,
                " %s: %s its rate, %s less CPU.",
                each.pairing.title(),
                ratio(Optional.of(each), best, true),
                ratio(Optional.of(each), best, false)));
      }
    }
    System.out.println(line);
  }
}
