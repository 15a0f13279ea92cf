package io.github.loghail.receiver.foreign;

import static io.github.loghail.receiver.foreign.Heard.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

  private static final long TIME = nanos("2026-11-26T14:03:21.391Z");
  private static final String TRACE =
      "java.lang.IllegalStateException: no\\n\\tat com.acme.Shop.open(Shop.java:88)\\n"
          + "Caused by: java.io.IOException: disk\\n\\tat com.acme.Disk.read(Disk.java:3)\\n"
          + "\\t... 1 more\\n";
  private static final String THROWN =
      " | java.lang.IllegalStateException: no 1+0 | java.io.IOException: disk 1+1";

  private static void shows(String datagram, String text) {
    Heard heard = Heard.of(datagram);
    assertThat(Heard.text(heard.event())).isEqualTo(text);
    assertThat(heard.event().epochNanos()).isEqualTo(TIME);
  }

  @Test
  void readsLogstash() {
    shows(
        "{\"@timestamp\":\"2026-11-26T15:03:21.391+01:00\",\"@version\":\"1\",\"message\":\"hi\","
            + "\"logger_name\":\"a.B\",\"thread_name\":\"main\",\"level\":\"ERROR\","
            + "\"level_value\":40000,\"stack_trace\":\""
            + TRACE
            + "\",\"order\":4711,"
            + "\"tags\":[\"AUDIT\"],\"app_name\":\"shop\"}\n",
        "ERROR [a.B] [main] hi order=4711" + THROWN);
  }

  @Test
  void readsEcsInBothForms() {
    shows(
        "{\"@timestamp\":\"2026-11-26T14:03:21.391Z\",\"log\":{\"level\":\"WARN\",\"logger\":\"a.B\"},"
            + "\"process\":{\"pid\":42,\"thread\":{\"name\":\"main\"}},\"service\":{\"name\":\"shop\","
            + "\"version\":\"1\"},\"message\":\"hi\",\"error\":{\"type\":\"x.Y\",\"message\":\"no\","
            + "\"stack_trace\":\""
            + TRACE
            + "\"},\"ecs\":{\"version\":\"8.11\"}}",
        "WARN [a.B] [main] hi service.version=1" + THROWN);
    Heard heard =
        Heard.of(
            "{\"@timestamp\":\"2026-11-26T14:03:21.391Z\",\"log.level\":\"WARN\",\"log.logger\":\"a.B\","
                + "\"process.thread.name\":\"main\",\"service.name\":\"shop\",\"message\":\"hi\","
                + "\"labels\":{\"order\":\"4711\"},\"tags\":[\"a\",\"b\"],\"ecs.version\":\"1.2.0\"}");
    assertThat(Heard.text(heard.event())).isEqualTo("WARN [a.B] [main] hi order=4711");
    assertThat(heard.event().markers()).hasToString("[a, b]");
    assertThat(heard.origin().service()).isEqualTo("shop");
  }

  @Test
  void readsLog4jsTemplates() {
    shows(
        "{\"mdc\":{\"order\":\"4711\"},\"exception\":{\"exception_class\":\"a.E\","
            + "\"exception_message\":\"no\",\"stacktrace\":\""
            + TRACE
            + "\"},\"@version\":1,"
            + "\"source_host\":\"box\",\"message\":\"hi\",\"thread_name\":\"main\","
            + "\"@timestamp\":\"2026-11-26T14:03:21.391Z\",\"level\":\"ERROR\",\"logger_name\":\"a.B\"}\0",
        "ERROR [a.B] [main] hi order=4711" + THROWN);
    shows(
        "{\"timestampSeconds\":1795701801,\"timestampNanos\":391000000,\"severity\":\"WARNING\","
            + "\"message\":\"hi "
            + TRACE
            + "\",\"logging.googleapis.com/labels\":{\"order\":\"4711\"},"
            + "\"logging.googleapis.com/sourceLocation\":{\"function\":\"\"},"
            + "\"logging.googleapis.com/trace_sampled\":true,\"exception\":\""
            + TRACE
            + "\","
            + "\"thread\":\"main\",\"logger\":\"a.B\"}",
        "WARN [a.B] [main] hi order=4711" + THROWN);
    shows(
        "{\"instant\":{\"epochSecond\":1795701801,\"nanoOfSecond\":391000000},\"thread\":\"main\","
            + "\"level\":\"ERROR\",\"loggerName\":\"a.B\",\"message\":\"hi\",\"thrown\":{\"message\":\"no\","
            + "\"name\":\"java.lang.IllegalStateException\",\"extendedStackTrace\":[{\"class\":\"com.acme.Shop\","
            + "\"method\":\"open\",\"file\":\"Shop.java\",\"line\":88}]},\"contextMap\":{\"order\":\"4711\"},"
            + "\"endOfBatch\":false,\"loggerFqcn\":\"x\",\"threadPriority\":5}",
        "ERROR [a.B] [main] hi order=4711 | java.lang.IllegalStateException: no 1+0");
  }

  @Test
  void readsPino() {
    Heard heard =
        Heard.of(
            "{\"level\":50,\"time\":1795701801391,\"pid\":42,\"hostname\":\"box\",\"name\":\"shop\","
                + "\"err\":{\"type\":\"Error\",\"message\":\"no\",\"stack\":\"Error: no\\n    at open (/shop.js:1:2)\"},"
                + "\"order\":4711,\"msg\":\"hi\"}");
    assertThat(Heard.text(heard.event()))
        .isEqualTo("ERROR [] [] hi\nError: no\n    at open (/shop.js:1:2) order=4711");
    assertThat(heard.origin()).isEqualTo(new Origin("shop", "box", 42, Format.JSON, Heard.FROM));
    assertThat(heard.event().epochNanos()).isEqualTo(TIME);
  }

  @Test
  void readsPythons() {
    shows(
        "{\"asctime\":\"2026-11-26 14:03:21,391\",\"levelname\":\"CRITICAL\",\"name\":\"shop.db\","
            + "\"message\":\"hi\",\"threadName\":\"MainThread\","
            + "\"exc_info\":\"Traceback (most recent call last):\\n  File \\\"a.py\\\"\\nE: x\"}",
        "FATAL [shop.db] [MainThread] hi\nTraceback (most recent call last):\n  File \"a.py\"\nE: x");
    shows(
        "{\"event\":\"hi\",\"level\":\"warning\",\"timestamp\":\"2026-11-26T14:03:21.391000Z\","
            + "\"logger\":\"shop\",\"order\":4711}",
        "WARN [shop] [] hi order=4711");
  }

  @Test
  void readsTheTraceContextAndTheCaller() {
    Heard heard =
        Heard.of(
            "{\"message\":\"hi\",\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\","
                + "\"span_id\":\"00f067aa0ba902b7\",\"caller_class_name\":\"a.B\","
                + "\"caller_method_name\":\"c\",\"caller_file_name\":\"B.java\",\"caller_line_number\":7}",
            "{\"message\":\"hi\",\"trace_id\":\"none\"}");
    assertThat(heard.events.get(0).traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(heard.events.get(0).spanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(heard.events.get(0).caller().line()).isEqualTo(7);
    assertThat(heard.events.get(0).caller().className()).hasToString("a.B");
    assertThat(Heard.text(heard.events.get(1))).isEqualTo("? [] [] hi trace_id=none");
  }

  @Test
  void losesNoField() {
    assertThat(
            Heard.text(
                Heard.of(
                        "{\"message\":\"a\",\"msg\":\"b\",\"pid\":\"x\",\"n\":null,\"l\":[1,\"2\"]}")
                    .event()))
        .isEqualTo("? [] [] a l=[1, 2] msg=b n=null pid=x");
    assertThat(Heard.text(Heard.of("{}").event())).isEqualTo("? [] [] ");
    assertThat(
            Heard.text(
                Heard.of("{\"level\":\"loud\",\"a\":1e999,\"b\":123456789012345678901234567890}")
                    .event()))
        .isEqualTo("? [] []  a=1e999 b=1.2345678901234568E29 level=loud");
  }

  @Test
  void readsSeveralObjectsOfOneDatagram() {
    assertThat(Heard.of("{\"message\":\"a\"}\n{\"message\":\"b\"}\n").events).hasSize(2);
  }

  @Test
  void bracesAloneAreText() {
    assertThat(Heard.of("{not json}", "{", "[1]").texts).containsExactly("{not json}", "{", "[1]");
  }

  @Test
  void boundsDepthAndFields() {
    String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
    StringBuilder wide = new StringBuilder("{\"x\":0");
    for (int i = 0; i < 2000; i++) {
      wide.append(",\"k").append(i).append("\":1");
    }
    Heard heard = Heard.of(deep, wide.append('}').toString(), "{\"" + "k".repeat(1000) + "\":1}");
    assertThat(heard.events).isEmpty();
    assertThat(heard.unreadable.get(0)).contains("json: Document nesting depth (33) exceeds");
    assertThat(heard.unreadable.get(1)).contains("json: more than 1024 fields");
    assertThat(heard.unreadable.get(2)).contains("json: ");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"message\":\"x', it ends in the middle of an object",
    "'{\"message\":\"x\"} x', no JSON at byte",
    "'{\"message\":\"x\"} 1', behind an object comes something else",
    "'{\"message\" 1}', no JSON at byte"
  })
  void saysWhatIsWrong(String datagram, String reason) {
    assertThat(Heard.of(datagram).unreadable)
        .singleElement()
        .asString()
        .contains("json: " + reason);
  }
}
