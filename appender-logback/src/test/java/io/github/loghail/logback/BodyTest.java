package io.github.loghail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.EncoderBase;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyTest {

  private static final String TEXT = "Grüße ✓";

  /** Never starts, as one with a wrong pattern. */
  public static final class DeadLayout extends LayoutBase<ILoggingEvent> {
    @Override
    public void start() {}

    @Override
    public String doLayout(ILoggingEvent event) {
      return "dead";
    }
  }

  /** Fails on some events. */
  public static final class PickyEncoder extends EncoderBase<ILoggingEvent> {
    @Override
    public byte[] headerBytes() {
      return null;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      if (event.getMessage().startsWith("bad")) {
        throw new AssertionError("cannot encode this");
      }
      return event.getMessage().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return null;
    }
  }

  private static Event log(Configured logback) {
    logback.logger().warn(TEXT);
    return logback.collector.next();
  }

  @Test
  void sendsTheOutputOfAnEncoderInUtf8() {
    try (Configured logback =
        Configured.with("<encoder><pattern>%level %logger{0} - %msg</pattern></encoder>")) {
      Event event = log(logback);

      assertThat(event.message()).hasToString("WARN Shop - " + TEXT);
      assertThat(event.isFormatted()).isTrue();
      assertThat(event.severity()).isEqualTo(Severity.WARN);
      assertThat(event.logger()).hasToString("com.acme.Shop");
      assertThat(event.thread()).hasToString(Thread.currentThread().getName());
      assertThat(logback.warnings()).isEmpty();
      assertThat(logback.errors()).isEmpty();
    }
  }

  @Test
  void overridesACharsetThatIsNotUtf8() {
    try (Configured logback =
        Configured.with(
            "<encoder><charset>ISO-8859-1</charset><pattern>%msg</pattern></encoder>")) {
      assertThat(log(logback).message()).hasToString(TEXT);
      assertThat(logback.warnings())
          .containsExactly("the encoder's charset=\"ISO-8859-1\" is not UTF-8; using UTF-8");
    }
  }

  @Test
  void sendsTheOutputOfALayout() {
    try (Configured logback = Configured.with("<layout><pattern>%msg!%n</pattern></layout>")) {
      Event event = log(logback);

      assertThat(event.message()).hasToString(TEXT + "!" + System.lineSeparator());
      assertThat(event.isFormatted()).isTrue();
    }
  }

  @Test
  void prefersTheEncoder() {
    try (Configured logback =
        Configured.with(
            "<encoder><pattern>e %msg</pattern></encoder>"
                + "<layout><pattern>l %msg</pattern></layout>")) {
      assertThat(log(logback).message()).hasToString("e " + TEXT);
      assertThat(logback.warnings()).hasSize(1).first().asString().contains("using the encoder");
    }
  }

  @Test
  void sendsFieldsWhenTheLayoutDoesNotStart() {
    try (Configured logback =
        Configured.with("<layout class='" + DeadLayout.class.getName() + "'/>")) {
      Event event = log(logback);

      assertThat(event.message()).hasToString(TEXT);
      assertThat(event.isFormatted()).isFalse();
      assertThat(logback.warnings()).hasSize(1).first().asString().contains("layout did not start");
    }
  }

  @Test
  void countsWhatAnEncoderFailsOnAndWarnsOnce() {
    try (Configured logback =
        Configured.with("<encoder class='" + PickyEncoder.class.getName() + "'/>")) {
      logback.logger().info("bad one");
      logback.logger().info("bad two");

      assertThat(log(logback).message()).hasToString(TEXT);
      assertThat(logback.appender().getCounters().droppedEncodeError()).isEqualTo(2);
      assertThat(logback.appender().getCounters().logged()).isEqualTo(3);
      assertThat(logback.warnings())
          .filteredOn(text -> text.contains("could not be read"))
          .containsExactly(
              "dropped an event of logger com.acme.Shop that could not be read: "
                  + "java.lang.AssertionError: cannot encode this");
      assertThat(logback.errors()).isEmpty();
    }
  }

  @Test
  void startsWhatAProgramHasNotStarted() {
    try (Configured logback = new Configured()) {
      ch.qos.logback.classic.PatternLayout layout = new ch.qos.logback.classic.PatternLayout();
      layout.setContext(logback.context);
      layout.setPattern("p %msg");
      LoghailAppender appender = new LoghailAppender();
      appender.setContext(logback.context);
      appender.setPort(Integer.toString(logback.collector.port()));
      appender.setFeedback("false");
      appender.setLayout(layout);
      appender.start();
      logback.logger().addAppender(appender);

      assertThat(log(logback).message()).hasToString("p " + TEXT);
    }
  }
}
