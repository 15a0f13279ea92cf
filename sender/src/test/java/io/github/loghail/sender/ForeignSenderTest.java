package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole sender, towards a plain UDP server. */
@Timeout(60)
class ForeignSenderTest {

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

  /** Knows nothing but text. */
  private static final class Server implements AutoCloseable {
    private final DatagramSocket socket;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile long bytes;

    Server(int port) throws IOException {
      socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
      socket.setReceiveBufferSize(4 << 20); // this one may have to wait for a processor
      Thread thread = new Thread(this::run, "plain-server");
      thread.setDaemon(true);
      thread.start();
    }

    private void run() {
      DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
      try {
        while (true) {
          socket.receive(packet);
          bytes += packet.getLength();
          lines.add(
              new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)
                  .replaceFirst("(?s).* logger: (.*)\n", "$1"));
        }
      } catch (SocketException e) {
        // closed
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private static int closedPort() throws IOException {
    try (Server gone = new Server(0)) {
      return gone.port();
    }
  }

  @AfterEach
  void stop() {
    if (sender != null) {
      sender.stop(Duration.ofSeconds(1));
    }
  }

  private void start(int port, String... settings) {
    SenderSettings all = new SenderSettings(status, name -> null, name -> null);
    all.set("host", "127.0.0.1").set("port", "" + port).set("service", "test");
    all.set("format", "text");
    for (int i = 0; i < settings.length; i += 2) {
      all.set(settings[i], settings[i + 1]);
    }
    sender = Sender.start(all.resolve("test", null), status);
  }

  private void log(String message) {
    EventEncoder event = sender.encoder();
    do {
      event.begin(Severity.INFO, 1, "logger", "main");
      event.message(message);
    } while (!event.finish());
    sender.send(event);
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
  }

  private void awaitLines(Server server, List<String> expected) {
    await().untilAsserted(() -> assertThat(server.lines).isEqualTo(expected));
  }

  @Test
  void aBurstArrivesWholeAndInOrderAndNothingElseDoes() throws IOException {
    try (Server server = new Server(0)) {
      start(server.port());
      numbers(0, 5000).forEach(this::log);
      awaitLines(server, numbers(0, 5000));
      SenderCounters counters = sender.counters();
      assertThat(counters.sentEvents()).isEqualTo(5000);
      assertThat(counters.sentPackets()).isEqualTo(5000);
      assertThat(counters.sentBytes()).isEqualTo(server.bytes);
      sender.stop(Duration.ofSeconds(1));
      log("late");
      assertThat(server.lines).as("no end is said").hasSize(5000);
      assertThat(said)
          .containsExactly(
              "info sending text to 127.0.0.1:" + server.port() + ", without knowing what arrives");
    }
  }

  @Test
  void stopSendsWhatIsLeftWithoutWaitingForAnAnswer() throws IOException {
    try (Server server = new Server(0)) {
      start(server.port(), "linger", "10s");
      numbers(0, 10).forEach(this::log);
      sender.stop(Duration.ofSeconds(5));
      awaitLines(server, numbers(0, 10));
      assertThat(sender.counters().abandoned()).isZero();
    }
  }

  @Test
  void aLargeEventIsJoinedAndShortenedToADatagram() throws IOException {
    try (Server server = new Server(0)) {
      start(server.port());
      log("before");
      log("x".repeat(100_000));
      log("after");
      await().until(() -> server.lines.size() == 3);
      assertThat(server.lines.get(1))
          .matches("x+… \\[shortened from 1000\\d\\d bytes]")
          .hasSizeBetween(4000, 8192);
      assertThat(server.lines.get(2)).isEqualTo("after");
      assertThat(sender.counters().truncated()).isEqualTo(1);
    }
  }

  @Test
  void aLargerDatagramCanBeAskedFor() throws IOException {
    try (Server server = new Server(0)) {
      start(server.port(), "maxPacketSize", "60000");
      log("x".repeat(50_000));
      awaitLines(server, List.of("x".repeat(50_000)));
      assertThat(sender.counters().truncated()).isZero();
    }
  }

  @Test
  void whoComesLateGetsWhatIsKeptAndNothingTwice() throws IOException {
    int port = closedPort();
    start(port);
    numbers(0, 100).forEach(this::log);
    await().until(() -> said.stream().anyMatch(line -> line.startsWith("warn")));
    try (Server server = new Server(port)) {
      awaitLines(server, numbers(0, 100));
      numbers(100, 200).forEach(this::log);
      awaitLines(server, numbers(0, 200));
    }
    assertThat(said.stream().filter(line -> line.startsWith("warn")))
        .containsExactly(
            "warn no receiver on 127.0.0.1:"
                + port
                + " (refused); the newest events are kept, and sent when one comes");
  }

  @Test
  void aServerThatStartsAgainMissesNothing() throws IOException {
    int port;
    try (Server server = new Server(0)) {
      port = server.port();
      start(port);
      numbers(0, 50).forEach(this::log);
      awaitLines(server, numbers(0, 50));
    }
    numbers(50, 100).forEach(this::log);
    await().until(() -> said.stream().anyMatch(line -> line.startsWith("warn")));
    try (Server server = new Server(port)) {
      awaitLines(server, numbers(50, 100));
    }
  }

  @Test
  void stopsAtOnceWhereNobodyListensAndCountsWhatIsAbandoned() throws IOException {
    start(closedPort());
    numbers(0, 10).forEach(this::log);
    sender.stop(Duration.ofSeconds(5));
    SenderCounters counters = sender.counters();
    assertThat(counters.abandoned() + counters.sentEvents()).isEqualTo(10);
    assertThat(counters.abandoned()).isPositive();
    assertThat(said).anyMatch(line -> line.contains("events not delivered"));
  }

  @Test
  void refusalsDoNotCountWhereNothingComesBack() throws IOException {
    start(closedPort(), "feedback", "false");
    numbers(0, 10).forEach(this::log);
    await().until(() -> sender.counters().sentEvents() == 10);
    assertThat(said).noneMatch(line -> line.startsWith("warn"));
  }

  @Test
  void aTestsReceiverGetsThePackets() throws IOException {
    try (Server server = new Server(0);
        FakeReceiver receiver = new FakeReceiver(true)) {
      start(server.port());
      log("m0");
      awaitLines(server, List.of("m0"));
      try (Redirect redirect = Redirect.to("127.0.0.1", receiver.port())) {
        redirect.flush();
        log("m1");
        await().until(() -> receiver.messages().contains("m1"));
      }
      log("m2");
      await().until(() -> server.lines.contains("m2"));
      assertThat(server.lines).containsExactly("m0", "m2");
    }
  }
}
