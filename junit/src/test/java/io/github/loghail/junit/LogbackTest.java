package io.github.loghail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.github.loghail.logback.LoghailAppender;
import io.github.loghail.receiver.LogEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** As a user writes it, with an appender that started before anybody knew the receiver's port. */
@Timeout(60)
@ExtendWith(LoghailExtension.class)
class LogbackTest {

  private static final Logger LOG = LoggerFactory.getLogger(LogbackTest.class);

  static {
    LOG.info("before any test");
  }

  @BeforeEach
  void logs() {
    LOG.debug("set up");
  }

  /** What it logs comes while the next test runs, which is not to see it. */
  @AfterEach
  void logsTooLate() {
    LOG.error("too late");
  }

  @RepeatedTest(5)
  void eachTestHasItsOwnEvents(LoggedEvents events) {
    LOG.info("one");
    LOG.warn("two");
    assertThat(events.messages()).containsExactly("set up", "one", "two");
    assertThat(events.errors()).isEmpty();
  }

  @Test
  void allThatWasLoggedIsThereAtOnce(LoggedEvents events) {
    for (int i = 0; i < 10_000; i++) {
      LOG.info("message {}", i);
    }
    List<LogEvent> messages = events.list(event -> event.message().startsWith("message "));
    assertThat(messages).hasSize(10_000);
    assertThat(messages.get(9_999).message()).isEqualTo("message 9999");
  }

  @Test
  void waitsForWhatOthersLog(LoggedEvents events) {
    Logger async = LoggerFactory.getLogger("async");
    new Thread(() -> async.error("declined", new IllegalStateException("no money"))).start();
    LogEvent event = events.await(each -> each.message().contains("declined"));
    assertThat(event.exception().message()).isEqualTo("no money");
    assertThat(event.service()).isEqualTo("shop");
    assertThat(events.errors()).containsExactly(event);
    async.info("with Awaitility");
    await().until(() -> events.any(each -> each.message().equals("with Awaitility")));
  }

  @Test
  void saysHowManyThereAreWhenNoneIsWanted(LoggedEvents events) {
    assertThatThrownBy(() -> events.await(Duration.ofMillis(20), event -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessage("no such event within 20 ms, of 1 event");
  }

  @Test
  void canBeCleared(LoggedEvents events) {
    LOG.info("one");
    events.clear();
    LOG.info("two");
    assertThat(events.messages()).containsExactly("two");
    assertThat(events.toString()).contains("shop", "INFO", "LogbackTest", "two");
  }

  /** An appender that starts while the receiver is there goes there as well. */
  @Test
  void anAppenderMayStartLater(LoggedEvents events) {
    LoggerContext other = new LoggerContext();
    other.setMDCAdapter(new LogbackMDCAdapter());
    LoghailAppender appender = new LoghailAppender();
    appender.setContext(other);
    appender.setService("late");
    appender.start();
    other.getLogger("root").addAppender(appender);
    other.getLogger("root").info("here");
    assertThat(events.list(event -> event.service().equals("late")))
        .extracting(LogEvent::message)
        .containsExactly("here");
    appender.stop();
  }
}
