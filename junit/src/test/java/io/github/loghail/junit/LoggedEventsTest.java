package io.github.loghail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.loghail.receiver.LogEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(60)
class LoggedEventsTest {

  private static final Logger LOG = LoggerFactory.getLogger(LoggedEventsTest.class);

  @Test
  void saysWhenThereIsNoAppender() {
    LoggedEvents none = new LoggedEvents(Map::of);
    assertThatThrownBy(() -> none.await(Duration.ofMillis(1), event -> true))
        .hasMessageContaining("of 0 events; no Loghail appender has started");
    assertThat(FailureLog.of("ATest.fails", none)).contains("ATest.fails logged nothing; no Log");
  }

  /** What was lost on its way is waited for once: the second look takes no time. */
  @Test
  void doesNotWaitTwiceForWhatDoesNotCome() {
    LoggedEvents lost = new LoggedEvents(() -> Map.of(7L, 1L));
    assertThat(lost.list()).isEmpty();
    long before = System.nanoTime();
    assertThat(lost.list()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    LoggedEvents nothing = new LoggedEvents(Map::of);
    CompletableFuture<Boolean> isKept = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                nothing.await(Duration.ofSeconds(50), event -> true);
              } catch (AssertionError e) {
                isKept.complete(Thread.currentThread().isInterrupted());
              }
            });
    waiting.start();
    waiting.interrupt();
    assertThat(isKept.join()).isTrue();
  }

  /** More than are kept, and each of them looked at once. */
  @Test
  void aFloodIsBoundedAndWaitedFor() {
    LoggedEvents events = Capture.open();
    AtomicInteger looks = new AtomicInteger();
    CompletableFuture<LogEvent> last =
        CompletableFuture.supplyAsync(
            () ->
                events.await(
                    Duration.ofSeconds(30),
                    event -> {
                      looks.incrementAndGet();
                      return event.message().equals("round 119999");
                    }));
    for (int i = 0; i < 120_000; i++) {
      LOG.info("round {}", i);
      if (i % 10_000 == 0) {
        events.list(); // so that none is dropped on its way, as logging is faster than anything
      }
    }
    assertThat(last.join().level()).isEqualTo("INFO");
    assertThat(looks).hasValueLessThanOrEqualTo(120_000);
    assertThat(events.list()).hasSizeBetween(100_000, 110_000).endsWith(last.join());
    assertThat(FailureLog.of("Flood", events)).contains("… 119000 events before");
    Capture.close(events);
  }

  /** As test classes that run at the same time do. */
  @Test
  void twoHaveTheEventsOfBoth() {
    LoggedEvents first = Capture.open();
    LOG.info("one");
    LoggedEvents second = Capture.open();
    LOG.info("two");
    assertThat(first.messages()).containsExactly("one", "two");
    assertThat(second.messages()).containsExactly("two");
    Capture.close(first);
    LOG.info("three");
    assertThat(second.messages()).containsExactly("two", "three");
    Capture.close(second);
  }
}
