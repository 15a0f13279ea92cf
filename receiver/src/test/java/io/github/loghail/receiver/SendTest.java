package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code loghail send} to a real receiver. */
@Timeout(60)
class SendTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final CollectingSink sink = new CollectingSink();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private Receiver receiver;

  @BeforeEach
  void start() throws IOException {
    ReceiverConfig config =
        new ReceiverConfig(
            List.of(new InetSocketAddress(LOOPBACK, 0)), 4 << 20, -1, 0, 0, 32 << 20);
    receiver = Receiver.open(config, List.of(sink), warnings::add);
    Aside.run(receiver::run);
  }

  @AfterEach
  void stop() {
    receiver.stop();
    assertThat(warnings).isEmpty();
  }

  private String port() {
    return Integer.toString(receiver.addresses().get(0).getPort());
  }

  private String[] toReceiver(String... args) {
    List<String> all = new ArrayList<>(List.of("send", "--host", "127.0.0.1", "--port"));
    all.add(port());
    all.addAll(List.of(args));
    return all.toArray(new String[0]);
  }

  private void send(String input, String... args) {
    TestConsole console = new TestConsole(input);
    int status = CommandLineRunner.run(console.console(), toReceiver(args));
    assertThat(console.err()).isEmpty();
    assertThat(console.out()).isEmpty();
    assertThat(status).isZero();
  }

  private List<Event> events() {
    return sink.entries().stream()
        .filter(Entry.Logged.class::isInstance)
        .map(entry -> ((Entry.Logged) entry).event())
        .toList();
  }

  private List<String> messages() {
    return events().stream().map(event -> event.message().toString()).toList();
  }

  private void awaitEnd() {
    await().until(() -> sink.entries().stream().anyMatch(Entry.Left.class::isInstance));
  }

  @Test
  void sendsTheWordsOfTheCommandLineAsOneMessage() {
    send("ignored\n", "hello", "@ops:", "größe", "-l", "warn", "--service", "deploy");
    awaitEnd();
    assertThat(sink.texts()).containsExactly("joined", "hello @ops: größe", "left");
    assertThat(events().get(0).severity()).isEqualTo(Severity.WARN);
    assertThat(sink.entries().get(0).source().service()).isEqualTo("deploy");
    assertThat(sink.entries().get(0).source().resource().framework()).isEqualTo("send");
  }

  @Test
  void sendsOptionsAsWordsBehindTwoDashes() {
    send("", "--", "--level", "x");
    awaitEnd();
    assertThat(messages()).containsExactly("--level x");
    assertThat(events().get(0).severity()).isEqualTo(Severity.INFO);
    assertThat(sink.entries().get(0).source().service()).isEqualTo("send");
  }

  @Test
  void sendsAnEmptyMessageAndNoneForNoInput() {
    send("", "");
    awaitEnd();
    assertThat(messages()).containsExactly("");
    send("");
    await().until(() -> sink.texts().stream().filter("left"::equals).count() == 2);
    assertThat(messages()).containsExactly("");
  }

  @Test
  void sendsEachLineOfItsInput() {
    List<String> lines =
        IntStream.range(0, 50_000).mapToObj(i -> "line " + i + " of many, é").toList();
    send(String.join("\n", lines) + "\n");
    awaitEnd();
    assertThat(messages()).isEqualTo(lines);
    assertThat(sink.entries()).hasSize(50_002);
  }

  @Test
  void sendsALongLineWhole() {
    String line =
        IntStream.range(0, 55_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    assertThat(line.length()).isGreaterThan(300_000);
    send("before\n" + line + "\nafter");
    awaitEnd();
    assertThat(messages()).containsExactly("before", line, "after");
    assertThat(events().get(1).originalBytes()).isZero();
  }

  @Test
  void sendsALineWhileThePipeIsStillOpen() throws IOException {
    PipedOutputStream pipe = new PipedOutputStream();
    TestConsole console = new TestConsole(new PipedInputStream(pipe), null);
    CompletableFuture<Integer> sending =
        Aside.call(() -> CommandLineRunner.run(console.console(), toReceiver()));
    pipe.write("one\ntwo\nbegun".getBytes(StandardCharsets.UTF_8));
    pipe.flush();
    await().untilAsserted(() -> assertThat(messages()).containsExactly("one", "two"));
    pipe.write(" and ended".getBytes(StandardCharsets.UTF_8));
    pipe.close();
    assertThat(sending.join()).isZero();
    await()
        .untilAsserted(
            () -> assertThat(messages()).containsExactly("one", "two", "begun and ended"));
  }

  /** A sender that says nothing for five seconds is taken for dead. */
  @Test
  void staysAliveWhileItsInputIsQuiet() throws IOException {
    PipedOutputStream pipe = new PipedOutputStream();
    TestConsole console = new TestConsole(new PipedInputStream(pipe), null);
    CompletableFuture<Integer> sending =
        Aside.call(() -> CommandLineRunner.run(console.console(), toReceiver()));
    await().until(() -> sink.texts().contains("joined"));
    await()
        .during(Duration.ofNanos(Timers.VANISHED_NANOS).plusSeconds(1))
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> sink.texts().equals(List.of("joined")));
    pipe.write('x');
    pipe.close();
    assertThat(sending.join()).isZero();
    awaitEnd();
    assertThat(sink.texts()).containsExactly("joined", "x", "left");
  }

  @Test
  void sendsPlainDatagrams() {
    send("one\nzwei ü\n\n", "--plain");
    await()
        .untilAsserted(
            () -> assertThat(sink.texts()).containsExactly("bare one", "bare zwei ü", "bare "));
  }

  @Test
  void sendsALongPlainLineInSeveralDatagrams() {
    String line = "x" + "ü".repeat(150_000);
    send("", "--plain", line);
    await().until(() -> sink.entries().size() == 5);
    String joined =
        sink.entries().stream()
            .map(entry -> ((Entry.Bare) entry).text().toString())
            .collect(Collectors.joining());
    assertThat(joined).isEqualTo(line);
  }

  // What goes wrong.

  private static int unusedPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static void assertFailure(String message, String... args) {
    TestConsole console = new TestConsole("a\nb\nc\n");
    assertThat(CommandLineRunner.run(console.console(), args)).isEqualTo(1);
    assertThat(console.errLines()).containsExactly("loghail: " + message);
  }

  @Test
  void saysWhenNobodyListens() throws IOException {
    String port = Integer.toString(unusedPort());
    String message = "nobody listens on 127.0.0.1:" + port;
    assertFailure(message, "send", "--host", "127.0.0.1", "-p", port, "hello");
    assertFailure(message, "send", "--host", "127.0.0.1", "-p", port);
    assertFailure(message, "send", "--host", "127.0.0.1", "-p", port, "--plain", "hello");
    assertFailure(message, "send", "--host", "127.0.0.1", "-p", port, "--plain");
  }

  @Test
  void saysWhenThereIsNoSuchHost() {
    String message = "there is no host named \"no.such.invalid\"";
    assertFailure(message, "send", "--host", "no.such.invalid", "hello");
    assertFailure(message, "send", "--host", "no.such.invalid", "--plain", "hello");
  }

  @Test
  void saysWhenTheReceiverGoesAway() throws IOException {
    PipedOutputStream pipe = new PipedOutputStream();
    TestConsole console = new TestConsole(new PipedInputStream(pipe), null);
    String port = port();
    CompletableFuture<Integer> sending =
        Aside.call(() -> CommandLineRunner.run(console.console(), toReceiver()));
    pipe.write("one\n".getBytes(StandardCharsets.UTF_8));
    pipe.flush();
    await().until(() -> messages().equals(List.of("one")));
    receiver.stop();
    pipe.write("two\n".getBytes(StandardCharsets.UTF_8));
    pipe.close();
    assertThat(sending.join()).isEqualTo(1);
    assertThat(console.errLines()).containsExactly("loghail: nobody listens on 127.0.0.1:" + port);
  }

  /** Something else than a receiver may listen: it is sent to, and nothing is waited for. */
  @Test
  void sendsToWhateverListensEvenIfItNeverAnswers() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, LOOPBACK)) {
      TestConsole console = new TestConsole("");
      String port = Integer.toString(silent.getLocalPort());
      int status =
          CommandLineRunner.run(
              console.console(), "send", "--host", "127.0.0.1", "-p", port, "hello");
      assertThat(status).isZero();
      assertThat(console.err()).isEmpty();
    }
  }
}
