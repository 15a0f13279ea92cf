package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real receiver on a real loopback socket. */
@Timeout(60)
class ReceiverTest {

  private final CollectingSink sink = new CollectingSink();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private Receiver receiver;
  private CompletableFuture<ExitCode> running;
  private DatagramSocket client;

  private void start(long backlogBytes, Sink... sinks) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    ReceiverConfig config =
        new ReceiverConfig(
            List.of(new InetSocketAddress(loopback, 0)), 4 << 20, -1, 0, 0, backlogBytes);
    receiver = Receiver.open(config, List.of(sinks), warnings::add);
    running = Aside.call(receiver::run);
    client = new DatagramSocket(0, loopback);
    client.setSoTimeout(10_000);
    client.connect(receiver.addresses().get(0));
  }

  private void start() throws IOException {
    start(32 << 20, sink);
  }

  @AfterEach
  void stop() {
    if (receiver != null) {
      receiver.stop();
    }
    if (client != null) {
      client.close();
    }
  }

  private void send(byte[] datagram) throws IOException {
    client.send(new DatagramPacket(datagram, datagram.length));
  }

  private Datagram answer() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    client.receive(packet);
    return new Decoder().decode(packet.getData(), packet.getLength());
  }

  private Datagram.Status statusUpTo(long nextExpected) throws IOException {
    while (true) {
      if (answer() instanceof Datagram.Status status && status.nextExpected() >= nextExpected) {
        return status;
      }
    }
  }

  @Test
  void showsWhatASessionSendsAndAcknowledgesIt() throws IOException {
    start();
    TestPackets packets = TestPackets.of(7);
    send(TestPackets.bytes(packets.heartbeat(0, 0, 0)));
    Datagram.Status first = statusUpTo(0);
    send(packets.eventBytes(0, 0, 3));
    send(packets.eventBytes(1, 3, 2));
    await().untilAsserted(() -> assertThat(sink.texts()).hasSize(6));
    assertThat(sink.texts()).containsExactly("joined", "0", "1", "2", "3", "4");
    assertThat(first.windowBytes()).isGreaterThanOrEqualTo(Limits.MIN_WINDOW_BYTES);
    await().until(() -> sink.flushes() > 0);
    await()
        .untilAsserted(
            () -> {
              send(TestPackets.bytes(packets.heartbeat(2, 0, 5)));
              assertThat(statusUpTo(2).shown()).isEqualTo(2);
            });
  }

  @Test
  void answersAProbeAndOpensNothing() throws IOException {
    start();
    send(TestPackets.bytes(TestPackets.of(7).probe()));
    Datagram.Status status = statusUpTo(0);
    assertThat(status.session()).isEqualTo(7);
    assertThat(status.windowBytes()).isPositive();
    assertThat(sink.texts()).isEmpty();
  }

  @Test
  void asksForWhatIsMissing() throws IOException {
    start();
    TestPackets packets = TestPackets.of(7);
    send(packets.eventBytes(0, 0, 1));
    send(packets.eventBytes(3, 3, 1));
    Datagram answer;
    do {
      answer = answer();
    } while (!(answer instanceof Datagram.Nak));
    assertThat(((Datagram.Nak) answer).ranges()).containsExactly(new Datagram.Range(1, 2));
    send(packets.eventBytes(1, 1, 1));
    send(packets.eventBytes(2, 2, 1));
    await()
        .untilAsserted(
            () -> assertThat(sink.texts()).containsExactly("joined", "0", "1", "2", "3"));
  }

  @Test
  void showsBareDatagramsWithoutTheirLineEnd() throws IOException {
    start();
    send("hello\r\n".getBytes(StandardCharsets.UTF_8));
    send("wörld".getBytes(StandardCharsets.UTF_8));
    sendNothing();
    await()
        .untilAsserted(
            () -> assertThat(sink.texts()).containsExactly("bare hello", "bare wörld", "bare "));
    String service = sink.entries().get(0).source().service();
    assertThat(service).isEqualTo("127.0.0.1:" + client.getLocalPort());
  }

  /** An empty datagram; a connected socket of Java's does not send it. */
  private void sendNothing() throws IOException {
    client.disconnect();
    client.send(new DatagramPacket(new byte[0], 0, receiver.addresses().get(0)));
    client.connect(receiver.addresses().get(0));
  }

  @Test
  void survivesTenThousandHostileDatagrams() throws IOException {
    start();
    Random random = new Random(42);
    TestPackets packets = TestPackets.of(9);
    List<byte[]> models = new ArrayList<>();
    models.add(packets.eventBytes(0, 0, 20));
    models.add(packets.pieceBytes(1, 20, 5000, 1400).get(1));
    models.add(TestPackets.bytes(packets.heartbeat(2, 0, 21)));
    for (int i = 1; i <= 10_000; i++) {
      send(hostile(random, models));
      if (i % 100 == 0) { // no faster than it is taken, so that none is dropped by the kernel
        taken(i);
      }
    }
    send("still here".getBytes(StandardCharsets.UTF_8));
    await().until(() -> sink.texts().contains("bare still here"));
    assertThat(warnings).isEmpty();
    assertThat(sink.texts()).noneMatch(text -> text.contains("the receiver failed"));
    assertThat(receiver.stats().unreadableDatagrams()).isGreaterThan(5_000);
    assertThat(running).isNotDone();
  }

  /** Waits until so many datagrams have been taken from the socket. */
  private void taken(long datagrams) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> receiver.stats().datagrams() == datagrams);
  }

  private static byte[] hostile(Random random, List<byte[]> models) {
    if (random.nextInt(4) == 0) {
      byte[] noise = new byte[1 + random.nextInt(1500)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] model = models.get(random.nextInt(models.size()));
    byte[] mutated = Arrays.copyOf(model, 1 + random.nextInt(model.length + 8));
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
    }
    if (mutated.length > 12 && random.nextBoolean()) {
      new io.github.loghail.wire.Checksum().put(mutated, mutated.length); // past the first check
    }
    return mutated;
  }

  @Test
  void stopsQuietlyWhenThePipeIsClosed() throws Exception {
    start();
    sink.failWith(new IOException("Broken pipe"));
    send("hello".getBytes(StandardCharsets.UTF_8));
    assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK);
    assertThat(warnings).isEmpty();
    assertThat(sink.isClosed()).isTrue();
  }

  @Test
  void endsWithAFailureWhenNothingCanBeWritten() throws Exception {
    start();
    sink.failWith(new IOException("No space left on device"));
    send("hello".getBytes(StandardCharsets.UTF_8));
    assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.FAILURE);
    assertThat(warnings).singleElement().asString().contains("No space left on device");
  }

  @Test
  void goesOnWithTheOtherSinkWhenOneFails() throws Exception {
    CollectingSink failing = new CollectingSink();
    failing.failWith(new IOException("No space left on device"));
    start(32 << 20, failing, sink);
    send("one".getBytes(StandardCharsets.UTF_8));
    send("two".getBytes(StandardCharsets.UTF_8));
    await().untilAsserted(() -> assertThat(sink.texts()).containsExactly("bare one", "bare two"));
    assertThat(warnings).hasSize(1);
    assertThat(running).isNotDone();
  }

  @Test
  void takesWhatTheSocketHoldsBeforeItStops() throws Exception {
    start();
    TestPackets packets = TestPackets.of(7);
    send(packets.eventBytes(0, 0, 1));
    await().until(() -> receiver.stats().datagrams() == 1);
    for (int i = 1; i < 10; i++) {
      send(packets.eventBytes(i, i, 1));
    }
    send(packets.eventBytes(12, 12, 1));
    receiver.stop();
    assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK);
    assertThat(sink.texts())
        .containsExactly(
            "joined", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "lost 2", "12");
    assertThat(sink.isClosed()).isTrue();
    assertThat(receiver.stats().lost()).isEqualTo(2);
    assertThat(receiver.stats().shown()).isEqualTo(11);
    // The last STATUS closes the window and says what was shown.
    Datagram.Status last = statusUpTo(13);
    while (last.windowBytes() > 0) {
      last = statusUpTo(13);
    }
    assertThat(last.shown()).isEqualTo(13);
  }

  @Test
  void aSlowSinkClosesTheWindowAndNothingIsLost() throws Exception {
    start(100_000, sink);
    sink.pause(true);
    TestPackets packets = TestPackets.of(7);
    send(TestPackets.bytes(packets.heartbeat(0, 0, 0)));
    int next = 0;
    for (Datagram.Status status = statusUpTo(0); status.windowBytes() > 0; ) {
      send(packets.eventBytes(next, 50L * next, 50));
      next++;
      send(TestPackets.bytes(packets.heartbeat(next, 0, 50L * next)));
      status = statusUpTo(next);
      assertThat(next).isLessThan(1000);
    }
    for (int i = 0; i < 20; i++) { // cannot be shown, but counted
      send("bare".getBytes(StandardCharsets.UTF_8));
    }
    long sent = 1 + 2L * next + 20;
    await().until(() -> receiver.stats().datagrams() == sent);
    sink.pause(false);
    assertThat(statusUpTo(next).nextExpected()).isEqualTo(next);
    await().until(() -> sink.texts().contains("lost 20"));
    List<Long> shown =
        sink.entries().stream()
            .filter(Entry.Logged.class::isInstance)
            .map(entry -> ((Entry.Logged) entry).event().sequence())
            .toList();
    assertThat(shown).containsExactlyElementsOf(LongStream.range(0, 50L * next).boxed().toList());
  }

  @Test
  void garbageLeavesHalfOfTheBacklogToSessions() throws Exception {
    start(100_000, sink);
    sink.pause(true);
    byte[] bare = "x".repeat(872).getBytes(StandardCharsets.UTF_8); // with its object 1,000 bytes
    for (int sent = 0; sent < 200; ) {
      for (int i = 0; i < 10; i++) {
        send(bare);
      }
      taken(sent += 10);
    }
    TestPackets packets = TestPackets.of(7);
    send(TestPackets.bytes(packets.heartbeat(0, 0, 0)));
    assertThat(statusUpTo(0).windowBytes()).as("there is room for us").isPositive();
    send(packets.eventBytes(0, 0, 3));
    send(TestPackets.bytes(packets.heartbeat(1, 0, 3)));
    assertThat(statusUpTo(1).windowBytes()).isPositive();
    sink.pause(false);
    await().until(() -> sink.texts().containsAll(List.of("0", "1", "2")));
    await().until(() -> sink.texts().stream().anyMatch(text -> text.startsWith("lost ")));
    long shown = sink.texts().stream().filter(text -> text.startsWith("bare ")).count();
    assertThat(shown).isBetween(50L, 60L);
    assertThat(sink.texts()).contains("lost " + (200 - shown));
  }

  @Test
  void stoppedBeforeItRanItDoesNotRun() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    InetSocketAddress any = new InetSocketAddress(loopback, 0);
    Receiver idle =
        Receiver.open(
            new ReceiverConfig(List.of(any), 1 << 20, -1, 0, 0, 1 << 20),
            List.of(sink),
            warnings::add);
    idle.stop();
    assertThat(idle.run()).isEqualTo(ExitCode.OK);
    assertThat(sink.isClosed()).isTrue();
    assertThat(warnings).isEmpty();
    new DatagramSocket(idle.addresses().get(0)).close(); // it is free again
  }

  @Test
  void namesTheAddressThatIsTaken() throws Exception {
    start();
    InetSocketAddress taken = receiver.addresses().get(0);
    ReceiverConfig config = new ReceiverConfig(List.of(taken), 1 << 20, -1, 0, 0, 1 << 20);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Receiver.open(config, List.of()))
        .isInstanceOf(CannotBindException.class)
        .hasMessageContaining(Source.text(taken))
        .matches(e -> ((CannotBindException) e).isTaken());
  }

  @Test
  void countsWhatTheKernelDropped() throws Exception {
    start();
    send("hello".getBytes(StandardCharsets.UTF_8));
    await().until(() -> receiver.stats().datagrams() == 1);
    if (System.getProperty("os.name").equals("Linux")) {
      assertThat(receiver.stats().kernelDrops()).hasValue(0);
    }
    assertThat(receiver.stats().receiveBufferBytes()).isPositive();
  }

  @Test
  void takesNothingFromWhoIsNotAllowed() throws IOException {
    InetAddress any = InetAddress.getByName("0.0.0.0");
    InetAddress own = ownAddress();
    assumeThat(own).as("an address besides loopback").isNotNull();
    ReceiverConfig config =
        new ReceiverConfig(
            List.of(new InetSocketAddress(any, 0)),
            1 << 20,
            -1,
            0,
            0,
            1 << 20,
            new AllowList(List.of(AddressRange.parse("198.51.100.1/32"))),
            Masking.NONE,
            null,
            Accepted.ALL);
    receiver = Receiver.open(config, List.of(sink), warnings::add);
    running = Aside.call(receiver::run);
    client = new DatagramSocket(0, own);
    client.connect(own, receiver.addresses().get(0).getPort());
    send("\u001b[2J".getBytes(StandardCharsets.UTF_8));
    send(TestPackets.of(7).eventBytes(0, 0, 3));
    send(TestPackets.bytes(TestPackets.of(7).probe()));
    await().until(() -> receiver.stats().refusedDatagrams() == 3);
    assertThat(warnings).singleElement().asString().contains(own.getHostAddress(), "--allow");
    client.close();
    client = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    client.setSoTimeout(10_000);
    client.connect(InetAddress.getByName("127.0.0.1"), receiver.addresses().get(0).getPort());
    send(TestPackets.bytes(TestPackets.of(8).heartbeat(0, 0, 0)));
    assertThat(statusUpTo(0).session()).as("loopback, answered first").isEqualTo(8);
    await().until(() -> !sink.texts().isEmpty());
    assertThat(sink.texts()).containsExactly("joined");
    assertThat(receiver.stats().unreadableDatagrams()).isZero();
  }

  private static InetAddress ownAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
        .findFirst()
        .orElse(null);
  }

  /** Each of its own session, from few addresses: what an attacker on this machine can do. */
  @Test
  void aFloodOfRandomSessionsTakesNothingFromAnHonestSender() throws IOException {
    start();
    TestPackets honest = TestPackets.of(7);
    send(TestPackets.bytes(honest.heartbeat(0, 0, 0)));
    statusUpTo(0);
    Random random = new Random(1);
    try (DatagramSocket attacker = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      attacker.connect(receiver.addresses().get(0));
      for (int i = 0; i < 100; i++) {
        for (int j = 0; j < 50; j++) {
          TestPackets spoofed = TestPackets.of(random.nextLong());
          byte[] datagram =
              j % 2 == 0
                  ? TestPackets.bytes(spoofed.heartbeat(0, 0, 0))
                  : spoofed.eventBytes(random.nextInt(5), 0, 1);
          attacker.send(new DatagramPacket(datagram, datagram.length));
        }
        send(honest.eventBytes(i, i, 1));
        send(TestPackets.bytes(honest.heartbeat(i + 1, 0, i + 1)));
        statusUpTo(i + 1);
      }
    }
    await().until(() -> sink.texts().contains("99"));
    List<String> texts = sink.texts();
    assertThat(texts.stream().filter("joined"::equals))
        .hasSizeLessThanOrEqualTo(Limits.NEWCOMERS + 1);
    assertThat(texts).noneMatch(text -> text.startsWith("lost"));
    assertThat(texts.stream().filter(text -> text.startsWith("unreadable")))
        .hasSizeBetween(1, 2 * Limits.UNREADABLE_NOTICES + 60);
    assertThat(receiver.stats().refusedDatagrams()).isGreaterThan(4_000);
    client.close();
    client = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    client.setSoTimeout(10_000);
    client.connect(receiver.addresses().get(0));
    byte[] newcomer = TestPackets.bytes(TestPackets.of(8).heartbeat(0, 0, 0));
    send(newcomer);
    send(newcomer);
    assertThat(statusUpTo(0).session()).as("heard again, so it is taken").isEqualTo(8);
  }
}
