package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
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
  private Tmux terminal;

  @BeforeEach
  void start() throws Exception {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    ReceiverConfig config = new ReceiverConfig(List.of(anyPort), 1 << 20, -1, 0, 0, 1 << 20);
    receiver = Receiver.open(config, List.of(sink), warnings::add);
    Aside.run(receiver::run);
    int port = receiver.addresses().get(0).getPort();
    String send = Tmux.loghail("send", "--host", "127.0.0.1", "--port", "" + port);
    terminal = Tmux.start(folder, 100, 30, send + " 2>err\necho status=$?");
    await().atMost(30, TimeUnit.SECONDS).until(() -> terminal.lastLine().startsWith(">>>"));
  }

  @AfterEach
  void stop() throws Exception {
    terminal.close();
    receiver.stop();
  }

  private void type(String line) {
    terminal.type(line);
    terminal.keys("Enter");
  }

  private List<String> messages() {
    return sink.entries().stream()
        .filter(Entry.Logged.class::isInstance)
        .map(entry -> ((Entry.Logged) entry).event().message().toString())
        .toList();
  }

  private void awaitEnd() {
    await().untilAsserted(() -> assertThat(terminal.lastLine()).isEqualTo("status=0"));
    await().until(() -> sink.texts().contains("left"));
  }

  @Test
  void sendsEachLineAsItIsTypedUntilQ() throws Exception {
    type("hello");
    await().until(() -> messages().equals(List.of("hello")));
    String odd = "it's 100% \"odd\" !! C:\\new\\q $HOME";
    type(odd);
    await().untilAsserted(() -> assertThat(messages()).containsExactly("hello", odd));
    await().untilAsserted(() -> assertThat(terminal.lastLine()).isEqualTo(">>>"));
    type("q");
    awaitEnd();
    assertThat(messages()).containsExactly("hello", odd);
  }

  @Test
  void endsAtTheEndOfInput() throws Exception {
    type("last words");
    await().until(() -> messages().equals(List.of("last words")));
    terminal.keys("C-d");
    awaitEnd();
  }

  @Test
  void endsOnCtrlC() throws Exception {
    terminal.type("not sent");
    terminal.keys("C-c");
    awaitEnd();
    assertThat(messages()).isEmpty();
  }
}
