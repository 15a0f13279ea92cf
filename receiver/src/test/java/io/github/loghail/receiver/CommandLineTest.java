package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CommandLineTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Entry> shown = new CopyOnWriteArrayList<>();
  private Receiver receiver;

  @AfterEach
  void stop() {
    if (receiver != null) {
      receiver.stop();
    }
  }

  private int run(String input, String... arguments) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return CommandLineRunner.run(
        new Console(new ByteArrayInputStream(bytes), out, errors, false), arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** A receiver in this JVM; answers its port. */
  private String listen() throws IOException {
    Sink sink =
        new Sink() {
          @Override
          public void accept(Entry entry) {
            shown.add(entry);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    ReceiverConfig config =
        new ReceiverConfig(
            List.of(new InetSocketAddress(loopback, 0)), 1 << 20, 200, 0, 0, 32 << 20);
    receiver = Receiver.open(config, List.of(sink), line -> {});
    new Thread(receiver::run, "receiver").start();
    return Integer.toString(receiver.addresses().get(0).getPort());
  }

  private List<Entry.Logged> events() {
    return shown.stream()
        .filter(Entry.Logged.class::isInstance)
        .map(Entry.Logged.class::cast)
        .toList();
  }

  private List<String> messages() {
    return events().stream().map(each -> each.event().message().toString()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bogus | there is no option --bogus",
        "--tial 3 | there is no option --tial; did you mean --tail?",
        "--colour=never | there is no option --colour; did you mean --color?",
        "doctor --prot 1 | there is no option --prot; did you mean --port?",
        "-z | there is no option -z",
        "viw log | there is no command 'viw'; did you mean view?",
        "doctor me | one argument too many: 'me'",
        "--tail | --tail needs N",
        "--tail 1 --tail 2 | --tail is given twice",
        "init logbak | FRAMEWORK 'logbak' is none of logback, log4j2, spring",
        "--port 65536 | --port 65536 is not from 0 to 65535",
        "--port x | --port 'x' is not a whole number",
        "--tail some | --tail some is neither a number up to 1000000 nor all",
        "--sort-window soon | --sort-window 'soon' is not a duration such as 500ms or 3s",
        "--buffer 1 | --buffer 1 is not from 4KB to 1GB",
        "--color pink | --color 'pink' is none of auto, always, never",
        "--bind no-such-host.invalid | --bind no-such-host.invalid is not an address of this machine",
        "--bind 0.0.0.0 | --bind 0.0.0.0 lets other machines send: say which with --allow CIDR, such as"
            + " --allow 192.168.1.0/24, or share a secret with --secret-file FILE",
        "--bind 127.0.0.1 --bind :: | --bind :: lets other machines send: say which with --allow CIDR,"
            + " such as --allow 192.168.1.0/24, or share a secret with --secret-file FILE",
        "--allow localhost | --allow localhost is not an address range such as 192.168.1.0/24",
        "--allow 10.1.0.0/8 | --allow 10.1.0.0/8 is no range: did you mean 10.0.0.0/8?",
        "--mask-pattern ( | --mask-pattern '(' is not a pattern: missing closing )",
        "--mask-pattern x* | --mask-pattern 'x*' matches where there is nothing",
        "send --level loud x | --level loud is none of trace, debug, info, warn, error, fatal",
        "send --port 0 x | --port 0 is not from 1 to 65535",
      })
  void wrongUsageIsOneLineAndAHint(String arguments, String message) {
    assertThat(run("", arguments.split(" "))).isEqualTo(2);
    assertThat(err().lines().toList()).hasSize(2).first().isEqualTo("loghail: " + message);
    assertThat(out()).isEmpty();
  }

  @Test
  void helpsAndTellsItsVersion() {
    assertThat(run("", "--help")).isZero();
    assertThat(out())
        .startsWith("Usage: loghail [OPTIONS] [COMMAND]\n")
        .contains("--tail", "send", "doctor", "3   the port cannot be bound");
    assertThat(out().lines()).hasSizeLessThan(80).noneMatch(line -> line.length() > 100);
    out.reset();
    assertThat(run("", "--version")).isZero();
    assertThat(out()).matches("loghail \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void namesWhoHasThePort() throws IOException {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThat(run("", "--port", "" + port)).isEqualTo(3);
      assertThat(err())
          .hasLineCount(1)
          .contains("127.0.0.1:" + port, "(pid " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void sendsAMessage() throws IOException {
    String port = listen();
    int status =
        run(
            "",
            "send",
            "-p",
            port,
            "--host",
            "127.0.0.1",
            "-l",
            "error",
            "-s",
            "me",
            "two",
            "words");
    assertThat(err()).isEmpty();
    assertThat(status).isZero();
    await().until(() -> events().size() == 1);
    assertThat(messages()).containsExactly("two words");
    assertThat(events().get(0).event().severity()).isEqualTo(Severity.ERROR);
    assertThat(events().get(0).source().service()).isEqualTo("me");
    await().until(() -> shown.stream().anyMatch(Entry.Left.class::isInstance));
  }

  @Test
  void sendsEachLineOfItsInputInOrder() throws IOException {
    String port = listen();
    List<String> lines =
        IntStream.range(0, 50_000)
            .mapToObj(i -> i == 100 ? "x".repeat(300_000) : "line " + i)
            .toList();
    String input = lines.stream().collect(Collectors.joining("\n"));
    assertThat(run(input, "send", "-p", port, "--host", "127.0.0.1")).isZero();
    await().untilAsserted(() -> assertThat(events()).hasSize(lines.size()));
    assertThat(messages()).isEqualTo(lines);
  }

  @Test
  void sendsPlainTextToAnybody() throws IOException {
    try (DatagramSocket anybody = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      anybody.setSoTimeout(5000);
      String port = "" + anybody.getLocalPort();
      assertThat(run("größe\n", "send", "--plain", "--host", "127.0.0.1", "-p", port)).isZero();
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      anybody.receive(packet);
      assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
          .isEqualTo("größe");
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    assertThat(run("", "send", "-p", "" + port, "--host", "127.0.0.1", "x")).isEqualTo(1);
    assertThat(err()).isEqualTo("loghail: nobody listens on 127.0.0.1:" + port + "\n");
    err.reset();
    assertThat(run("", "send", "--host", "no-such-host.invalid", "x")).isEqualTo(1);
    assertThat(err()).isEqualTo("loghail: there is no host named \"no-such-host.invalid\"\n");
  }

  @Test
  void doctorsWhatIsWell() throws IOException {
    String port = listen();
    assertThat(run("", "doctor", "--host", "127.0.0.1", "--port", port)).isZero();
    assertThat(out())
        .contains("+ 127.0.0.1:" + port + ": a receiver answers.", "0 of 50 questions were lost");
    assertThat(shown).as("a question is not to be seen").isEmpty();
  }

  @Test
  void doctorsWhatIsWrong() throws IOException {
    String port;
    try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      port = "" + mute.getLocalPort();
      assertThat(run("", "doctor", "--host", "127.0.0.1", "--port", port)).isEqualTo(1);
      assertThat(out()).contains("no answer. A firewall drops UDP");
    }
    out.reset();
    assertThat(run("", "doctor", "--host", "127.0.0.1", "--port", port)).isEqualTo(1);
    assertThat(out()).contains("nobody listens. Start ./loghail there");
  }
}
