package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Severity;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The receiver in a program that is not its own. */
@Timeout(60)
class EmbeddedTest {

  private final List<LogEvent> events = new CopyOnWriteArrayList<>();

  private static void send(InetAddress host, int port, byte[] datagram) throws IOException {
    try (DatagramSocket client = new DatagramSocket()) {
      client.send(new DatagramPacket(datagram, datagram.length, host, port));
    }
  }

  private static void send(int port, byte[] datagram) throws IOException {
    send(InetAddress.getByName("127.0.0.1"), port, datagram);
  }

  private List<String> messages() {
    return events.stream().map(LogEvent::message).toList();
  }

  @Test
  void givesEventsToTheCallback() throws IOException {
    try (Receiver receiver = Receiver.listen(0, events::add)) {
      send(receiver.port(), TestPackets.of(7).eventBytes(0, 0, 3));
      await().until(() -> events.size() == 3);
    }
    assertThat(messages()).containsExactly("0", "1", "2");
    assertThat(events).allMatch(event -> event.session() == 7 && !event.isError());
    assertThat(events).extracting(LogEvent::sequence).containsExactly(0L, 1L, 2L);
  }

  /** None of them is sent before the receiver is, or is waited for: closing must do that. */
  @Test
  void closingDeliversWhatHasCome() throws IOException {
    TestPackets packets = TestPackets.of(7);
    Receiver receiver = Receiver.listen(0, events::add);
    for (int i = 0; i < 50; i++) {
      send(receiver.port(), packets.eventBytes(i, i, 1));
    }
    receiver.close();
    assertThat(events).hasSize(50);
    receiver.close();
    Receiver.listen(receiver.port(), events::add).close(); // it is free again
  }

  /** It would wait for itself, and then lose what has come. */
  @Test
  void theCallbackMayClose() throws Exception {
    AtomicLong waited = new AtomicLong();
    CompletableFuture<Receiver> opened = new CompletableFuture<>();
    Receiver receiver =
        Receiver.listen(
            0,
            event -> {
              long start = System.nanoTime();
              opened.join().close();
              waited.accumulateAndGet(System.nanoTime() - start, Math::max);
              events.add(event);
            });
    opened.complete(receiver);
    send(receiver.port(), TestPackets.of(7).eventBytes(0, 0, 3));
    await().until(() -> events.size() == 3);
    assertThat(waited).hasValueLessThan(TimeUnit.SECONDS.toNanos(1));
    receiver.close();
    Receiver.listen(receiver.port(), events::add).close();
  }

  @Test
  void listensOnLoopbackOnlyAndOnOnePort() throws IOException {
    try (Receiver receiver = Receiver.listen(0, events::add)) {
      assertThat(receiver.addresses())
          .allMatch(address -> address.getAddress().isLoopbackAddress())
          .extracting(InetSocketAddress::getPort)
          .containsOnly(receiver.port());
      TestPackets packets = TestPackets.of(7);
      int sent = 0;
      for (InetSocketAddress address : receiver.addresses()) {
        send(address.getAddress(), receiver.port(), packets.eventBytes(sent, sent, 1));
        sent++;
      }
      int all = sent;
      await().until(() -> events.size() == all);
    }
  }

  @Test
  void aCallbackThatThrowsHarmsNothingElse() throws IOException {
    List<String> warnings = new ArrayList<>();
    CallbackSink sink =
        new CallbackSink(
            event -> {
              events.add(event);
              throw new AssertionError("no");
            },
            warnings::add);
    sink.accept(Made.message("one"));
    sink.accept(Made.message("two"));
    assertThat(messages()).containsExactly("one", "two");
    assertThat(warnings)
        .containsExactly(
            "the callback failed, and is called again for the next event:"
                + " java.lang.AssertionError: no");
  }

  @Test
  void aTextThatIsNoEventIsLeftOut() throws IOException {
    try (Receiver receiver = Receiver.listen(0, events::add)) {
      send(receiver.port(), "hello".getBytes(StandardCharsets.UTF_8));
      send(receiver.port(), TestPackets.of(7).eventBytes(0, 0, 1));
    }
    assertThat(messages()).containsExactly("0");
  }

