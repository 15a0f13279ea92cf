package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The keys and the status line, in a real terminal. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs tmux")
class LiveTest {

  @TempDir private Path folder;

  private final Map<String, SendSession> senders = new HashMap<>();
  private int port;
  private Tmux terminal;

  @BeforeEach
  void start() throws Exception {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    String loghail = Tmux.loghail("--bind", "127.0.0.1", "--port", "" + port);
    terminal =
        Tmux.start(
            folder,
            100,
            15,
            "trap : INT\nstty -g >before\n"
                + loghail
                + "\necho status=$?\nstty -g >after\necho done");
    await().atMost(30, TimeUnit.SECONDS).until(() -> terminal.lastLine().endsWith("? keys"));
  }

  @AfterEach
  void stop() throws IOException {
    terminal.close();
    for (SendSession sender : senders.values()) {
      sender.close();
    }
  }

  private void send(String service, int severity, String message) throws IOException {
    SendSession sender = senders.get(service + severity);
    if (sender == null) {
      sender = SendSession.open("127.0.0.1", port, service, severity, null);
      senders.put(service + severity, sender);
    }
    sender.send(message);
    sender.flush();
  }

  private void awaitLine(String end) {
    await()
        .untilAsserted(
            () -> assertThat(terminal.lines()).anySatisfy(each -> assertThat(each).endsWith(end)));
  }

  private void awaitStatus(String part) {
    await().untilAsserted(() -> assertThat(terminal.lastLine()).contains(part));
  }

  private boolean shows(String text) {
    return terminal.history().contains(text);
  }

  private void awaitEnd() throws IOException {
    awaitEnd(0);
  }

