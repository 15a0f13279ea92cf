package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.SecretFile;
import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SenderTest {

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final SenderStatus status =
      new SenderStatus() {
        @Override
        public void info(String message) {
          said.add("info " + message);
        }

        @Override
        public void warn(String message) {
          said.add("warn " + message);
        }
      };
  private Sender sender;

  @AfterEach
  void stop() {
    if (sender != null) {
      sender.stop(Duration.ofSeconds(1));
    }
  }

  private Sender start(int port, String... settings) {
    SenderSettings all = new SenderSettings(status, name -> null, name -> null);
    all.set("host", "127.0.0.1").set("port", "" + port).set("service", "test");
    for (int i = 0; i < settings.length; i += 2) {
      all.set(settings[i], settings[i + 1]);
    }
    sender = Sender.start(all.resolve("test", null), status);
    return sender;
  }

  private boolean log(int severity, String message) {
    EventEncoder event = sender.encoder();
    do {
      event.begin(severity, 1, "logger", "main");
      event.message(message);
    } while (!event.finish());
    return sender.send(event);
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }

  @Test
  void deliversInOrderToAPlainSink() throws IOException {
    try (FakeReceiver sink = new FakeReceiver(false)) {
      start(sink.port());
      numbers(1000).forEach(message -> log(Severity.INFO, message));
      await().untilAsserted(() -> assertThat(sink.messages()).isEqualTo(numbers(1000)));
      assertThat(sink.events()).extracting(Event::sequence).doesNotHaveDuplicates();
      assertThat(sender.counters().sentEvents()).isEqualTo(1000);
    }
  }

  @Test
  void aSecretThatCannotBeUsedShutsTheWay(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "not to be seen");
    try (FakeReceiver sink = new FakeReceiver(true)) {
      start(sink.port(), "secretFile", secret.toString(), "ringSize", "64KB", "linger", "0");
      await().until(() -> !said.isEmpty());
      numbers(5000).forEach(message -> log(Severity.ERROR, message));
      sender.stop(Duration.ofSeconds(1));
      assertThat(sink.datagrams()).as("nothing is sent").isEmpty();
    }
    SenderCounters counters = sender.counters();
    assertThat(counters.logged()).isEqualTo(5000);
    assertThat(counters.sentEvents()).isZero();
    assertThat(counters.expired() + counters.abandoned() + counters.dropped()).isEqualTo(5000);
    assertThat(said).hasSize(2).noneMatch(line -> line.contains("not to be seen"));
    assertThat(said.get(0))
        .startsWith(
            "warn nothing is sent, as secretFile cannot be used: " + secret + " is open to");
    assertThat(said.get(1)).startsWith("warn stopped with ");
  }

  @Test
  void noFeedbackDoesNotOpenIt(@TempDir Path folder) throws IOException {
    String none = folder.resolve("none").toString();
    try (FakeReceiver sink = new FakeReceiver(false)) {
      start(sink.port(), "secretFile", none, "feedback", "false", "linger", "0");
      await().until(() -> !said.isEmpty());
      log(Severity.ERROR, "one");
      sender.stop(Duration.ofMillis(300));
      assertThat(sink.datagrams()).isEmpty();
    }
    assertThat(sender.counters().abandoned()).isEqualTo(1);
  }

  /** Full packets are as long as asked for when they have their tag. */
  @Test
  void sealedPacketsAreNoLongerThanOthers(@TempDir Path folder) throws IOException {
    Path secret = folder.resolve("secret");
    SecretFile.create(secret);
    Decoder decoder = new Decoder(SecretFile.read(secret, note -> {}));
    try (DatagramSocket sink = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      sink.setSoTimeout(10_000);
      String file = secret.toString();
      start(sink.getLocalPort(), "secretFile", file, "maxPacketSize", "1400", "feedback", "false");
      numbers(500).forEach(message -> log(Severity.INFO, message));
      DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
      int longest = 0;
      for (long event = 0; event < 500; ) {
        sink.receive(packet);
        longest = Math.max(longest, packet.getLength());
        Datagram.Opened opened =
            (Datagram.Opened) decoder.decode(packet.getData(), packet.getLength());
        event += ((Datagram.Events) opened.datagram()).eventCount();
      }
      assertThat(longest).isBetween(1350, 1400);
    }
  }

  @Test
  void deliversAllThroughASmallWindow() throws IOException {
    try (FakeReceiver receiver = new FakeReceiver(true)) {
      start(receiver.port(), "overflow", "block", "blockTimeout", "30s", "ringSize", "256KB");
      numbers(50_000).forEach(message -> log(Severity.INFO, message));
      await().untilAsserted(() -> assertThat(receiver.events()).hasSize(50_000));
      assertThat(receiver.messages()).isEqualTo(numbers(50_000));
      assertThat(said).containsExactly("info a receiver listens on 127.0.0.1:" + receiver.port());
    }
  }

  @Test
  void joinsWhatNoPacketCanHold() throws IOException {
    try (FakeReceiver receiver = new FakeReceiver(true)) {
      start(receiver.port());
      String large = "x".repeat(500_000);
      log(Severity.INFO, "before");
      log(Severity.INFO, large);
      log(Severity.INFO, "after");
      await()
          .untilAsserted(
              () -> assertThat(receiver.messages()).containsExactly("before", large, "after"));
    }
  }

  @Test
  void keepsTheNewestWhileNobodyListens() throws IOException {
    int port;
    try (FakeReceiver gone = new FakeReceiver(true)) {
      port = gone.port();
    }
    start(port, "ringSize", "64KB");
    log(Severity.INFO, "first");
    await().until(() -> !said.isEmpty());
    numbers(10_000).forEach(message -> assertThat(log(Severity.INFO, message)).isTrue());
    try (FakeReceiver receiver = new FakeReceiver(false, port)) {
      await().until(() -> receiver.messages().contains("m9999"));
      assertThat(receiver.messages()).doesNotContain("m0");
      assertThat(sender.counters().expired()).isPositive();
    }
    assertThat(said.get(0)).startsWith("warn no receiver on 127.0.0.1:" + port + " (refused)");
  }

  @Test
  void stopsWithinItsTimeAndTellsWhatWasAbandoned() throws IOException {
    int port;
    try (FakeReceiver gone = new FakeReceiver(true)) {
      port = gone.port();
    }
    start(port);
    numbers(10).forEach(message -> log(Severity.INFO, message));
    long started = System.nanoTime();
    sender.stop(Duration.ofSeconds(1));
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    assertThat(sender.counters().abandoned()).isEqualTo(10);
    assertThat(said).anyMatch(line -> line.contains("10 events not delivered"));
  }

  @Test
  void stopEndsTheThreadAndLoggingOnIsHarmless() throws IOException {
    try (FakeReceiver receiver = new FakeReceiver(true)) {
      start(receiver.port());
      log(Severity.INFO, "last");
      sender.stop(Duration.ofSeconds(5));
      await()
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().equals("loghail-sender")));
      assertThat(log(Severity.INFO, "late")).as("harmless").isTrue();
      sender.stop(Duration.ofSeconds(5));
    }
  }

  @Test
  void saysTheEndOfTheSession() throws IOException {
    try (FakeReceiver receiver = new FakeReceiver(true)) {
      start(receiver.port());
      log(Severity.INFO, "last");
      sender.stop(Duration.ofSeconds(1));
      await().untilAsserted(() -> assertThat(receiver.messages()).containsExactly("last"));
      assertThat(receiver.datagrams())
          .anyMatch(
              datagram ->
                  datagram instanceof Datagram.Heartbeat heartbeat
                      && heartbeat.endOfSession()
                      && heartbeat.nextEvent() == 1);
      assertThat(sender.counters().abandoned()).isZero();
    }
  }

  @Test
  void dropsTheLeastSevereFirstWhenTheWindowIsClosed() throws IOException {
    try (FakeReceiver receiver = new FakeReceiver(true)) {
      receiver.window(0);
      start(receiver.port(), "ringSize", "256KB");
      await().until(() -> said.stream().anyMatch(line -> line.contains("listens")));
      int accepted = 0;
      while (log(Severity.INFO, "filler " + accepted)) {
        accepted++;
      }
      assertThat(log(Severity.TRACE, "trace")).isFalse();
      assertThat(log(Severity.ERROR, "error")).isTrue();
      receiver.window(64 << 10);
      await().until(() -> receiver.messages().contains("error"));
      assertThat(receiver.messages()).doesNotContain("trace");
      SenderCounters counters = sender.counters();
      assertThat(counters.logged()).isEqualTo(counters.accepted() + counters.dropped());
      assertThat(counters.droppedRingFull()).isEqualTo(2);
    }
  }

  @Test
  void anUnresolvableNameIsToldOnceAndHarmless() {
    start(9, "host", "no-such-host.invalid");
    numbers(100).forEach(message -> assertThat(log(Severity.INFO, message)).isTrue());
    await().until(() -> !said.isEmpty());
    assertThat(said.get(0)).startsWith("warn no receiver on").contains("cannot resolve");
    sender.stop(Duration.ofMillis(500));
    assertThat(said).hasSize(2);
  }

  @Test
  void anInterruptedCallerIsNotDisturbed() throws IOException {
    try (FakeReceiver receiver = new FakeReceiver(true)) {
      start(receiver.port());
      Thread.currentThread().interrupt();
      assertThat(log(Severity.INFO, "interrupted")).isTrue();
      assertThat(Thread.interrupted()).isTrue();
      log(Severity.INFO, "and on");
      await()
          .untilAsserted(
              () -> assertThat(receiver.messages()).containsExactly("interrupted", "and on"));
    }
  }
}
