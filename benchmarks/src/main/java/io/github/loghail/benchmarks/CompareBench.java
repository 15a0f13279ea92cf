package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What logging costs the application, ours and the peers in one run: {@code compare [--rounds N]
 * [--out FILE] [NAME]}, or only those with a part of a name. Each in a JVM of its own, one after
 * the other, and that over again in each round.
 */
final class CompareBench {

  /** A ring of 8 MB holds 20,000 of the small events, and 1,500 of those with 40 frames. */
  private static final Workload BURSTS =
      new Workload("Bursts, one thread", false, 1, false, 0, 20_000, 4, 50);

  private static final Workload PACED =
      new Workload("Paced, 20,000/s, one thread", false, 1, false, 20_000, 10_000, 1, 50);

  private static final Workload THROWING =
      new Workload("Exceptions of 40 frames, bursts", true, 1, false, 0, 1500, 4, 50);

  private static final Workload VIRTUAL =
      new Workload("Bursts, 200 virtual threads", false, 200, true, 0, 100, 4, 50);

  private static final List<Workload> WORKLOADS =
      List.of(
          BURSTS,
          new Workload("Bursts, four threads", false, 4, false, 0, 5000, 4, 50),
          PACED,
          THROWING,
          new Workload("Flat out, one thread, 120,000 events", false, 1, false, 0, 120_000, 1, 0));

  private final Lab lab = new Lab();
  private final List<Workload> workloads = new ArrayList<>(WORKLOADS);
  private final List<Standing> standings = new ArrayList<>();

  CompareBench() throws IOException {
    if (Threads.hasVirtual()) {
      workloads.add(VIRTUAL);
    }
  }

  static void run(String[] args) throws IOException {
    List<String> words = new ArrayList<>(List.of(args));
    int rounds = Options.number(words, "--rounds", 5);
    String out = Options.text(words, "--out", null);
    String part = words.isEmpty() ? "" : words.get(0);
    CompareBench bench = new CompareBench();
    String machine = Machine.describe("compare --rounds " + rounds);
    String tables = bench.compare(part, rounds);
    System.out.println(machine + "\n\n" + tables);
    if (out != null) {
      Files.writeString(Path.of(out), machine + "\n\n" + tables + "\n");
    }
  }

  /** All whose name has this part in it; the tables. */
  String compare(String part, int rounds) throws IOException {
    for (Contestant each : Contestant.all()) {
      if (each.name().contains(part)) {
        standings.add(new Standing(each));
      }
    }
    for (int round = 1; round <= rounds; round++) {
      for (Standing each : standings) {
        measure(each);
      }
      System.err.println("round " + round + " of " + rounds + " done");
    }
    lab.clean();
    return new CompareGoals(standings).print(BURSTS, PACED, THROWING)
        + "\n\n"
        + new CompareTables(standings).print(workloads);
  }

  private void measure(Standing standing) throws IOException {
    try (CallerTrial trial = CallerTrial.start(lab, standing.contestant())) {
      trial.warmUp(BURSTS);
      boolean hasThrown = false;
      for (Workload each : workloads) {
        if (each.isThrowing() && !hasThrown) {
          hasThrown = true;
          trial.warmUp(each);
        }
        standing.add(each, trial.run(each));
      }
    } catch (IOException e) {
      System.err.println(standing.contestant().name() + ": " + e.getMessage());
    }
  }
}
