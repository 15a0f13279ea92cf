package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Units;
import io.github.loghail.wire.Utf8;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Ends the receiver for a script: when an event matches, or is too severe, when enough of them were
 * shown, or when time is up. What comes first counts. It looks at everything received from the
 * services that are shown, whatever else the screen's filter hides.
 *
 * <p>The pipeline's thread gives it entries; any thread may ask for the {@link #verdict}.
 */
final class Watch implements Sink {

  /**
   * What ends it.
   *
   * @param waitFor a match ends it well; null for none
   * @param failOn this severity or above ends it badly; above {@link Severity#MAX} for none
   * @param failOnLevel as the user wrote it
   * @param count so many shown events end it well; 0 for none
   * @param timeout ends it, badly if something is waited for; null for none
   */
  record Goals(TextPattern waitFor, int failOn, String failOnLevel, long count, Duration timeout) {

    boolean isWaiting() {
      return waitFor != null || count > 0;
    }
  }

  /**
   * How it ended.
   *
   * @param code the status to exit with
   * @param reason one line
   */
  record Verdict(ExitCode code, String reason) {}

  private static final int MAX_QUOTED = 160;

  private final Goals goals;
  private final Predicate<Source> services;
  private final AtomicReference<Verdict> verdict = new AtomicReference<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean isTimeUp;
  private volatile Runnable end = () -> {};

  /**
   * Makes one.
   *
   * @param goals what ends it
   * @param services whose events it looks at
   */
  Watch(Goals goals, Predicate<Source> services) {
    this.goals = goals;
    this.services = services;
  }

  /** What must be given all that is received: this, or nothing where nothing is looked for. */
  List<Sink> sinks() {
    boolean looks = goals.waitFor != null || goals.failOn <= Severity.MAX;
    return looks ? List.of(this) : List.of();
  }

  /** A screen that shows no more than is to be counted. */
  Sink counting(FilterSink screen) {
    return goals.count > 0 ? new CountSink(screen, goals.count, this) : screen;
  }

  /**
   * Starts the time that there is.
   *
   * @param end ends the receiver without waiting for that
   */
  void start(Runnable end) {
    this.end = end;
    if (goals.timeout != null) {
      Thread thread = new Thread(this::awaitTimeout, "loghail-timeout");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void awaitTimeout() {
    try {
      if (!over.await(goals.timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        isTimeUp = true;
        end.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void accept(Entry entry) {
    boolean isEvent = entry instanceof Entry.Logged || entry instanceof Entry.Bare;
    if (!isEvent || verdict.get() != null || !services.test(entry.source())) {
      return;
    }
    if (severity(entry) >= goals.failOn) {
      met(ExitCode.FAIL_ON, "--fail-on " + goals.failOnLevel + " was met by " + quoted(entry));
    } else if (goals.waitFor != null && goals.waitFor.isIn(EventText.of(entry))) {
      met(ExitCode.OK, "--wait-for " + goals.waitFor + " was met by " + quoted(entry));
    }
  }

  /** As for a filter, what has no severity counts as INFO. */
  private static int severity(Entry entry) {
    int severity = entry instanceof Entry.Logged logged ? logged.event().severity() : 0;
    return severity == 0 ? Severity.INFO : severity;
  }

  /** {@code shop: INFO Started in 2.1 s}. */
  private static String quoted(Entry entry) {
    String level = "";
    Utf8 text;
    if (entry instanceof Entry.Logged logged) {
      Event event = logged.event();
      level = event.isFormatted() ? "" : Severity.name(event.severity()) + " ";
      text = event.message();
    } else {
      text = ((Entry.Bare) entry).text();
    }
    String line = Escaper.visible(Lines.first(text).toString());
    int end = Math.min(line.codePointCount(0, line.length()), MAX_QUOTED);
    String cut = line.substring(0, line.offsetByCodePoints(0, end));
    return Escaper.visible(entry.source().service()) + ": " + level + cut;
  }

  /** So many events were shown. */
  void counted() {
    met(ExitCode.OK, "--count " + goals.count + " was met");
  }

  private void met(ExitCode code, String reason) {
    if (verdict.compareAndSet(null, new Verdict(code, reason))) {
      over.countDown();
      end.run();
    }
  }

  /**
   * How it ended; to be asked when the receiver has.
   *
   * @param code how the receiver ended by itself
   */
  Verdict verdict(ExitCode code) {
    over.countDown();
    Verdict met = verdict.get();
    if (met != null || code != ExitCode.OK) {
      return met == null ? new Verdict(code, null) : met;
    }
    String time = isTimeUp ? "--timeout " + Units.text(goals.timeout) + " is over" : null;
    if (!goals.isWaiting()) {
      return new Verdict(ExitCode.OK, time);
    }
    String unmet =
        (goals.waitFor == null ? "" : "--wait-for " + goals.waitFor)
            + (goals.waitFor == null || goals.count == 0 ? "" : " or ")
            + (goals.count == 0 ? "" : "--count " + goals.count);
    return new Verdict(
        ExitCode.NOT_MET,
        time == null ? "ended before " + unmet + " was met" : time + ", " + unmet + " was not met");
  }

  @Override
  public void flush() throws IOException {}

  @Override
  public void close() throws IOException {}
}
