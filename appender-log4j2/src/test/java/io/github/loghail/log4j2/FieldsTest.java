package io.github.loghail.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldsTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN_ID = "00f067aa0ba902b7";

  private Configured log4j = Configured.with("", "");

  @AfterEach
  void close() {
    ThreadContext.clearAll();
    log4j.close();
  }

  private void reconfigure(String attributes) {
    log4j.close();
    log4j = Configured.with(attributes, "");
  }

  private Event next() {
    return log4j.collector.next();
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
    log4j.logger().info("Charge {} für {} ✓ 🙂", 4711, "ada");

    Event event = next();

    assertThat(event.message()).hasToString("Charge 4711 für ada ✓ 🙂");
    assertThat(event.logger()).hasToString("com.acme.Pay");
    assertThat(event.thread()).hasToString(Thread.currentThread().getName());
    assertThat(event.isFormatted()).isFalse();
    assertThat(event.caller()).isNull();
    assertThat(event.thrown()).isNull();
    assertThat(event.hasAttributes()).isFalse();
    assertThat(log4j.collector.resource().service()).isEqualTo("test");
    assertThat(log4j.collector.resource().framework()).isEqualTo("log4j2");
    assertThat(log4j.collector.resource().processId()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void sendsTheTimeToTheNanosecond() {
    Instant time = Instant.parse("2026-11-23T14:03:21.204123456Z");
    MutableInstant instant = new MutableInstant();
    instant.initFromEpochSecond(time.getEpochSecond(), time.getNano());

    log4j
        .appender()
        .append(
            Log4jLogEvent.newBuilder()
                .setLoggerName("clock")
                .setLevel(Level.INFO)
                .setMessage(new SimpleMessage("tick"))
                .setInstant(instant)
                .build());

    assertThat(next().epochNanos()).isEqualTo(time.getEpochSecond() * 1_000_000_000 + 204_123_456);
  }

  @Test
  void sendsAnEventOfWhichLittleIsKnown() {
    log4j.appender().append(Log4jLogEvent.newBuilder().setLoggerName(null).build());

    Event event = next();
    assertThat(event.message().isEmpty()).isTrue();
    assertThat(event.logger().isEmpty()).isTrue();
  }

  static Stream<Arguments> levels() {
    return Stream.of(
        Arguments.of(Level.TRACE, Severity.TRACE),
        Arguments.of(Level.DEBUG, Severity.DEBUG),
        Arguments.of(Level.INFO, Severity.INFO),
        Arguments.of(Level.WARN, Severity.WARN),
        Arguments.of(Level.ERROR, Severity.ERROR),
        Arguments.of(Level.FATAL, Severity.FATAL),
        Arguments.of(Level.forName("NOTICE", 350), 11),
        Arguments.of(Level.forName("NEARLY_WARN", 301), 12),
        Arguments.of(Level.forName("VERBOSE", 550), 3),
        Arguments.of(Level.forName("FINEST", 100_000), Severity.TRACE),
        Arguments.of(Level.forName("DISASTER", 1), Severity.MAX));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void mapsEveryLevel(Level level, int severity) {
    log4j.logger().log(level, "text");

    Event event = next();
    assertThat(event.severity()).isEqualTo(severity);
    assertThat(attributes(event).get("level"))
        .isEqualTo(level.getStandardLevel().name().equals(level.name()) ? null : level.name());
  }

  @Test
  void sendsContextMapAndStack() {
    ThreadContext.put("user", "ada");
    ThreadContext.push("request");
    ThreadContext.push("checkout");

    log4j.logger().info("paid");

    Event event = next();
    assertThat(attributes(event)).containsExactlyEntriesOf(Map.of("user", "ada"));
    assertThat(event.contextStack()).map(Object::toString).containsExactly("request", "checkout");
  }

  @Test
  void keepsTheContextToItselfWhenTold() {
    reconfigure("includeMdc='false'");
    ThreadContext.put("trace_id", TRACE_ID);
    ThreadContext.push("request");

    log4j.logger().info("paid");

    Event event = next();
    assertThat(event.hasAttributes()).isFalse();
    assertThat(event.contextStack()).isEmpty();
    assertThat(event.traceId()).isNull();
  }

  @Test
  void sendsTheTraceContextOfOpenTelemetryAsSuch() {
    ThreadContext.put("trace_id", TRACE_ID);
    ThreadContext.put("span_id", SPAN_ID);
    ThreadContext.put("trace_flags", "01");

    log4j.logger().info("traced");

    Event event = next();
    assertThat(event.traceId()).isEqualTo(TRACE_ID);
    assertThat(event.spanId()).isEqualTo(SPAN_ID);
    assertThat(attributes(event)).containsOnlyKeys("trace_flags");
  }

  @Test
  void sendsTheTraceContextOfMicrometerAsSuch() {
    ThreadContext.put("traceId", TRACE_ID);
    ThreadContext.put("spanId", SPAN_ID);

    log4j.logger().info("traced");

    Event event = next();
    assertThat(event.traceId()).isEqualTo(TRACE_ID);
    assertThat(event.spanId()).isEqualTo(SPAN_ID);
    assertThat(event.hasAttributes()).isFalse();
  }

  @Test
  void leavesIdsOfAnotherFormAsAttributes() {
    ThreadContext.put("trace_id", "0".repeat(32));
    ThreadContext.put("span_id", "none");

    log4j.logger().info("traced");

    Event event = next();
    assertThat(event.traceId()).isNull();
    assertThat(attributes(event)).containsOnlyKeys("trace_id", "span_id");
  }

  /** A map that is written with types of its own. */
  private static final class Typed extends MapMessage<Typed, Object> {

    private static final long serialVersionUID = 1;
  }

  @Test
  void sendsTheFieldsOfMaps() {
    log4j.logger().info(new Typed().with("order", 4711).with("total", 12.5).with("express", true));
    log4j.logger().info(new StringMapMessage().with("user", "ada"));

    assertThat(attributes(next()))
        .isEqualTo(Map.of("order", 4711L, "total", 12.5, "express", true));
    Event second = next();
    assertThat(attributes(second)).isEqualTo(Map.of("user", "ada"));
    assertThat(second.message()).hasToString("user=\"ada\"");
  }

  @Test
  void sendsTheFieldsOfStructuredData() {
    StructuredDataMessage login = new StructuredDataMessage("login", "Ada came", "audit");
    login.put("user", "ada");

    log4j.logger().info(login);

    Event event = next();
    assertThat(attributes(event)).isEqualTo(Map.of("user", "ada"));
    assertThat(event.message().toString()).contains("Ada came");
  }

  @Test
  void sendsObjectsAsTheirText() {
    log4j.logger().info(new ObjectMessage(Map.of("a", 1)));

    assertThat(next().message()).hasToString("{a=1}");
  }

  @Test
  void flattensMarkers() {
    log4j
        .logger()
        .warn(
            MarkerManager.getMarker("LOGIN")
                .setParents(
                    MarkerManager.getMarker("AUDIT")
                        .setParents(MarkerManager.getMarker("SECURITY")),
                    MarkerManager.getMarker("SLOW")),
            "marked");

    assertThat(next().markers())
        .map(Object::toString)
        .containsExactly("LOGIN", "AUDIT", "SECURITY", "SLOW");
  }

  @Test
  void endsWhereMarkersAreTheirOwnParents() {
    MarkerManager.getMarker("ONE").setParents(MarkerManager.getMarker("TWO"));
    MarkerManager.getMarker("TWO").setParents(MarkerManager.getMarker("ONE"));

    log4j.logger().info(MarkerManager.getMarker("ONE"), "marked");

    assertThat(next().markers()).hasSizeBetween(2, 64);
  }

  @Test
  void sendsTheCallerWhenAsked() {
    reconfigure("includeCallerData='true'");

    log4j.logger().info("here");

    Event event = next();
    assertThat(event.caller().className()).hasToString(FieldsTest.class.getName());
    assertThat(event.caller().method()).hasToString("sendsTheCallerWhenAsked");
    assertThat(event.caller().line()).isPositive();
    assertThat(log4j.appender().requiresLocation()).isTrue();
  }

  @Test
  void sendsThrowablesWithCausesAndSuppressed() {
    IOException root = new IOException("disk full");
    IllegalStateException outer = new IllegalStateException("cannot save", root);
    outer.addSuppressed(new IllegalArgumentException());

    log4j.logger().error("failed", outer);

    Thrown thrown = next().thrown();
    assertThat(thrown.className()).hasToString("java.lang.IllegalStateException");
    assertThat(thrown.message()).hasToString("cannot save");
    assertThat(thrown.frames()).hasSameSizeAs(outer.getStackTrace());
    Thrown cause = thrown.cause();
    assertThat(cause.message()).hasToString("disk full");
    assertThat(cause.framesInCommon()).isPositive();
    assertThat(cause.framesInCommon() + cause.frames().size())
        .isEqualTo(root.getStackTrace().length);
    assertThat(thrown.suppressed()).hasSize(1);
  }

  @Test
  void marksThrowablesThatComeRoundAgain() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);

    log4j.logger().error("round", one);

    assertThat(next().thrown().cause().cause().isCircular()).isTrue();
  }

  @Test
  void sendsLargeEventsWhole() {
    String large = "0123456789".repeat(50_000);

    log4j.logger().info("{}!", large);
    log4j.logger().info("small");

    assertThat(next().message()).hasToString(large + "!");
    assertThat(next().message()).hasToString("small");
  }

  @Test
  void shortensWhatIsTooLarge() {
    ThreadContext.put("order", "4711");
    log4j.logger().info("0123456789".repeat(200_000));

    Event event = next();
    assertThat(event.originalBytes()).isGreaterThan(2_000_000);
    assertThat(event.message().length()).isGreaterThan(500_000);
    assertThat(attributes(event)).containsEntry("order", "4711");
  }

  @Test
  void sendsSecretsMasked() {
    ThreadContext.put("user", "ada");
    ThreadContext.put("sessionToken", "s1");
    ThreadContext.put("trace_id", TRACE_ID);
    ThreadContext.put("span_id", SPAN_ID);
    log4j.logger().info("in");

    Event event = next();
    assertThat(attributes(event)).isEqualTo(Map.of("user", "ada", "sessionToken", "***"));
    assertThat(event.traceId()).isEqualTo(TRACE_ID);
  }

  /** The text of a map message is made of its fields. */
  @Test
  void masksTheTextOfAMapMessageToo() {
    log4j.logger().info(new StringMapMessage().with("password", "s1").with("user", "ada"));
    StructuredDataMessage login = new StructuredDataMessage("login", "Ada came", "audit");
    login.put("token", "s2");
    log4j.logger().info(login);

    Event first = next();
    assertThat(attributes(first)).isEqualTo(Map.of("password", "***", "user", "ada"));
    assertThat(first.message()).hasToString("password=\"***\" user=\"ada\"");
    Event second = next();
    assertThat(second.message()).hasToString("token=\"***\"");
  }

  @Test
  void masksWhatIsConfigured() {
    reconfigure("mask='none, iban'");
    log4j.logger().info(new StringMapMessage().with("password", "p").with("IBAN", "DE02"));

    assertThat(attributes(next())).isEqualTo(Map.of("password", "p", "IBAN", "***"));
  }
}
