package io.github.loghail.benchmarks;

/**
 * What a {@link CallerApp} is to do.
 *
 * @param title of the workload
 * @param isThrowing whether each event has an exception of 40 frames
 * @param threads that log at once
 * @param isVirtual whether they are virtual ones
 * @param perSecond of all of them; 0 for as fast as they can
 * @param eventsPerThread in each burst
 * @param bursts so often; {@link #WARM_UP} until the compilers have nothing to do
 * @param pauseMillis after each, so that a ring that holds one burst is empty at the next
 */
record Workload(
    String title,
    boolean isThrowing,
    int threads,
    boolean isVirtual,
    double perSecond,
    int eventsPerThread,
    int bursts,
    int pauseMillis) {

  /** As many bursts as it takes. */
  static final int WARM_UP = 0;

  /** What a warm-up takes at most. */
  static final long LONGEST_WARM_UP_MILLIS = 1500;

  /**
   * Runs the code in: the same calls, until the compilers have done with it or {@link
   * #LONGEST_WARM_UP_MILLIS} have passed.
   */
  Workload warmUp() {
    int events = isThrowing ? 1000 : 10_000;
    return new Workload(title, isThrowing, 1, false, 0, events, WARM_UP, 20);
  }

  boolean isWarmUp() {
    return bursts == WARM_UP;
  }

  String line() {
    return String.join(
        " ",
        "" + isThrowing,
        "" + threads,
        "" + isVirtual,
        "" + perSecond,
        "" + eventsPerThread,
        "" + bursts,
        "" + pauseMillis);
  }

  static Workload parse(String line) {
    String[] words = line.split(" ");
    return new Workload(
        "",
        Boolean.parseBoolean(words[0]),
        Integer.parseInt(words[1]),
        Boolean.parseBoolean(words[2]),
        Double.parseDouble(words[3]),
        Integer.parseInt(words[4]),
        Integer.parseInt(words[5]),
        Integer.parseInt(words[6]));
  }
}
