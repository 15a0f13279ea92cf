package io.github.loghail.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.sender.SenderCounters;
import io.github.loghail.testing.Leaks;
import io.github.loghail.wire.Datagram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {

  @BeforeEach
  void awaitTheEndOfOthers() {
    awaitThreads(0);
  }

  private static void awaitThreads(int count) {
    await().untilAsserted(() -> assertThat(Leaks.threads()).hasSize(count));
  }

  private static long sessions(Configured log4j) {
    return log4j.collector.datagrams().stream()
        .filter(Datagram.Native.class::isInstance)
        .map(datagram -> ((Datagram.Native) datagram).session())
        .distinct()
        .count();
  }

  @Test
  void stopSendsWhatIsLeft() {
    try (Configured log4j = Configured.with("linger='10s'", "")) {
      LoghailAppender appender = log4j.appender();
      for (int i = 0; i < 1000; i++) {
        log4j.logger().info("event {}", i);
      }

      log4j.context.stop(5, TimeUnit.SECONDS);

      for (int i = 0; i < 1000; i++) {
        assertThat(log4j.collector.next().message()).hasToString("event " + i);
      }
      SenderCounters counters = appender.getCounters();
      assertThat(counters.logged()).isEqualTo(1000);
      assertThat(counters.sentEvents()).isEqualTo(1000);
      assertThat(counters.dropped()).isZero();
    }
    awaitThreads(0);
  }

  @Test
  void startsAndStopsAgainAndAgain() {
    try (Configured log4j = Configured.with("", "")) {
      LoghailAppender appender = log4j.appender();
      for (int i = 0; i < 3; i++) {
        appender.start();
        log4j.logger().info("round {}", i);
        assertThat(log4j.collector.next().message()).hasToString("round " + i);
        appender.stop();
        appender.stop();
        awaitThreads(0);
      }
    }
  }

  @Test
  void reconfiguringHandsTheRunningSenderOn() {
    try (Configured log4j = Configured.with("", "")) {
      log4j.logger().info("first");
      log4j.collector.next();
      long sockets = Leaks.sockets();
      LoghailAppender first = log4j.appender();

      for (int i = 0; i < 5; i++) {
        log4j.load(log4j.sending("", ""));
        log4j.logger().info("again {}", i);
        assertThat(log4j.collector.next().message()).hasToString("again " + i);
        assertThat(Leaks.threads()).containsExactly("loghail-sender");
      }

      assertThat(log4j.appender()).isNotSameAs(first);
      assertThat(Leaks.sockets()).isEqualTo(sockets);
      assertThat(sessions(log4j)).isEqualTo(1);
      assertThat(log4j.errors()).isEmpty();
    }
    awaitThreads(0);
  }

  @Test
  void reconfiguringWithOtherSettingsStartsAnotherSender() {
    try (Configured log4j = Configured.with("", "")) {
      log4j.logger().info("first");
      log4j.collector.next();

      log4j.load(log4j.sending("linger='5ms'", ""));
      log4j.logger().info("second");

      assertThat(log4j.collector.next().message()).hasToString("second");
      awaitThreads(1);
      assertThat(sessions(log4j)).isEqualTo(2);
    }
    awaitThreads(0);
  }

  @Test
  void aChangedFileIsMonitoredAndTakesOver(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log4j2.xml");
    try (Configured log4j = new Configured(new LoggerContext("test", null, file.toUri()))) {
      String xml =
          log4j.sending("", "").replace("<Configuration>", "<Configuration monitorInterval='1'>");
      Files.writeString(file, xml);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
      log4j.context.start();
      log4j.logger().info("before");
      log4j.collector.next();

      Files.writeString(file, xml.replace("service='test'", "service='changed'"));

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                log4j.logger().info("after");
                log4j.collector.next();
                assertThat(log4j.collector.resource().service()).isEqualTo("changed");
              });
      awaitThreads(1);
      assertThat(log4j.errors()).isEmpty();
    }
    awaitThreads(0);
  }

  @Test
  void aNameThatDoesNotResolveHarmsNothing() {
    try (Configured log4j = new Configured(new LoggerContext("test"))) {
      log4j.load(
          Configured.configuration(
              "<Loghail name='LOGHAIL' host='nowhere.invalid' stopTimeout='100ms'/>", "LOGHAIL"));
      LoghailAppender appender = log4j.appender();
      for (int i = 0; i < 100; i++) {
        log4j.logger().info("event {}", i);
      }

      assertThat(appender.getCounters().accepted()).isEqualTo(100);
      await()
          .untilAsserted(
              () -> assertThat(log4j.warnings()).anyMatch(w -> w.contains("nowhere.invalid")));
      long before = System.nanoTime();
      log4j.context.stop(1, TimeUnit.MINUTES);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
      assertThat(appender.getCounters().abandoned()).isEqualTo(100);
      assertThat(log4j.errors()).isEmpty();
    }
  }
}
