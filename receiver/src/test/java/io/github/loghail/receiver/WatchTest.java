package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WatchTest {

  private static final TextPattern STARTED = TextPattern.of("--wait-for", "Started");

  private final CountDownLatch ended = new CountDownLatch(1);

  private Watch watch(TextPattern waitFor, int failOn, long count, Duration timeout) {
    Watch.Goals goals = new Watch.Goals(waitFor, failOn, "level", count, timeout);
    Watch watch = new Watch(goals, source -> !source.service().equals("other"));
    watch.start(ended::countDown);
    return watch;
  }

  private static Entry event(String service, int severity, String message) {
    return Made.logged(service, severity, "logger", encoder -> encoder.message(message));
  }

  /** The sort window still holds it when time is up, and gives it in the end. */
  @Test
  void whatCameInTimeCounts() throws InterruptedException {
    Watch watch = watch(STARTED, Severity.MAX + 1, 0, Duration.ofMillis(1));
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(watch.verdict(ExitCode.OK).code()).isEqualTo(ExitCode.NOT_MET);
    watch.accept(Made.message("Started"));
    assertThat(watch.verdict(ExitCode.OK).code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void theFirstCounts() {
    Watch watch = watch(STARTED, Severity.ERROR, 0, null);
    watch.accept(event("other", Severity.FATAL, "Started"));
    assertThat(ended.getCount()).isEqualTo(1);
    watch.accept(event("shop", Severity.INFO, "Started"));
    assertThat(ended.getCount()).isZero();
    watch.accept(event("shop", Severity.ERROR, "failed"));
    assertThat(watch.verdict(ExitCode.OK).code()).isEqualTo(ExitCode.OK);
  }

  /** As for the filters: what has no severity is INFO. */
  @Test
  void textIsAnEventToo() {
    Entry text = new Entry.Bare(Made.source("nc"), 0, Utf8.of("Started\nmore"));
    Watch waiting = watch(STARTED, Severity.WARN, 0, null);
    waiting.accept(text);
    assertThat(waiting.verdict(ExitCode.OK).reason())
        .isEqualTo("--wait-for /Started/ was met by nc: Started");
    Watch failing = watch(STARTED, Severity.INFO, 0, null);
    failing.accept(event("shop", 0, "x"));
    assertThat(failing.verdict(ExitCode.OK).code()).isEqualTo(ExitCode.FAIL_ON);
  }

  @Test
  void noticesAreNot() {
    Watch watch = watch(TextPattern.of("--wait-for", ""), 0, 0, null);
    watch.accept(new Entry.Joined(Made.source("shop"), 0));
    assertThat(watch.verdict(ExitCode.OK).code()).isEqualTo(ExitCode.NOT_MET);
  }

  @Test
  void aLongMessageIsCut() {
    Watch watch = watch(STARTED, Severity.WARN, 0, null);
    watch.accept(Made.message("Started" + "\ud83d\ude00".repeat(500)));
    String reason = watch.verdict(ExitCode.OK).reason();
    assertThat(reason).endsWith("\ud83d\ude00").hasSizeBetween(300, 400);
  }

  @Test
  void aFailureOfTheReceiverIsNoSuccess() {
    Watch watch = watch(STARTED, Severity.WARN, 0, null);
    assertThat(watch.verdict(ExitCode.FAILURE))
        .isEqualTo(new Watch.Verdict(ExitCode.FAILURE, null));
    Watch idle = watch(null, Severity.MAX + 1, 0, null);
    assertThat(idle.sinks()).isEmpty();
    assertThat(idle.verdict(ExitCode.OK)).isEqualTo(new Watch.Verdict(ExitCode.OK, null));
  }
}
