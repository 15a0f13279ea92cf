package io.github.loghail.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that measures each of its log calls: {@code call FRAMEWORK CONFIG WRAPPING}. A
 * {@link Workload} on standard input is answered with {@link CallerFigures}; the end of input stops
 * it. Messages are made before the clock runs; the clock's own cost, some 20 ns, is part of each
 * figure, of the floor's too.
 */
final class CallerApp {

  private static final int CHARACTERS = 120;
  private static final int FRAMES = 40;

  /** Compiling for no longer than this in a burst, in so many of them, is to have done with it. */
  private static final int IDLE_BURSTS = 8;

  private static final long IDLE_MILLIS = 1;

  private final EventLog log;
  private final Throwable thrown = thrown();
  private final String filler = Emitter.filler(CHARACTERS);
  private long next = Emitter.FIRST_NUMBER;

  private CallerApp(EventLog log) {
    this.log = log;
  }

  static void run(String[] args) throws IOException, InterruptedException {
    EventLog log = EventLog.start(args[0], args[1], "app", Wrapping.valueOf(args[2]));
    CallerApp app = new CallerApp(log);
    System.out.println(Emitter.READY);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      System.out.println(app.measure(Workload.parse(order)).line());
    }
    log.stop();
  }

  /** One of 40 frames in all, in two exceptions. */
  private static Throwable thrown() {
    Throwable cause = new IllegalStateException("the card was declined");
    cause.setStackTrace(frames(FRAMES / 2, "com.acme.payment.Gateway"));
    Throwable thrown = new RuntimeException("order 4711 cannot be paid", cause);
    thrown.setStackTrace(frames(FRAMES / 2, "com.acme.shop.OrderService"));
    return thrown;
  }

  private static StackTraceElement[] frames(int count, String className) {
    StackTraceElement[] frames = new StackTraceElement[count];
    for (int i = 0; i < count; i++) {
      frames[i] =
          new StackTraceElement(className + i % 7, "step" + i, "Source" + i % 7 + ".java", i);
    }
    return frames;
  }

  private CallerFigures measure(Workload workload) throws InterruptedException {
    return workload.isWarmUp() ? warmUp(workload) : measure(workload, workload.bursts());
  }

  /** Bursts until the compilers have been idle during some of them; what the last one cost. */
  private CallerFigures warmUp(Workload workload) throws InterruptedException {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    long from = next;
    long startMillis = System.currentTimeMillis();
    long start = System.nanoTime();
    int idle = 0;
    CallerFigures last;
    do {
      long before = compilers.getTotalCompilationTime();
      last = measure(workload, 1);
      idle = compilers.getTotalCompilationTime() - before <= IDLE_MILLIS ? idle + 1 : 0;
    } while (idle < IDLE_BURSTS
        && System.currentTimeMillis() - startMillis < Workload.LONGEST_WARM_UP_MILLIS);
    Emission all = new Emission(from, next, startMillis, (System.nanoTime() - start) / 1e9);
    return new CallerFigures(
        all,
        last.meanNanos(),
        last.p50Nanos(),
        last.p99Nanos(),
        last.p999Nanos(),
        last.bytes(),
        last.cpuMicros());
  }

  private CallerFigures measure(Workload workload, int bursts) throws InterruptedException {
    long from = next;
    long startMillis = System.currentTimeMillis();
    double cpuBefore = cpuNanos();
    int calls = workload.eventsPerThread() * workload.threads();
    long[] nanos = new long[calls * bursts];
    long bytes = 0;
    double seconds = 0;
    for (int burst = 0; burst < bursts; burst++) {
      Caller[] callers = callers(workload);
      long start = System.nanoTime();
      runAll(callers, workload);
      seconds += (System.nanoTime() - start) / 1e9;
      int at = burst * calls;
      for (Caller each : callers) {
        System.arraycopy(each.nanos, 0, nanos, at, each.nanos.length);
        at += each.nanos.length;
        bytes += each.bytes;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(workload.pauseMillis()));
    }
    double cpuMicros = (cpuNanos() - cpuBefore) / 1e3 / nanos.length;
    Emission emission = new Emission(from, next, startMillis, seconds);
    return CallerFigures.of(emission, nanos, (double) bytes / nanos.length, cpuMicros);
  }

  private static double cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private Caller[] callers(Workload workload) {
    Caller[] callers = new Caller[workload.threads()];
    for (int i = 0; i < callers.length; i++) {
      String[] messages = new String[workload.eventsPerThread()];
      for (int j = 0; j < messages.length; j++) {
        messages[j] = Emitter.message(next++, filler);
      }
      double perSecond = workload.perSecond() / workload.threads();
      callers[i] = new Caller(log, messages, workload.isThrowing() ? thrown : null, perSecond);
    }
    return callers;
  }

  private static void runAll(Caller[] callers, Workload workload) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(callers.length);
    CountDownLatch go = new CountDownLatch(1);
    Thread[] threads = new Thread[callers.length];
    for (int i = 0; i < callers.length; i++) {
      Caller caller = callers[i];
      threads[i] =
          Threads.start(
              workload.isVirtual(),
              () -> {
                ready.countDown();
                awaitQuietly(go);
                caller.run();
              });
    }
    ready.await();
    go.countDown();
    for (Thread each : threads) {
      each.join();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One thread's calls. */
  private static final class Caller implements Runnable {

    private final EventLog log;
    private final String[] messages;
    private final Throwable thrown;
    private final double perSecond;
    private final long[] nanos;
    private long bytes;

    Caller(EventLog log, String[] messages, Throwable thrown, double perSecond) {
      this.log = log;
      this.messages = messages;
      this.thrown = thrown;
      this.perSecond = perSecond;
      this.nanos = new long[messages.length];
      Arrays.fill(nanos, 1); // touched, so that no page fault is taken for a call's cost
    }

    @Override
    public void run() {
      EventLog.putContext();
      long before = allocated();
      long start = System.nanoTime();
      for (int i = 0; i < messages.length; i++) {
        if (perSecond > 0) {
          pace(start + (long) (i * 1e9 / perSecond));
        }
        long begin = System.nanoTime();
        if (thrown == null) {
          log.info(messages[i]);
        } else {
          log.error(messages[i], thrown);
        }
        nanos[i] = System.nanoTime() - begin;
      }
      bytes = allocated() - before;
    }

    /** 0 for a virtual thread, of which the JVM does not tell. */
    private static long allocated() {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      return Math.max(0, threads.getThreadAllocatedBytes(Thread.currentThread().getId()));
    }

    /** Parks while the next call is far: two cores are shared by all that is measured. */
    private static void pace(long due) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        if (left > 100_000) {
          LockSupport.parkNanos(left - 60_000);
        } else {
          Thread.onSpinWait();
        }
      }
    }
  }
}
