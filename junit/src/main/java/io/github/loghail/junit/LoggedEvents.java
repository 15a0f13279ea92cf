package io.github.loghail.junit;

import io.github.loghail.receiver.LogEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What was logged in this test so far; {@link LoghailExtension} gives it to tests, as a parameter.
 *
 * <p>{@link #list} and all that look at it see every log call that has returned before, as long as
 * the framework hands events to the appender in the calling thread. What is logged by other
 * threads, or through an asynchronous logger, is waited for: by {@link #await}, or by Awaitility
 * with {@code await().until(() -> events.any(...))}.
 *
 * <p>Any thread may call its methods. At least the newest 100,000 events are kept.
 */
public final class LoggedEvents {

  private static final int MIN_KEPT = 100_000;
  private static final int MAX_KEPT = MIN_KEPT + MIN_KEPT / 10;
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** What others log while this waits is not to linger in their appenders. */
  private static final long FLUSH_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<Map<Long, Long>> flush;
  private final List<LogEvent> events = new ArrayList<>();

  /** Of each session, the number of the first event that is this test's. */
  private final Map<Long, Long> begin = new HashMap<>();

  /** Of each session, the number of the event that is to come next. */
  private final Map<Long, Long> next = new HashMap<>();

  /** How many events there were before those that are kept: in this test, and ever. */
  private long forgotten;

  private long before;
  private boolean isAppenderThere;

  /**
   * Makes an empty one.
   *
   * @param flush lets what was logged leave, and tells of each session the number that its next
   *     event will have
   */
  LoggedEvents(Supplier<Map<Long, Long>> flush) {
    this.flush = flush;
  }

  synchronized void take(LogEvent event) {
    next.put(event.session(), event.sequence() + 1);
    if (event.sequence() >= begin.getOrDefault(event.session(), 0L)) {
      events.add(event);
      if (events.size() > MAX_KEPT) {
        forgotten += events.size() - MIN_KEPT;
        forget(events.size() - MIN_KEPT);
      }
    }
    notifyAll();
  }

  private void forget(int count) {
    events.subList(0, count).clear();
    before += count;
  }

  /**
   * All events, in the order in which they came: of each appender in the order in which they were
   * logged.
   *
   * @return a copy
   */
  public synchronized List<LogEvent> list() {
    awaitLogged();
    return List.copyOf(events);
  }

  /**
   * Those that are wanted.
   *
   * @param wanted which
   * @return a copy, in the order of {@link #list}
   */
  public List<LogEvent> list(Predicate<? super LogEvent> wanted) {
    return list().stream().filter(wanted).collect(Collectors.toUnmodifiableList());
  }

  /**
   * Those of level ERROR or worse.
   *
   * @return a copy, in the order of {@link #list}
   */
  public List<LogEvent> errors() {
    return list(LogEvent::isError);
  }

  /**
   * The messages alone.
   *
   * @return a copy, in the order of {@link #list}
   */
  public List<String> messages() {
    return list().stream().map(LogEvent::message).toList();
  }

  /**
   * Whether there is such an event.
   *
   * @param wanted which
   * @return true for one or more
   */
  public boolean any(Predicate<? super LogEvent> wanted) {
    return list().stream().anyMatch(wanted);
  }

  /**
   * Waits for an event, at most 5 seconds.
   *
   * @param wanted which
   * @return the first of this test that is wanted; it may have been logged long ago
   * @throws AssertionError when none comes
   */
  public LogEvent await(Predicate<? super LogEvent> wanted) {
    return await(PATIENCE, wanted);
  }

  /**
   * Waits for an event.
   *
   * @param patience how long at most
   * @param wanted which
   * @return the first of this test that is wanted; it may have been logged long ago
   * @throws AssertionError when none comes, or the thread is interrupted, which is kept
   */
  public synchronized LogEvent await(Duration patience, Predicate<? super LogEvent> wanted) {
    Objects.requireNonNull(wanted, "wanted");
    long deadline = System.nanoTime() + patience.toNanos();
    long next = before;
    while (true) {
      logged();
      for (next = Math.max(next, before); next < before + events.size(); next++) {
        LogEvent event = events.get((int) (next - before));
        if (wanted.test(event)) {
          return event;
        }
      }
      if (!waitUntil(deadline)) {
        throw new AssertionError(
            "no such event within " + patience.toMillis() + " ms, of " + count() + hint());
      }
    }
  }

  private String count() {
    return events.size() == 1 ? "1 event" : events.size() + " events";
  }

  /** Forgets what was logged so far, also what is still under way. */
  public synchronized void clear() {
    begin.clear();
    begin.putAll(logged());
    forget(events.size());
    forgotten = 0;
  }

  /** How many were too many to be kept. */
  synchronized long forgotten() {
    return forgotten;
  }

  /** Why there may be nothing. */
  synchronized String hint() {
    return isAppenderThere
        ? ""
        : "; no Loghail appender has started: is one in the logging configuration of the tests?";
  }

  private Map<Long, Long> logged() {
    Map<Long, Long> logged = flush.get();
    isAppenderThere |= !logged.isEmpty();
    return logged;
  }

  /** What does not come in time is not waited for again: it may have been lost on its way. */
  private void awaitLogged() {
    Map<Long, Long> logged = logged();
    long deadline = System.nanoTime() + FLUSH_NANOS;
    while (!hasCome(logged)) {
      if (!waitUntil(deadline)) {
        logged.forEach((session, number) -> next.merge(session, number, Math::max));
      }
    }
  }

  private boolean hasCome(Map<Long, Long> logged) {
    return logged.entrySet().stream()
        .allMatch(
            each ->
                each.getValue() <= begin.getOrDefault(each.getKey(), 0L)
                    || each.getValue() <= next.getOrDefault(each.getKey(), 0L));
  }

  /** False when it is too late, or the thread was interrupted. */
  private boolean waitUntil(long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, FLUSH_AGAIN_NANOS));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * The log as {@code loghail} prints it.
   *
   * @return lines, or empty for no events
   */
  @Override
  public String toString() {
    return list().stream().map(LogEvent::text).collect(Collectors.joining(System.lineSeparator()));
  }
}
