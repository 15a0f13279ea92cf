package io.github.loghail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Datagram;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class FormatTest {

  private static final String TIME =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)";

  @Test
  void textIsALineAndTheTraceBelowIt() {
    try (Configured logback = Configured.with("<format>text</format>")) {
      MDC.put("user", "ada");
      logback.logger().warn("Grüße ✓", new IllegalStateException("why"));

      String thread = Thread.currentThread().getName();
      assertThat(logback.collector.nextForeign())
          .matches(
              "(?s)"
                  + TIME
                  + (" WARN  test \\["
                      + thread
                      + "\\] com\\.acme\\.Shop: Grüße ✓ user=ada( \\[shortened .*?])?\n")
                  + "java\\.lang\\.IllegalStateException: why\n\tat .*\n");
      assertThat(logback.errors()).isEmpty();
      assertThat(logback.warnings()).isEmpty();
    } finally {
      MDC.clear();
    }
  }

  @Test
  void textOfAnEncoderIsItsOutput() {
    try (Configured logback =
        Configured.with(
            "<format>text</format><encoder><pattern>%level! %msg%n%nopex</pattern></encoder>")) {
      logback.logger().info("one");
      logback.logger().info("two", new IllegalStateException());

      assertThat(logback.collector.nextForeign()).isEqualTo("INFO! one\n");
      assertThat(logback.collector.nextForeign()).isEqualTo("INFO! two\n");
    }
  }

  @Test
  void jsonIsAnObjectOfTheSchema() {
    try (Configured logback = Configured.with("<format>json</format>")) {
      logback.logger().atInfo().addKeyValue("order", 4711).log("\"accepted\"");

      assertThat(logback.collector.nextForeign())
          .startsWith("{\"@timestamp\":\"")
          .contains(
              "\"log.level\":\"INFO\",\"message\":\"\\\"accepted\\\"\",",
              "\"service.name\":\"test\"",
              "\"log.logger\":\"com.acme.Shop\"",
              "\"labels\":{\"order\":4711}")
          .endsWith("}\n");
    }
  }

  @Test
  void aWrongFormatIsOneWarningAndLoghail() {
    try (Configured logback = Configured.with("<format>xml</format>")) {
      logback.logger().info("still");

      assertThat(logback.collector.next().message()).hasToString("still");
      assertThat(logback.collector.datagrams()).noneMatch(Datagram.Foreign.class::isInstance);
      assertThat(logback.warnings())
          .containsExactly("format=\"xml\" is not loghail, text or json; using loghail");
    }
  }
}
