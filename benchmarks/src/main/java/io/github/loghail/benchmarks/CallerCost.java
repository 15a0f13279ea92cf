package io.github.loghail.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a log call costs its thread: {@code caller logback|log4j2}. Bursts that the ring holds, with
 * pauses in which it empties, as an application under load logs them; the medians of all bursts.
 */
final class CallerCost {

  private static final int BURSTS = 60;
  private static final int WARM_UP = 30;
  private static final int EVENTS = 20_000;

  private CallerCost() {}

  static void run(String[] args) throws IOException {
    Framework framework = Framework.start(args[0]);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    double[] nanos = new double[BURSTS];
    double[] bytes = new double[BURSTS];
    for (int burst = -WARM_UP; burst < BURSTS; burst++) {
      long allocated = threads.getThreadAllocatedBytes(self);
      long start = System.nanoTime();
      for (int i = 0; i < EVENTS; i++) {
        framework.log(0, i);
      }
      long taken = System.nanoTime() - start;
      if (burst >= 0) {
        nanos[burst] = taken / (double) EVENTS;
        bytes[burst] = (threads.getThreadAllocatedBytes(self) - allocated) / (double) EVENTS;
      }
      Lab.pause(50);
    }
    framework.stop();
    Arrays.sort(nanos);
    Arrays.sort(bytes);
    System.out.printf(
        Locale.ROOT,
        "%s: mean of a burst of %,d calls, median %.0f ns, worst burst %.0f ns;"
            + " %.0f bytes allocated a call; %s%n",
        args[0],
        EVENTS,
        nanos[BURSTS / 2],
        nanos[BURSTS - 1],
        bytes[BURSTS / 2],
        framework.counters());
  }
}
