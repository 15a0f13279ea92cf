package io.github.loghail.benchmarks;

import java.util.Locale;

/**
 * What an {@link Emitter} has logged in one go.
 *
 * @param from number of the first event
 * @param to number behind the last
 * @param startMillis when it began, since 1970
 * @param seconds how long it took
 */
record Emission(long from, long to, long startMillis, double seconds) {

  private static final String WORD = "ran";

  long events() {
    return to - from;
  }

  double endMillis() {
    return startMillis + 1e3 * seconds;
  }

  /** The line in which an emitter says so. */
  String line() {
    return String.format(Locale.ROOT, "%s %d %d %d %.6f", WORD, from, to, startMillis, seconds);
  }

  static boolean isLine(String line) {
    return line.startsWith(WORD + " ");
  }

  static Emission parse(String line) {
    String[] words = line.split(" ");
    return new Emission(
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Double.parseDouble(words[4]));
  }
}
