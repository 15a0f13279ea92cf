package io.github.loghail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.sender.Format;
import io.github.loghail.sender.Overflow;
import io.github.loghail.sender.SenderConfig;
import io.github.loghail.wire.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @Test
  void worksAsItStands() {
    try (Configured logback = new Configured()) {
      logback.context.setName("shop");
      logback.load(
          Configured.configuration(
              "<appender name='LOGHAIL' class='io.github.loghail.logback.LoghailAppender'/>",
              "LOGHAIL"));
      logback.logger().info("nobody may be listening");

      assertThat(logback.appender().config())
          .isEqualTo(
              new SenderConfig(
                  "localhost",
                  9527,
                  "shop",
                  "logback",
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
      assertThat(logback.errors()).isEmpty();
    }
  }

  @Test
  void everyPropertyArrives() {
    try (Configured logback = new Configured()) {
      logback.load(
          Configured.configuration(
              "<appender name='LOGHAIL' class='io.github.loghail.logback.LoghailAppender'>"
                  + "<host>127.0.0.1</host><port>"
                  + logback.collector.port()
                  + "</port><service>orders</service><ringSize>1MB</ringSize>"
                  + "<maxPacketSize>1400</maxPacketSize><maxEventSize>64KB</maxEventSize>"
                  + "<linger>20ms</linger><overflow>block</overflow>"
                  + "<blockTimeout>2s</blockTimeout><stopTimeout>300 ms</stopTimeout>"
                  + "<feedback>false</feedback><format>text</format></appender>",
              "LOGHAIL"));

      assertThat(logback.appender().config())
          .isEqualTo(
              new SenderConfig(
                  "127.0.0.1",
                  logback.collector.port(),
                  "orders",
                  "logback",
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
      assertThat(logback.warnings()).isEmpty();
      assertThat(logback.errors()).isEmpty();
    }
  }

  @Test
  void theFileOfASecretArrivesAndItsTextStaysThere(@TempDir Path folder) throws IOException {
    Path secret = folder.resolve("secret");
    SecretFile.create(secret);
    try (Configured logback = new Configured()) {
      logback.load(
          Configured.configuration(
              "<appender name='LOGHAIL' class='io.github.loghail.logback.LoghailAppender'>"
                  + "<secretFile>"
                  + secret
                  + "</secretFile></appender>",
              "LOGHAIL"));
      assertThat(logback.appender().config().secretFile()).isEqualTo(secret.toString());
      assertThat(logback.appender().config().toString())
          .doesNotContain(Files.readString(secret).strip());
      assertThat(logback.errors()).isEmpty();
    }
  }

  @Test
  void wrongValuesAreWarningsThatSayWhatIsUsed() {
    try (Configured logback = new Configured()) {
      logback.load(
          Configured.configuration(
              "<appender name='LOGHAIL' class='io.github.loghail.logback.LoghailAppender'>"
                  + "<port>no</port><ringSize>lots</ringSize><linger>soon</linger>"
                  + "<overflow>explode</overflow><feedback>maybe</feedback>"
                  + "<includeMdc>yes</includeMdc><includeCallerData>2</includeCallerData>"
                  + "</appender>",
              "LOGHAIL"));

      assertThat(logback.errors()).isEmpty();
      assertThat(logback.warnings())
          .contains("port=\"no\" is not a number from 1 to 65535; using 9527")
          .anyMatch(text -> text.startsWith("ringSize=\"lots\" "))
          .anyMatch(text -> text.startsWith("linger=\"soon\" "))
          .anyMatch(text -> text.startsWith("overflow=\"explode\" "))
          .contains("feedback=\"maybe\" is not true or false; using true")
          .contains("includeMdc=\"yes\" is not true or false; using true")
          .contains("includeCallerData=\"2\" is not true or false; using false");
      assertThat(logback.appender().isStarted()).isTrue();
      assertThat(logback.appender().config().port()).isEqualTo(9527);
    }
  }

  @Test
  void systemPropertiesStandInForWhatIsNotSet() {
    System.setProperty("loghail.service", "from-property");
    System.setProperty("loghail.includeMdc", "nonsense");
    try (Configured logback = new Configured()) {
      logback.load(
          Configured.configuration(
              "<appender name='LOGHAIL' class='io.github.loghail.logback.LoghailAppender'/>",
              "LOGHAIL"));

      assertThat(logback.appender().config().service()).isEqualTo("from-property");
      assertThat(logback.warnings())
          .contains("includeMdc=\"nonsense\" is not true or false; using true");
    } finally {
      System.clearProperty("loghail.service");
      System.clearProperty("loghail.includeMdc");
    }
  }
}
