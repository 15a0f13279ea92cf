package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What must not be, on a real terminal: a thread of the receiver dies. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs tmux")
class CrashTest {

  @TempDir private Path folder;

  @Test
  void givesTheTerminalBackWhenItRunsOutOfMemory() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    int port;
    try (DatagramSocket free = new DatagramSocket(0, loopback)) {
      port = free.getLocalPort();
    }
    String script =
        "stty -g >before\nJAVA_TOOL_OPTIONS=-Xmx14m "
            + Tmux.loghail("--bind", "127.0.0.1", "--port", "" + port)
            + "\necho status=$?\nstty -g >after\necho done";
    byte[] text = "what waits to be shown ".repeat(40).getBytes(StandardCharsets.UTF_8);
    try (Tmux terminal = Tmux.start(folder, 100, 15, script);
        DatagramSocket socket = new DatagramSocket()) {
      await().atMost(30, TimeUnit.SECONDS).until(() -> terminal.lastLine().endsWith("? keys"));
      terminal.keys("Space"); // all that comes is kept from here on
      await().until(() -> terminal.lastLine().contains("PAUSED"));
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () -> {
                for (int i = 0; i < 500; i++) {
                  socket.send(new DatagramPacket(text, text.length, loopback, port));
                }
                return terminal.lastLine().equals("done");
              });
      assertThat(terminal.lines()).contains("status=1").noneMatch(line -> line.contains("? keys"));
      assertThat(terminal.history()).doesNotContain("\tat ", "Exception in thread");
      assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
    }
  }
}
