package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cost per event as applications and events grow: {@code scale [--rounds N] [apps|sizes]}, without
 * a word both.
 */
final class ScaleBench {

  private ScaleBench() {}

  static void run(String[] args) throws IOException {
    List<String> words = new ArrayList<>(List.of(args));
    int rounds = Options.number(words, "--rounds", 3);
    System.out.println(Machine.describe("scale --rounds " + rounds) + "\n");
    Lab lab = new Lab();
    boolean isOfApps = !words.contains("sizes");
    boolean isOfSizes = !words.contains("apps");
    ScaleOfApps apps = new ScaleOfApps(lab);
    ScaleOfSizes sizes = new ScaleOfSizes(lab);
    for (int round = 1; round <= rounds; round++) {
      if (isOfApps) {
        apps.round(round == 1);
      }
      if (isOfSizes) {
        sizes.round();
      }
      System.err.println("round " + round + " of " + rounds + " done");
    }
    System.out.println(isOfApps ? apps.table() + "\n" : "");
    System.out.println(isOfSizes ? sizes.table() : "");
    lab.clean();
  }
}
