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
 * @param bursts so often
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

  /** Runs the code in, 100,000 calls and some seconds. */
  Workload warmUp() {
    int times = isThrowing ? 8 : 12;
    return new Workload(title, isThrowing, 1, false, 0, isThrowing ? 1000 : 10_000, times, 60);
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
