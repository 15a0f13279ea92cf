package io.github.loghail.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.joran.JoranConfigurator;
import io.github.loghail.sender.SenderCounters;
import io.github.loghail.testing.Leaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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

  @Test
  void runsOnOneDaemonThread() {
    try (Configured logback = Configured.with("")) {
      assertThat(Leaks.threads()).containsExactly("loghail-sender");
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals("loghail-sender"))
          .allMatch(Thread::isDaemon);
      assertThat(logback.appender().isStarted()).isTrue();
    }
    awaitThreads(0);
  }

  @Test
  void stopSendsWhatIsLeft() {
    try (Configured logback = Configured.with("<linger>10s</linger>")) {
      LoghailAppender appender = logback.appender();
      for (int i = 0; i < 1000; i++) {
        logback.logger().info("event {}", i);
      }

      logback.context.stop();

      for (int i = 0; i < 1000; i++) {
        assertThat(logback.collector.next().message()).hasToString("event " + i);
      }
      SenderCounters counters = appender.getCounters();
      assertThat(counters.logged()).isEqualTo(1000);
      assertThat(counters.sentEvents()).isEqualTo(1000);
      assertThat(counters.dropped()).isZero();
      assertThat(counters.abandoned()).isZero();
    }
  }

  @Test
  void startsAndStopsAgainAndAgain() {
    try (Configured logback = Configured.with("")) {
      LoghailAppender appender = logback.appender();
      for (int i = 0; i < 3; i++) {
        appender.start();
        logback.logger().info("round {}", i);
        assertThat(logback.collector.next().message()).hasToString("round " + i);
        appender.stop();
        appender.stop();
        logback.logger().info("while stopped");
        awaitThreads(0);
        assertThat(appender.isStarted()).isFalse();
      }
    }
  }

  @Test
  void stopBeforeStartIsHarmless() {
    LoghailAppender appender = new LoghailAppender();

    appender.stop();

    assertThat(appender.getCounters().logged()).isZero();
  }

  @Test
  void aNameThatDoesNotResolveHarmsNothing() {
    try (Configured logback = new Configured()) {
      logback.load(
          Configured.configuration(
              "<appender name='LOGHAIL' class='io.github.loghail.logback.LoghailAppender'>"
                  + "<host>nowhere.invalid</host><stopTimeout>100ms</stopTimeout></appender>",
              "LOGHAIL"));
      LoghailAppender appender = logback.appender();
      for (int i = 0; i < 100; i++) {
        logback.logger().info("event {}", i);
      }

      assertThat(appender.getCounters().accepted()).isEqualTo(100);
      await()
          .untilAsserted(
              () -> assertThat(logback.warnings()).anyMatch(w -> w.contains("nowhere.invalid")));
      long before = System.nanoTime();
      logback.context.stop();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
      assertThat(appender.getCounters().abandoned()).isEqualTo(100);
      assertThat(logback.errors()).isEmpty();
    }
  }

  @Test
  void nobodyListeningIsToldOnce() {
    try (Configured logback = new Configured()) {
      int port = logback.collector.port();
      String xml = logback.sending("").replace("<feedback>false</feedback>", "");
      logback.collector.close();
      logback.load(xml);
      LoghailAppender appender = logback.appender();

      await()
          .untilAsserted(
              () -> {
                logback.logger().info("anybody there?");
                assertThat(logback.warnings()).anyMatch(w -> w.contains(":" + port));
              });

      assertThat(logback.warnings()).hasSize(1);
      assertThat(logback.errors()).isEmpty();
      assertThat(appender.getCounters().dropped()).isZero();
    }
  }

  @Test
  void reconfiguringLeaksNeitherThreadNorSocket() {
    try (Configured logback = Configured.with("")) {
      logback.logger().info("first");
      logback.collector.next();
      long sockets = Leaks.sockets();

      for (int i = 0; i < 5; i++) {
        logback.reload(logback.sending(""));
        logback.logger().info("again {}", i);
        assertThat(logback.collector.next().message()).hasToString("again " + i);
        awaitThreads(1);
      }

      await().untilAsserted(() -> assertThat(Leaks.sockets()).isEqualTo(sockets));
      assertThat(logback.errors()).isEmpty();
    }
    awaitThreads(0);
  }

  @Test
  void aChangedFileIsScannedAndTakesOver(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("logback.xml");
    try (Configured logback = new Configured()) {
      String xml =
          logback
              .sending("")
              .replace(
                  "<configuration>", "<configuration scan='true' scanPeriod='50 milliseconds'>");
      Files.writeString(file, xml);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(logback.context);
      configurator.doConfigure(file.toFile());
      logback.logger().info("before");
      logback.collector.next();
      assertThat(logback.collector.resource().service()).isEqualTo("test");

      Files.writeString(file, xml.replace(">test<", ">changed<"));

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                logback.logger().info("after");
                logback.collector.next();
                assertThat(logback.collector.resource().service()).isEqualTo("changed");
              });
      awaitThreads(1);
      assertThat(logback.errors()).isEmpty();
    }
    awaitThreads(0);
  }
}
