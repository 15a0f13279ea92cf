package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The prompt of {@code loghail send} in a real terminal, which tmux provides. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs tmux")
class PromptTest {

  @TempDir private Path folder;

  private final CollectingSink sink = new CollectingSink();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private Receiver receiver;

  @BeforeEach
  void start() throws Exception {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    ReceiverConfig config = new ReceiverConfig(List.of(anyPort), 1 << 20, -1, 0, 0, 1 << 20);
    receiver = Receiver.open(config, List.of(sink), warnings::add);
    CompletableFuture.runAsync(receiver::run);
    int port = receiver.addresses().get(0).getPort();
    String send =
        Command.line("send", "--host", "127.0.0.1", "--port", "" + port).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Path script = folder.resolve("script");
    Files.writeString(script, send + " 2>err\necho status=$?\nexec cat\n");
    // A server of our own: its socket is in a folder that goes when the test ends.
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "sh " + script);
    await().atMost(30, TimeUnit.SECONDS).until(() -> lastLine().startsWith(">>>"));
  }

  @AfterEach
  void stop() throws Exception {
    tmux("kill-server");
    receiver.stop();
  }

  private String tmux(String... args) throws IOException, InterruptedException {
    // UTF-8 whatever the locale of the test
    List<String> line =
        new ArrayList<>(List.of("tmux", "-u", "-S", folder.resolve("t").toString()));
    line.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(line);
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private String lastLine() throws IOException, InterruptedException {
    String[] lines = tmux("capture-pane", "-p").strip().split("\n");
    return lines[lines.length - 1];
  }

  private void type(String line) throws IOException, InterruptedException {
    tmux("send-keys", "-l", line);
    tmux("send-keys", "Enter");
  }

  private List<String> messages() {
    return sink.entries().stream()
        .filter(Entry.Logged.class::isInstance)
        .map(entry -> ((Entry.Logged) entry).event().message().toString())
        .toList();
  }

  private void awaitEnd() {
    await().untilAsserted(() -> assertThat(lastLine()).isEqualTo("status=0"));
    await().until(() -> sink.texts().contains("left"));
  }

  @Test
  void sendsEachLineAsItIsTypedUntilQ() throws Exception {
    type("hello");
    await().until(() -> messages().equals(List.of("hello")));
    String odd = "it's 100% \"odd\" !! C:\\new\\q $HOME";
    type(odd);
    await().untilAsserted(() -> assertThat(messages()).containsExactly("hello", odd));
    await().untilAsserted(() -> assertThat(lastLine()).isEqualTo(">>>"));
    type("q");
    awaitEnd();
    assertThat(messages()).containsExactly("hello", odd);
  }

  @Test
  void endsAtTheEndOfInput() throws Exception {
    type("last words");
    await().until(() -> messages().equals(List.of("last words")));
    tmux("send-keys", "C-d");
    awaitEnd();
  }

  @Test
  void endsOnCtrlC() throws Exception {
    tmux("send-keys", "-l", "not sent");
    tmux("send-keys", "C-c");
    awaitEnd();
    assertThat(messages()).isEmpty();
  }
}
