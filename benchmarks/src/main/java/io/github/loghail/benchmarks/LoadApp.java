package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that logs numbered events and nothing else, in a JVM of its own: {@code LoadApp
 * FRAMEWORK EVENTS THREADS PER_SECOND [wait]}, 0 a second being as fast as it can; one that waits
 * says that it is ready, and begins when it is told a line. The appender is configured by {@code
 * logback-load.xml} or {@code log4j2-load.xml}, and by {@code loghail.*} properties. At the end it
 * prints what its appender has counted, a {@code name=value} a line.
 */
final class LoadApp {

  static final String READY = "ready";

  /** A slow application logs some events at once: to wake for each would be most of its load. */
  private static final int A_REQUEST = 10;

  private LoadApp() {}

  static void run(String[] args) throws InterruptedException, IOException {
    Framework framework = Framework.start(args[0]);
    long events = Long.parseLong(args[1]);
    int threads = Integer.parseInt(args[2]);
    double perSecond = Double.parseDouble(args[3]);
    if (args.length > 4) {
      System.out.println(READY);
      System.in.read();
    }
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
      if (perSecond > 1000 || perSecond > 0 && i % A_REQUEST == 0) {
        pace(start + (long) (i * 1e9 / perSecond), perSecond);
      }
      framework.log(thread, i);
    }
  }

  /** Parks while the next event is far, and spins at the end where that is a small part of it. */
  private static void pace(long due, double perSecond) {
    long spinNanos = perSecond > 1000 ? TimeUnit.MICROSECONDS.toNanos(60) : 0;
    long left = due - System.nanoTime();
    while (left > 0) {
      if (left > TimeUnit.MICROSECONDS.toNanos(100)) {
        LockSupport.parkNanos(left - spinNanos);
      } else {
        Thread.onSpinWait();
      }
      left = due - System.nanoTime();
    }
  }
}
