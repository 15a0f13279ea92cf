package io.github.loghail.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  private static final String TEXT = "Grüße ✓";

  private static Event log(Configured log4j, String text) {
    log4j.logger().warn(text);
    return log4j.collector.next();
  }

  /** The encoder of some charsets writes to the destination, that of others is gone round. */
  @ParameterizedTest
  @ValueSource(strings = {"", "charset='UTF-8'", "charset='ISO-8859-1'", "charset='UTF-16'"})
  void sendsItsOutputInUtf8(String charset) {
    try (Configured log4j =
        Configured.with("", "<PatternLayout " + charset + " pattern='%p %c{1} - %m'/>")) {
      Event event = log(log4j, TEXT);

      assertThat(event.message()).hasToString("WARN Pay - " + TEXT);
      assertThat(event.isFormatted()).isTrue();
      assertThat(event.severity()).isEqualTo(Severity.WARN);
      assertThat(event.logger()).hasToString("com.acme.Pay");
      assertThat(event.thread()).hasToString(Thread.currentThread().getName());
    }
  }

  /** Below, at and above what the scratch holds at first, and what Log4j2's own buffers do. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1024, 1025, 2048, 8191, 8192, 8193, 100_000, 500_000})
  void takesOutputOfAnyLength(int length) {
    try (Configured log4j = Configured.with("", "<PatternLayout charset='UTF-8' pattern='%m'/>")) {
      String text = "ä".repeat(length);

      assertThat(log(log4j, text).message()).hasToString(text);
      assertThat(log(log4j, "next").message()).hasToString("next");
    }
  }

  @Test
  void needsTheLocationOnlyWhereTheLayoutDoes() {
    try (Configured log4j = Configured.with("", "<PatternLayout pattern='%M %m'/>")) {
      assertThat(log4j.appender().requiresLocation()).isTrue();
      assertThat(log(log4j, "x").message()).hasToString("log x");
    }
    try (Configured log4j = Configured.with("", "<PatternLayout pattern='%m'/>")) {
      assertThat(log4j.appender().requiresLocation()).isFalse();
    }
  }
}
