package io.github.loghail.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.sender.Format;
import io.github.loghail.sender.Overflow;
import io.github.loghail.sender.SenderConfig;
import io.github.loghail.wire.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static Configured load(String appender) {
    Configured log4j = new Configured(new LoggerContext("pay"));
    log4j.load(Configured.configuration(appender, "LOGHAIL"));
    return log4j;
  }

  @Test
  void worksAsItStands() {
    try (Configured log4j = load("<Loghail name='LOGHAIL'/>")) {
      log4j.logger().info("nobody may be listening");

      assertThat(log4j.appender().config())
          .isEqualTo(
              new SenderConfig(
                  "localhost",
                  9527,
                  "pay",
                  "log4j2",
                  Format.LOGHAIL,
                  8 << 20,
                  0,
                  1 << 20,
                  TimeUnit.MILLISECONDS.toNanos(25),
                  Overflow.DROP,
                  TimeUnit.SECONDS.toNanos(1),
                  TimeUnit.SECONDS.toNanos(1),
                  true,
                  null));
      assertThat(log4j.appender().ignoreExceptions()).isTrue();
      assertThat(log4j.errors()).isEmpty();
    }
  }

  @Test
  void everyAttributeArrives() {
    try (Configured log4j =
        load(
            "<Loghail name='LOGHAIL' host='127.0.0.1' port='9528' service='payments'"
                + " ringSize='1MB' maxPacketSize='1400' maxEventSize='64KB' linger='20ms'"
                + " overflow='block' blockTimeout='2s' stopTimeout='300 ms' feedback='false'"
                + " format='text' ignoreExceptions='false'/>")) {
      assertThat(log4j.appender().config())
          .isEqualTo(
              new SenderConfig(
                  "127.0.0.1",
                  9528,
                  "payments",
                  "log4j2",
                  Format.TEXT,
                  1 << 20,
                  1400,
                  64 << 10,
                  TimeUnit.MILLISECONDS.toNanos(20),
                  Overflow.BLOCK,
                  TimeUnit.SECONDS.toNanos(2),
                  TimeUnit.MILLISECONDS.toNanos(300),
                  false,
                  null));
      assertThat(log4j.appender().ignoreExceptions()).isFalse();
      assertThat(log4j.warnings()).isEmpty();
      assertThat(log4j.errors()).isEmpty();
    }
  }

  @Test
  void theFileOfASecretArrivesAndItsTextStaysThere(@TempDir Path folder) throws IOException {
    Path secret = folder.resolve("secret");
    SecretFile.create(secret);
    try (Configured log4j = load("<Loghail name='LOGHAIL' secretFile='" + secret + "'/>")) {
      assertThat(log4j.appender().config().secretFile()).isEqualTo(secret.toString());
      assertThat(log4j.appender().config().toString())
          .doesNotContain(Files.readString(secret).strip());
      assertThat(log4j.errors()).isEmpty();
    }
    LoghailAppender built =
        LoghailAppender.newBuilder().setName("LOGHAIL").setSecretFile("secret").build();
    assertThat(built.config().secretFile()).isEqualTo("secret");
  }

  /** The same settings by a program as by a file. */
  @Test
  void everySetterOfTheBuilderArrives() {
    LoghailAppender appender =
        LoghailAppender.newBuilder()
            .setName("LOGHAIL")
            .setHost("127.0.0.1")
            .setPort("9528")
            .setService("payments")
            .setRingSize("1MB")
            .setMaxPacketSize("1400")
            .setMaxEventSize("64KB")
            .setLinger("20ms")
            .setOverflow("block")
            .setBlockTimeout("2s")
            .setStopTimeout("300ms")
            .setFeedback("false")
            .setFormat("text")
            .setIncludeCallerData("true")
            .setIncludeMdc("false")
            .build();

    assertThat(appender.config())
        .isEqualTo(
            new SenderConfig(
                "127.0.0.1",
                9528,
                "payments",
                "log4j2",
                Format.TEXT,
                1 << 20,
                1400,
                64 << 10,
                TimeUnit.MILLISECONDS.toNanos(20),
                Overflow.BLOCK,
                TimeUnit.SECONDS.toNanos(2),
                TimeUnit.MILLISECONDS.toNanos(300),
                false,
                null));
    assertThat(appender.requiresLocation()).isTrue();
    assertThat(appender.getCounters().logged()).isZero();
  }

  @Test
  void wrongValuesAreWarningsThatSayWhatIsUsed() {
    try (Configured log4j =
        load(
            "<Loghail name='LOGHAIL' port='no' ringSize='lots' linger='soon' overflow='explode'"
                + " feedback='maybe' includeMdc='yes' includeCallerData='2'/>")) {
      String prefix = "Loghail appender LOGHAIL: ";

      assertThat(log4j.errors()).isEmpty();
      assertThat(log4j.warnings())
          .contains(prefix + "port=\"no\" is not a number from 1 to 65535; using 9527")
          .anyMatch(text -> text.startsWith(prefix + "ringSize=\"lots\" "))
          .anyMatch(text -> text.startsWith(prefix + "linger=\"soon\" "))
          .anyMatch(text -> text.startsWith(prefix + "overflow=\"explode\" "))
          .contains(prefix + "feedback=\"maybe\" is not true or false; using true")
          .contains(prefix + "includeMdc=\"yes\" is not true or false; using true")
          .contains(prefix + "includeCallerData=\"2\" is not true or false; using false");
      assertThat(log4j.appender().isStarted()).isTrue();
    }
  }

  @Test
  void systemPropertiesStandInForWhatIsNotSet() {
    System.setProperty("loghail.service", "from-property");
    System.setProperty("loghail.includeCallerData", "true");
    try (Configured log4j = load("<Loghail name='LOGHAIL' port='9528'/>")) {
      assertThat(log4j.appender().config().service()).isEqualTo("from-property");
      assertThat(log4j.appender().config().port()).isEqualTo(9528);
      assertThat(log4j.appender().requiresLocation()).isTrue();
    } finally {
      System.clearProperty("loghail.service");
      System.clearProperty("loghail.includeCallerData");
    }
  }
}
