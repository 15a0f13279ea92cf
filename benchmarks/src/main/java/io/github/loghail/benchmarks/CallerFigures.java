package io.github.loghail.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * What calls to a logger cost, as a {@link CallerApp} has measured it.
 *
 * @param emission which events, and how long it took
 * @param meanNanos of a call, and so on
 * @param bytes allocated by the calling thread for each event
 * @param cpuMicros of the whole process for each event, until all was sent
 */
record CallerFigures(
    Emission emission,
    double meanNanos,
    double p50Nanos,
    double p99Nanos,
    double p999Nanos,
    double bytes,
    double cpuMicros) {

  private static final String WORD = "cost";

  /** From the duration of each call; the array is sorted by this. */
  static CallerFigures of(Emission emission, long[] nanos, double bytes, double cpuMicros) {
    Arrays.sort(nanos);
    return new CallerFigures(
        emission,
        Arrays.stream(nanos).average().orElse(0),
        percentile(nanos, 0.5),
        percentile(nanos, 0.99),
        percentile(nanos, 0.999),
        bytes,
        cpuMicros);
  }

  private static double percentile(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%s %.1f %.1f %.1f %.1f %.2f %.4f %s",
        WORD,
        meanNanos,
        p50Nanos,
        p99Nanos,
        p999Nanos,
        bytes,
        cpuMicros,
        emission.line());
  }

  static boolean isLine(String line) {
    return line.startsWith(WORD + " ");
  }

  static CallerFigures parse(String line) {
    String[] words = line.split(" ", 8);
    return new CallerFigures(
        Emission.parse(words[7]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Double.parseDouble(words[4]),
        Double.parseDouble(words[5]),
        Double.parseDouble(words[6]));
  }
}