  private void awaitEnd(int status) throws IOException {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(terminal.lastLine()).isEqualTo("done"));
    assertThat(terminal.lines())
        .contains("status=" + status)
        .noneMatch(line -> line.contains("? keys"));
    assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
  }

  @Test
  void pausesAndGoesOn() throws Exception {
    send("orders", Severity.INFO, "first");
    awaitLine("first");
    awaitStatus("1 orders");
    terminal.keys("Space");
    awaitStatus("PAUSED, 0 waiting");
    send("orders", Severity.INFO, "second");
    awaitStatus("PAUSED, 1 waiting");
    assertThat(shows("second")).isFalse();
    terminal.keys("Space");
    awaitLine("second");
    assertThat(terminal.lastLine()).endsWith("? keys").doesNotContain("PAUSED");
    terminal.keys("q");
    awaitEnd();
    assertThat(shows("first")).isTrue();
  }

  @Test
  void showsWhatIsAskedFor() throws Exception {
    terminal.keys("/");
    awaitStatus("show only:");
    terminal.type("re(d");
    terminal.keys("Enter");
    awaitStatus("missing closing )");
    terminal.keys("BSpace", "BSpace");
    terminal.type("d|green");
    terminal.keys("Enter");
    awaitStatus("include=/red|green/");
    send("orders", Severity.INFO, "blue 1");
    send("orders", Severity.INFO, "green 1");
    awaitLine("green 1");
    assertThat(shows("blue 1")).isFalse();
    terminal.keys("/", "x", "Escape");
    awaitStatus("include=/red|green/");
    terminal.keys("/", "Enter");
    await().until(() -> !terminal.lastLine().contains("include"));

    terminal.keys("l", "l", "l");
    awaitStatus("level>=WARN");
    send("orders", Severity.INFO, "blue 2");
    send("orders", Severity.ERROR, "red 2");
    awaitLine("red 2");
    assertThat(shows("blue 2")).isFalse();
    terminal.keys("l", "l");
    await().until(() -> !terminal.lastLine().contains("level"));

    send("payments", Severity.INFO, "paid 1");
    awaitLine("paid 1");
    terminal.keys("1");
    awaitStatus("-orders");
    send("orders", Severity.INFO, "blue 3");
    send("payments", Severity.INFO, "paid 2");
    awaitLine("paid 2");
    assertThat(shows("blue 3")).isFalse();
    terminal.keys("1");
    await().until(() -> !terminal.lastLine().contains("-orders"));
    send("orders", Severity.INFO, "blue 4");
    awaitLine("blue 4");
    terminal.keys("C-d");
    awaitEnd();
  }

  @Test
  void marksHelpsAndClears() throws Exception {
    send("orders", Severity.INFO, "first");
    awaitLine("first");
    terminal.keys("Enter");
    await()
        .untilAsserted(
            () -> assertThat(terminal.lines()).anyMatch(line -> line.matches("-+ [0-9:]{8} -+")));
    terminal.keys("?");
    awaitLine("Services: 1 orders");
    assertThat(terminal.lines()).anyMatch(line -> line.startsWith("Space "));
    terminal.keys("Up", "F1", "x"); // no keys of ours
    for (String mode : List.of("full", "root", "none", "app")) {
      terminal.keys("s");
      awaitStatus("stack " + mode);
    }
    terminal.keys("c");
    await().untilAsserted(() -> assertThat(terminal.lines()).hasSize(1));
    assertThat(terminal.lastLine()).endsWith("? keys");
    terminal.keys("C-c");
    awaitEnd();
  }

  @Test
  void keepsItsOneLineWhenTheTerminalChanges() throws Exception {
    send("a-service-with-a-long-name", Severity.INFO, "first");
    awaitStatus("1 a-service-with-a-long-name");
    terminal.run("resize-window", "-x", "40", "-y", "12");
    await().untilAsserted(() -> assertThat(terminal.lastLine()).contains("1 service"));
    terminal.run("resize-window", "-x", "90", "-y", "12");
    awaitStatus("1 a-service-with-a-long-name");
    send("orders", Severity.INFO, "second");
    awaitLine("second");
    await()
        .untilAsserted(
            () ->
                assertThat(terminal.lines().stream().filter(line -> line.contains("/s | lost")))
                    .hasSize(1));
    signal("TERM");
    awaitEnd();
  }

  private void signal(String name) throws Exception {
    String pid = Files.readString(pidFile()).strip();
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  /** Ctrl-S: nothing moves and nothing is lost; Ctrl-Q: all of it is shown. */
  @Test
  void losesNothingWhileTheTerminalIsBlocked() throws Exception {
    send("orders", Severity.INFO, "first");
    awaitLine("first");
    terminal.keys("C-s");
    await().pollDelay(300, TimeUnit.MILLISECONDS).until(() -> true); // nothing shows that it holds
    for (int i = 1; i <= 2000; i++) {
      send("orders", Severity.INFO, "blocked " + i);
    }
    assertThat(shows("blocked")).isFalse();
    terminal.run("set-option", "history-limit", "50000");
    terminal.keys("C-q");
    awaitLine("blocked 2000");
    awaitStatus("lost 0");
    terminal.keys("q");
    awaitEnd();
    assertThat(terminal.lines()).anyMatch(line -> line.contains("shown 2,001, lost 0"));
  }

  @Test
  void endsThoughTheTerminalIsBlocked() throws Exception {
    send("orders", Severity.INFO, "first");
    awaitLine("first");
    Path process = Path.of("/proc", Files.readString(pidFile()).strip());
    terminal.keys("C-s");
    send("orders", Severity.INFO, "second");
    signal("TERM");
    await().atMost(20, TimeUnit.SECONDS).until(() -> !Files.exists(process));
    terminal.keys("C-q");
    await().untilAsserted(() -> assertThat(terminal.lastLine()).isEqualTo("done"));
    assertThat(terminal.lines()).anyMatch(line -> line.endsWith("status=1"));
    assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
  }

  /** Each has a name of its own, as somebody hostile makes them up. */
  @Test
  void goesOnAfterAHundredThousandServicesAndALineOfAMegabyte() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (DatagramSocket stranger = new DatagramSocket()) {
      for (int i = 1; i < 100_000; i++) {
        String json = "{\"service\":\"made-up-" + i + "\",\"message\":\"event " + i + "\"}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        stranger.send(new DatagramPacket(bytes, bytes.length, loopback, port));
        if (i % 100 == 0) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // what a small socket holds
        }
      }
    }
    send("orders", Severity.INFO, "and another");
    awaitLine("and another");
    send("orders", Severity.INFO, "x".repeat(1_000_000) + " the end");
    awaitLine("the end");
    awaitStatus("lost 0");
    terminal.keys("Space");
    awaitStatus("PAUSED");
    assertThat(residentKib()).isLessThan(500_000);
    terminal.keys("q");
    awaitEnd();
  }

  private int residentKib() throws IOException {
    Path status = Path.of("/proc", Files.readString(pidFile()).strip(), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .sum();
  }

  /** The one child of the shell in the terminal. */
  private Path pidFile() throws IOException {
    String shell = terminal.run("list-panes", "-F", "#{pane_pid}").strip();
    return Path.of("/proc/" + shell + "/task/" + shell + "/children");
  }
}