  @Test
  void saysWhatIsWrongWithAPort() {
    try (Receiver receiver = Receiver.listen(0, events::add)) {
      assertThatThrownBy(() -> Receiver.listen(receiver.port(), events::add))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot bind 127.0.0.1:" + receiver.port());
    }
    assertThatThrownBy(() -> Receiver.listen(65_536, events::add))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LogEvent event(Entry.Logged logged) {
    List<LogEvent> taken = new ArrayList<>();
    new CallbackSink(taken::add, warning -> {}).accept(logged);
    return taken.get(0);
  }

  @Test
  void hasAllThatWasLogged() {
    LogEvent event =
        event(
            Made.logged(
                "shop",
                Severity.ERROR,
                "com.acme.Pay",
                encoder -> {
                  encoder.message("declined");
                  encoder.attribute("order", 4711L);
                  encoder.attribute("card", "visa");
                  encoder.attribute("amount", 1.5);
                  encoder.attribute("retry", true);
                  encoder.attribute("order", 4712L);
                  encoder.marker("AUDIT");
                }));
    assertThat(event.service()).isEqualTo("shop");
    assertThat(event.severity()).isEqualTo(17);
    assertThat(event.level()).isEqualTo("ERROR");
    assertThat(event.isError()).isTrue();
    assertThat(event.time())
        .isEqualTo(Instant.ofEpochSecond(Made.NANOS / 1_000_000_000, Made.NANOS % 1_000_000_000));
    assertThat(event.logger()).isEqualTo("com.acme.Pay");
    assertThat(event.thread()).isEqualTo("main");
    assertThat(event.message()).isEqualTo("declined");
    assertThat(event.attributes())
        .containsExactly(
            Map.entry("order", 4712L),
            Map.entry("card", "visa"),
            Map.entry("amount", 1.5),
            Map.entry("retry", true));
    assertThat(event.markers()).containsExactly("AUDIT");
    assertThat(event.contextStack()).isEmpty();
    assertThat(event.traceId()).isNull();
    assertThat(event.spanId()).isNull();
    assertThat(event.caller()).isNull();
    assertThat(event.exception()).isNull();
    assertThat(event.text()).contains("shop", "ERROR", "Pay", "declined", "card=visa");
    assertThat(event).hasToString(event.text());
  }

  private static LogException logged(Throwable thrown) {
    return event(
            Made.logged(
                "shop",
                (EventEncoder encoder) -> {
                  encoder.message("failed");
                  encoder.throwable(JavaTrace.of(thrown), JavaTrace.ACCESS);
                }))
        .exception();
  }

  private static Exception nested() {
    Exception suppressed = new IOException("closing", new IllegalArgumentException());
    IllegalStateException thrown =
        new IllegalStateException("outer\nof two lines", new IOException("inner", suppressed));
    thrown.addSuppressed(suppressed);
    return thrown;
  }

  /** Class loaders and the JDK's versions are not sent: they are in Java's own print alone. */
  @Test
  void printsATraceAsJavaDoes() {
    Exception thrown = nested();
    StringWriter expected = new StringWriter();
    thrown.printStackTrace(new PrintWriter(expected));
    LogException exception = logged(thrown);
    assertThat(exception.stackTrace())
        .isEqualTo(
            expected
                .toString()
                .replaceAll("\tat app//", "\tat ")
                .replaceAll("\tat (java\\.[a-z.]+)@[^/]*/", "\tat $1/"));
    assertThat(exception.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(exception.message()).isEqualTo("outer\nof two lines");
    assertThat(exception.frames().get(0).getMethodName()).isEqualTo("nested");
    assertThat(exception.cause().message()).isEqualTo("inner");
    assertThat(exception.suppressed()).hasSize(1);
    assertThat(exception.rootCause().message()).isEqualTo("closing"); // once more, so cut there
    assertThat(exception.rootCause().rootCause()).isSameAs(exception.rootCause());
  }

  /** What a Maven user of the receiver gets: it, and the wire format. */
  @Test
  void needsNothingButTheJdk() throws Exception {
    String alone =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.matches(".*\\b(receiver|wire)\\b[^/]*|.*/(receiver|wire)/.*"))
            .filter(entry -> !entry.contains("picocli") && !entry.contains("jline"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                alone,
                EmbeddedProgram.class.getName())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(out).isEqualTo("event 0, without picocli" + System.lineSeparator());
  }
}
