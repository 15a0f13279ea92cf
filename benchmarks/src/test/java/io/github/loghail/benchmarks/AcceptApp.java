package io.github.loghail.benchmarks;

import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** An application as any: its framework is configured by a file, and nobody stops it at the end. */
public final class AcceptApp {

  private AcceptApp() {}

  /** {@code WHAT FRAMEWORK COUNT PER_SECOND}. */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[2]);
    switch (args[0]) {
      case "samples" -> samples(args[1], count, Double.parseDouble(args[3]));
      case "large" -> large();
      case "exit" -> {
        samples(args[1], count, 0);
        System.exit(0);
      }
      case "interrupted" -> {
        samples(args[1], 1, 0); // while it reads its configuration an interrupt would be in the way
        Thread.currentThread().interrupt();
        samples(args[1], count, 0);
        System.out.println("interrupted=" + Thread.interrupted());
      }
      case "virtual" -> virtual(args[1], count);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void samples(String framework, int count, double perSecond) {
    new Sample(0).exception(); // classes are loaded before the clock runs
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      while (perSecond > 0 && System.nanoTime() - start < i * 1e9 / perSecond) {
        LockSupport.parkNanos(20_000);
      }
      if (framework.equals("logback")) {
        logback(new Sample(i));
      } else {
        log4j2(new Sample(i));
      }
    }
    double nanos = (System.nanoTime() - start) / (double) count;
    System.out.printf(java.util.Locale.ROOT, "nanosEach=%.0f%n", nanos);
  }

  private static void logback(Sample sample) {
    sample.context().forEach(MDC::put);
    LoggingEventBuilder builder =
        LoggerFactory.getLogger(sample.logger())
            .atLevel(org.slf4j.event.Level.valueOf(sample.level()))
            .addKeyValue("number", sample.i())
            .addKeyValue("even", sample.i() % 2 == 0)
            .addKeyValue("half", sample.i() / 2.0);
    if (sample.i() % 10 == 0) {
      builder = builder.addMarker(MarkerFactory.getMarker("AUDIT"));
    }
    if (sample.hasException()) {
      builder = builder.setCause(sample.exception());
    }
    builder.log(sample.message());
    MDC.clear();
  }

  private static void log4j2(Sample sample) {
    ThreadContext.putAll(sample.context());
    try {
      var builder = LogManager.getLogger(sample.logger()).atLevel(Level.valueOf(sample.level()));
      if (sample.i() % 10 == 0) {
        builder = builder.withMarker(MarkerManager.getMarker("AUDIT"));
      }
      if (sample.hasException()) {
        builder = builder.withThrowable(sample.exception());
      }
      builder.log(sample.message());
    } finally {
      ThreadContext.clearMap();
    }
  }

  private static void large() {
    org.slf4j.Logger logger = LoggerFactory.getLogger("large");
    logger.error("three causes", deep(300, 3));
    logger.info("x".repeat(500_000));
    logger.info("é".repeat(1_000_000));
    logger.info("after");
  }

  private static RuntimeException deep(int frames, int causes) {
    if (frames > 0) {
      return deep(frames - 1, causes);
    }
    return new IllegalStateException("cause " + causes, causes == 0 ? null : deep(20, causes - 1));
  }

  /** A thread for each event, virtual where there are such: by name, to be built for Java 17. */
  private static void virtual(String framework, int count) throws Exception {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    Class<?> type = Class.forName("java.lang.Thread$Builder");
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      Runnable task = () -> samples(framework, 100, 0);
      threads[i] = (Thread) type.getMethod("start", Runnable.class).invoke(builder, task);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
