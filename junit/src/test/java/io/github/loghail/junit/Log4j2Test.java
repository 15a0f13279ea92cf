package io.github.loghail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.receiver.LogEvent;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As a user writes it; with a receiver for each test, and an appender that would linger. */
@Timeout(60)
class Log4j2Test {

  private static final Logger LOG = LogManager.getLogger(Log4j2Test.class);

  static {
    LOG.info("before any test");
  }

  @RegisterExtension private final LoghailExtension loghail = new LoghailExtension();

  @AfterEach
  void logsTooLate() {
    LOG.error("too late");
  }

  @RepeatedTest(5)
  void eachTestHasItsOwnEvents(LoggedEvents events) {
    LOG.info("one");
    LOG.info("two");
    assertThat(events.messages()).containsExactly("one", "two");
  }

  @Test
  void hasAllThatWasLogged(LoggedEvents events) {
    ThreadContext.put("order", "4711");
    LOG.error("declined", new IllegalStateException("no money"));
    ThreadContext.clearMap();
    LogEvent event = events.await(each -> each.level().equals("ERROR"));
    assertThat(event.service()).isEqualTo("pay");
    assertThat(event.attributes()).containsExactly(Map.entry("order", "4711"));
    assertThat(event.exception().stackTrace()).contains("Log4j2Test.hasAllThatWasLogged");
  }

  @Test
  void aReconfigurationLosesNothing(LoggedEvents events) {
    LOG.info("before");
    ((LoggerContext) LogManager.getContext(false)).reconfigure();
    LOG.info("after");
    assertThat(events.messages()).contains("before", "after");
  }
}
