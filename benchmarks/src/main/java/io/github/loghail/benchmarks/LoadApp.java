package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that logs numbered events and nothing else, in a JVM of its own: {@code LoadApp
 * FRAMEWORK EVENTS THREADS PER_SECOND}, 0 a second being as fast as it can. The appender is
 * configured by {@code logback-load.xml} or {@code log4j2-load.xml}, and by {@code loghail.*}
 * properties. At the end it prints what its appender has counted, a {@code name=value} a line.
 */
final class LoadApp {

  private LoadApp() {}

  static void run(String[] args) throws InterruptedException, IOException {
    Framework framework = Framework.start(args[0]);
    long events = Long.parseLong(args[1]);
    int threads = Integer.parseInt(args[2]);
    double perSecond = Double.parseDouble(args[3]);
    Thread[] all = new Thread[threads];
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      int number = i;
      all[i] =
          new Thread(
              () -> log(framework, number, events / threads, perSecond / threads), "load-" + i);
      all[i].start();
    }
    for (Thread each : all) {
      each.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    framework.stop();
    System.out.printf("seconds=%.3f%n", seconds);
    framework.counters().forEach((name, value) -> System.out.println(name + "=" + value));
  }

  private static void log(Framework framework, int thread, long events, double perSecond) {
    long start = System.nanoTime();
    for (long i = 0; i < events; i++) {
      if (perSecond > 0) {
        pace(start + (long) (i * 1e9 / perSecond));
      }
      framework.log(thread, i);
    }
  }

  /** Parks while the next event is far, so that a slow rate costs no core. */
  private static void pace(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      if (left > TimeUnit.MICROSECONDS.toNanos(100)) {
        LockSupport.parkNanos(left - TimeUnit.MICROSECONDS.toNanos(60));
      } else {
        Thread.onSpinWait();
      }
      left = due - System.nanoTime();
    }
  }
}
