package io.github.loghail.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Datagram;
import org.apache.logging.log4j.ThreadContext;
import org.junit.jupiter.api.Test;

class FormatTest {

  private static final String TIME =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)";

  @Test
  void textIsALineAndTheTraceBelowIt() {
    ThreadContext.put("user", "ada");
    try (Configured log4j = Configured.with("format='text'", "")) {
      log4j.logger().warn("Grüße ✓", new IllegalStateException("why"));

      String thread = Thread.currentThread().getName();
      assertThat(log4j.collector.nextForeign())
          .matches(
              "(?s)"
                  + TIME
                  + (" WARN  test \\["
                      + thread
                      + "\\] com\\.acme\\.Pay: Grüße ✓ user=ada( \\[shortened .*?])?\n")
                  + "java\\.lang\\.IllegalStateException: why\n\tat .*\n");
      assertThat(log4j.errors()).isEmpty();
      assertThat(log4j.warnings()).isEmpty();
    } finally {
      ThreadContext.clearMap();
    }
  }

  @Test
  void textOfALayoutIsItsOutput() {
    try (Configured log4j =
        Configured.with("format='text'", "<PatternLayout pattern='%p! %m%n'/>")) {
      log4j.logger().info("one");
      log4j.logger().info("two");

      assertThat(log4j.collector.nextForeign()).isEqualTo("INFO! one\n");
      assertThat(log4j.collector.nextForeign()).isEqualTo("INFO! two\n");
    }
  }

  @Test
  void jsonIsAnObjectOfTheSchema() {
    try (Configured log4j = Configured.with("format='json'", "")) {
      log4j.logger().info("\"accepted\"");

      assertThat(log4j.collector.nextForeign())
          .startsWith("{\"@timestamp\":\"")
          .contains(
              "\"log.level\":\"INFO\",\"message\":\"\\\"accepted\\\"\",",
              "\"service.name\":\"test\"",
              "\"log.logger\":\"com.acme.Pay\"")
          .endsWith("}\n");
    }
  }

  @Test
  void aWrongFormatIsOneWarningAndLoghail() {
    try (Configured log4j = Configured.with("format='xml'", "")) {
      log4j.logger().info("still");

      assertThat(log4j.collector.next().message()).hasToString("still");
      assertThat(log4j.collector.datagrams()).noneMatch(Datagram.Foreign.class::isInstance);
      assertThat(log4j.warnings())
          .containsExactly(
              "Loghail appender LOGHAIL: format=\"xml\" is not loghail, text or json; using loghail");
    }
  }
}
