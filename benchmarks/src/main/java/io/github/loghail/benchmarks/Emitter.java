package io.github.loghail.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that logs numbered events when it is told to: {@code emit FRAMEWORK CONFIG APPS
 * CHARACTERS FIRST_NUMBER}. A line {@code run MILLIS PER_SECOND} on standard input makes it log for
 * so long, 0 a second being as fast as it can, and answer with an {@link Emission}; the end of
 * input stops it. All from one thread, in turn to as many logging contexts as there are apps.
 *
 * <p>Each message begins with {@value #MARK} and ten digits, so that what was delivered can be
 * counted in whatever a receiver writes.
 */
final class Emitter {

  static final String MARK = "seq=";
  static final long FIRST_NUMBER = 1_000_000_000L;
  static final int DIGITS = 10;
  static final String READY = "ready";

  private static final String TEXT = "order accepted and handed on to the payment service, ";

  /** A paced emitter wakes so often: spinning until each event were a load of its own. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** What is owed for longer is not made up for: a burst of it would be another load. */
  private static final long MAX_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final List<EventLog> logs;
  private final String filler;
  private long next;

  Emitter(List<EventLog> logs, int characters, long first) {
    this.logs = logs;
    this.filler = filler(characters);
    this.next = first;
  }

  static void run(String[] args) throws IOException {
    List<EventLog> logs = new ArrayList<>();
    int apps = Integer.parseInt(args[2]);
    for (int i = 0; i < apps; i++) {
      logs.add(EventLog.start(args[0], args[1], apps == 1 ? "app" : "app-" + args[4] + "-" + i));
    }
    EventLog.putContext();
    Emitter emitter = new Emitter(logs, Integer.parseInt(args[3]), Long.parseLong(args[4]));
    System.out.println(READY);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ");
      long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[1]));
      System.out.println(emitter.emit(nanos, Double.parseDouble(words[2])).line());
    }
    logs.forEach(EventLog::stop);
  }

  /** Logs for so long, paced unless {@code perSecond} is 0. */
  Emission emit(long nanos, double perSecond) {
    long from = next;
    long startMillis = System.currentTimeMillis();
    long start = System.nanoTime();
    if (perSecond > 0) {
      paced(start, nanos, perSecond);
    } else {
      flatOut(start, nanos);
    }
    return new Emission(from, next, startMillis, (System.nanoTime() - start) / 1e9);
  }

  private void flatOut(long start, long nanos) {
    while (System.nanoTime() - start < nanos) {
      for (int i = 0; i < 16; i++) {
        log();
      }
    }
  }

  private void paced(long start, long nanos, double perSecond) {
    double nanosPerEvent = 1e9 / perSecond;
    double due = 0;
    for (long now = 0; now < nanos; now = System.nanoTime() - start) {
      due = Math.max(due, now - MAX_LATE_NANOS);
      for (; due <= now; due += nanosPerEvent) {
        log();
      }
      LockSupport.parkNanos(Math.max(TICK_NANOS, (long) due - now));
    }
  }

  private void log() {
    logs.get((int) (next % logs.size())).info(message(next, filler));
    next++;
  }

  static String message(long number, String filler) {
    return MARK + number + filler;
  }

  /** Text behind the mark, so that a message has about so many characters. */
  static String filler(int characters) {
    String text = " " + TEXT.repeat(Math.max(0, characters) / TEXT.length() + 1);
    return text.substring(0, Math.max(1, characters - MARK.length() - DIGITS));
  }
}
