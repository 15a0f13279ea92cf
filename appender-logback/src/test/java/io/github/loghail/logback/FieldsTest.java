package io.github.loghail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

class FieldsTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN_ID = "00f067aa0ba902b7";

  private Configured logback = Configured.with("");

  @AfterEach
  void close() {
    MDC.clear();
    logback.close();
  }

  private void reconfigure(String elements) {
    logback.close();
    logback = Configured.with(elements);
  }

  private Event next() {
    return logback.collector.next();
  }

  static Map<String, Object> attributes(Event event) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    event.attributes().forEach(each -> attributes.put(each.key().toString(), plain(each.value())));
    return attributes;
  }

  private static Object plain(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().toString();
    }
    if (value instanceof Value.Whole whole) {
      return whole.value();
    }
    if (value instanceof Value.Real real) {
      return real.value();
    }
    return value instanceof Value.Bool bool ? (Object) bool.value() : null;
  }

  @Test
  void sendsMessageLoggerAndThread() {
    logback.logger().info("Order {} für {} ✓ 🙂", 4711, "ada");

    Event event = next();

    assertThat(event.message()).hasToString("Order 4711 für ada ✓ 🙂");
    assertThat(event.logger()).hasToString("com.acme.Shop");
    assertThat(event.thread()).hasToString(Thread.currentThread().getName());
    assertThat(event.isFormatted()).isFalse();
    assertThat(event.caller()).isNull();
    assertThat(event.thrown()).isNull();
    assertThat(event.hasAttributes()).isFalse();
    assertThat(logback.collector.resource().service()).isEqualTo("test");
    assertThat(logback.collector.resource().framework()).isEqualTo("logback");
    assertThat(logback.collector.resource().processId()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void sendsTheTimeToTheNanosecond() {
    Instant time = Instant.parse("2026-11-23T14:03:21.204123456Z");
    LoggingEvent logged = new LoggingEvent();
    logged.setLevel(Level.INFO);
    logged.setLoggerName("clock");
    logged.setThreadName("main");
    logged.setMessage("tick");
    logged.setLoggerContextRemoteView(logback.context.getLoggerContextRemoteView());
    logged.setMDCPropertyMap(Map.of());
    logged.setInstant(time);

    logback.appender().doAppend(logged);

    assertThat(next().epochNanos()).isEqualTo(time.getEpochSecond() * 1_000_000_000 + 204_123_456);
  }

  @Test
  void mapsEveryLevel() {
    logback.logger().trace("a");
    logback.logger().debug("b");
    logback.logger().info("c");
    logback.logger().warn("d");
    logback.logger().error("e");

    assertThat(next().severity()).isEqualTo(Severity.TRACE);
    assertThat(next().severity()).isEqualTo(Severity.DEBUG);
    assertThat(next().severity()).isEqualTo(Severity.INFO);
    assertThat(next().severity()).isEqualTo(Severity.WARN);
    assertThat(next().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void sendsMdcThenKeyValuePairsWithTheirTypes() {
    MDC.put("user", "ada");

    logback
        .logger()
        .atInfo()
        .setMessage("paid {}")
        .addArgument(3)
        .addKeyValue("order", 4711)
        .addKeyValue("total", 12.5)
        .addKeyValue("express", true)
        .addKeyValue("coupon", (Object) null)
        .addKeyValue("tax", new BigDecimal("1.90"))
        .addKeyValue("stock", 5_000_000_000L)
        .log();

    Event event = next();
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("user", "ada");
    expected.put("order", 4711L);
    expected.put("total", 12.5);
    expected.put("express", true);
    expected.put("coupon", null);
    expected.put("tax", "1.90");
    expected.put("stock", 5_000_000_000L);
    assertThat(attributes(event)).containsExactlyEntriesOf(expected);
    assertThat(event.message()).hasToString("paid 3");
  }

  @Test
  void keepsTheMdcToItselfWhenTold() {
    reconfigure("<includeMdc>false</includeMdc>");
    MDC.put("user", "ada");
    MDC.put("trace_id", TRACE_ID);

    logback.logger().atInfo().addKeyValue("order", 1).log("paid");

    Event event = next();
    assertThat(attributes(event)).containsOnlyKeys("order");
    assertThat(event.traceId()).isNull();
  }

  @Test
  void sendsTheTraceContextOfOpenTelemetryAsSuch() {
    MDC.put("trace_id", TRACE_ID);
    MDC.put("span_id", SPAN_ID);
    MDC.put("trace_flags", "01");

    logback.logger().info("traced");

    Event event = next();
    assertThat(event.traceId()).isEqualTo(TRACE_ID);
    assertThat(event.spanId()).isEqualTo(SPAN_ID);
    assertThat(attributes(event)).containsOnlyKeys("trace_flags");
  }

  @Test
  void sendsTheTraceContextOfMicrometerAsSuch() {
    MDC.put("traceId", TRACE_ID);
    MDC.put("spanId", SPAN_ID);

    logback.logger().info("traced");

    Event event = next();
    assertThat(event.traceId()).isEqualTo(TRACE_ID);
    assertThat(event.spanId()).isEqualTo(SPAN_ID);
    assertThat(event.hasAttributes()).isFalse();
  }

  @Test
  void leavesIdsOfAnotherFormAsAttributes() {
    MDC.put("traceId", SPAN_ID);
    MDC.put("spanId", SPAN_ID);

    logback.logger().info("traced");

    Event event = next();
    assertThat(event.traceId()).isNull();
    assertThat(attributes(event)).containsOnlyKeys("traceId", "spanId");
  }

  @Test
  @SuppressWarnings("deprecation") // references have no successor
  void flattensMarkers() {
    BasicMarkerFactory markers = new BasicMarkerFactory();
    Marker audit = markers.getMarker("AUDIT");
    Marker security = markers.getMarker("SECURITY");
    audit.add(security);
    security.add(markers.getMarker("LEGAL"));

    logback.logger().atWarn().addMarker(audit).addMarker(markers.getMarker("SLOW")).log("marked");

    assertThat(next().markers())
        .map(Object::toString)
        .containsExactly("AUDIT", "SECURITY", "LEGAL", "SLOW");
  }

  @Test
  @SuppressWarnings("deprecation") // references have no successor
  void endsWhereMarkersReferToEachOther() {
    BasicMarkerFactory markers = new BasicMarkerFactory();
    Marker one = markers.getMarker("ONE");
    Marker two = markers.getMarker("TWO");
    Marker three = markers.getMarker("THREE");
    one.add(two);
    two.add(three);
    three.add(one);
    three.add(two);

    logback.logger().info(one, "marked");

    assertThat(next().markers()).hasSizeBetween(3, 64);
  }

  @Test
  void sendsTheCallerWhenAsked() {
    reconfigure("<includeCallerData>true</includeCallerData>");

    logback.logger().info("here");

    Event event = next();
    assertThat(event.caller().className()).hasToString(FieldsTest.class.getName());
    assertThat(event.caller().method()).hasToString("sendsTheCallerWhenAsked");
    assertThat(event.caller().file()).hasToString("FieldsTest.java");
    assertThat(event.caller().line()).isPositive();
  }

  @Test
  void sendsThrowablesWithCausesAndSuppressed() {
    IOException root = new IOException("disk full");
    IllegalStateException outer = new IllegalStateException("cannot save", root);
    outer.addSuppressed(new IllegalArgumentException());

    logback.logger().error("failed", outer);

    Thrown thrown = next().thrown();
    assertThat(thrown.className()).hasToString("java.lang.IllegalStateException");
    assertThat(thrown.message()).hasToString("cannot save");
    assertThat(thrown.frames()).hasSameSizeAs(outer.getStackTrace());
    assertThat(thrown.frames().get(0).method())
        .hasToString("sendsThrowablesWithCausesAndSuppressed");
    Thrown cause = thrown.cause();
    assertThat(cause.className()).hasToString("java.io.IOException");
    assertThat(cause.framesInCommon() + cause.frames().size())
        .isEqualTo(root.getStackTrace().length);
    assertThat(cause.framesInCommon()).isPositive();
    assertThat(cause.cause()).isNull();
    assertThat(thrown.suppressed()).hasSize(1);
    assertThat(thrown.suppressed().get(0).message()).isNull();
  }

  @Test
  void marksThrowablesThatComeRoundAgain() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);

    logback.logger().error("round", one);

    Thrown again = next().thrown().cause().cause();
    assertThat(again.message()).hasToString("one");
    assertThat(again.isCircular()).isTrue();
    assertThat(again.cause()).isNull();
  }

  @Test
  void sendsLargeEventsWhole() {
    String large = "0123456789".repeat(50_000);

    logback.logger().info(large);

    assertThat(next().message()).hasToString(large);
  }

  @Test
  void shortensWhatIsTooLarge() {
    logback.logger().atInfo().addKeyValue("order", 4711).log("0123456789".repeat(200_000));

    Event event = next();
    assertThat(event.originalBytes()).isGreaterThan(2_000_000);
    assertThat(event.message().length()).isGreaterThan(500_000);
    assertThat(attributes(event)).containsEntry("order", 4711L);
  }

  @Test
  void runsOnTheLogbackThatWasAskedFor() {
    String jar =
        String.valueOf(LoggingEvent.class.getProtectionDomain().getCodeSource().getLocation());

    assertThat(jar).contains("logback-classic-" + System.getProperty("logback.expected", ""));
  }

  @Test
  void sendsSecretsMasked() {
    MDC.put("user", "ada");
    MDC.put("sessionToken", "s1");
    logback
        .logger()
        .atInfo()
        .addKeyValue("password", "s2")
        .addKeyValue("client_secret", 42)
        .addKeyValue("iban", "DE02")
        .log("in");

    assertThat(attributes(next()))
        .isEqualTo(
            Map.of(
                "user",
                "ada",
                "sessionToken",
                "***",
                "password",
                "***",
                "client_secret",
                "***",
                "iban",
                "DE02"));
  }

  @Test
  void masksWhatIsConfigured() {
    reconfigure("<mask>none, iban</mask>");
    logback.logger().atInfo().addKeyValue("password", "p").addKeyValue("IBAN", "DE02").log("in");

    assertThat(attributes(next())).isEqualTo(Map.of("password", "p", "IBAN", "***"));
  }
}
