package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first picture of {@code docs/formats.md} is what a real terminal shows of several formats,
 * one datagram after the other. Written anew with {@code -Dloghail.screens=write}.
 */
@Timeout(60)
class FormatsScreenTest {

  private static final Path PAGE = Path.of("../docs/formats.md");

  private static final Pattern PICTURE =
      Pattern.compile("(<!-- screen -->\\n```\\n)(.*?)(```\\n)", Pattern.DOTALL);

  private static final int COLUMNS = 110;

  @TempDir private Path folder;
  private Tmux terminal;
  private int port;

  private void send(DatagramSocket socket, String text, String shown) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"), port));
    awaitShown(shown);
  }

  private void awaitShown(String text) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(terminal.history()).contains(text));
  }

  @Test
  void theMergedViewIsCurrent() throws Exception {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    String loghail =
        Tmux.loghail("--bind", "127.0.0.1", "--port", "" + port, "-t", "none", "--no-keys");
    try (Tmux screen = Tmux.start(folder, COLUMNS, 30, loghail + "; echo ended");
        DatagramSocket socket = new DatagramSocket()) {
      terminal = screen;
      awaitShown("listening");
      try (SendSession ours = SendSession.open("127.0.0.1", port, "shop", 9, null)) {
        ours.send("Order 4711 accepted");
        ours.flush();
        awaitShown("Order 4711 accepted");
        others(socket);
      }
      String picture = picture(terminal.history());
      String page = Files.readString(PAGE);
      Matcher matcher = PICTURE.matcher(page);
      assertThat(matcher.find()).isTrue();
      if ("write".equals(System.getProperty("loghail.screens"))) {
        page = matcher.replaceFirst(Matcher.quoteReplacement(matcher.group(1) + picture + "```\n"));
        Files.writeString(PAGE, page);
        matcher = PICTURE.matcher(page);
        assertThat(matcher.find()).isTrue();
      }
      assertThat(matcher.group(2)).isEqualTo(picture);
    }
  }

  private void others(DatagramSocket socket) throws IOException {
    Instant now = Instant.now();
    send(
        socket,
        "{\"version\":\"1.1\",\"host\":\"box\",\"timestamp\":"
            + now.toEpochMilli() / 1000.0
            + ",\"level\":3,\"short_message\":\"Charge declined\",\"_app_name\":\"payments\","
            + "\"_logger_name\":\"com.acme.pay.Gateway\",\"_order\":4711,\"full_message\":"
            + "\"Charge declined\\njava.lang.IllegalStateException: card declined\\n"
            + "\\tat com.acme.pay.Gateway.charge(Gateway.java:88)\\n"
            + "\\tat org.springframework.web.A.b(A.java:1)\\n"
            + "\\tat org.springframework.web.A.c(A.java:2)\\n\"}",
        "2 frames");
    send(
        socket,
        "<12>1 " + now + " box stock 812 - [mdc@18060 order=\"4711\" left=\"2\"] Running low",
        "Running low");
    String time =
        DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault())
            .format(now);
    send(socket, "<30>" + time + " box backup[4120]: 12 files kept", "12 files kept");
    send(
        socket,
        "{\"@timestamp\":\""
            + now
            + "\",\"log.level\":\"INFO\",\"message\":\"Mail sent\",\"ecs.version\":\"1.2.0\","
            + "\"service.name\":\"mail\",\"log.logger\":\"com.acme.Mailer\","
            + "\"labels\":{\"order\":4711}}",
        "Mail sent");
    send(
        socket,
        "{\"level\":40,\"time\":"
            + now.toEpochMilli()
            + ",\"pid\":7,\"hostname\":\"box\",\"name\":\"web\",\"ms\":1310,\"msg\":\"slow page\"}",
        "slow page");
    send(socket, "hello from nc -u\n", "hello from nc");
    send(socket, "{\"message\":\"Order acc", "unreadable");
  }

  /** What is another at each run is given a value; the first line names the port. */
  private static String picture(String history) {
    return history
        .lines()
        .filter(line -> !line.isBlank() && !line.contains("listening on"))
        .map(line -> line.replaceAll("127\\.0\\.0\\.1:\\d{5}", "127.0.0.1:40000"))
        .map(line -> line.replaceAll("pid \\d+", "pid 4121").stripTrailing() + "\n")
        .collect(Collectors.joining());
  }
}
