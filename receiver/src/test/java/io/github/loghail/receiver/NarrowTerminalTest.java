package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The receiver in a real terminal that is narrow, and then is made wide. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs tmux")
class NarrowTerminalTest {

  private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final Resource RESOURCE =
      new Resource("注文", "box", 4121, "logback", TimeUnit.HOURS.toNanos(24 * 365 * 100));

  @TempDir private Path folder;

  private final PacketWriter writer = new PacketWriter(7, RESOURCE, false);
  private DatagramSocket socket;
  private Tmux tmux;
  private int port;
  private int sent;

  @BeforeEach
  void start() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    String listen =
        Tmux.loghail("--bind", "127.0.0.1", "--port", "0", "--sort-window", "0", "--color=never");
    tmux = Tmux.start(folder, 64, 30, listen);
    Matcher[] found = new Matcher[1];
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(
            () -> {
              found[0] = LISTENING.matcher(String.join("\n", tmux.lines()));
              return found[0].find();
            });
    port = Integer.parseInt(found[0].group(1));
  }

  @AfterEach
  void stop() {
    tmux.close();
    socket.close();
  }

  private void send(String message) throws IOException {
    EventEncoder encoder = new EventEncoder(new Names(), 1 << 16);
    encoder.begin(Severity.INFO, Made.NANOS, "com.acme.shop.IncomingOrderService", "main");
    encoder.message(message);
    encoder.attribute("order", 4711);
    encoder.attribute("customer", "山田太郎");
    encoder.finish();
    byte[] packet = new byte[1400];
    writer.open(packet, packet.length, sent, sent);
    writer.append(encoder);
    int length = writer.seal();
    new Checksum().put(packet, length);
    socket.send(new DatagramPacket(packet, length, InetAddress.getLoopbackAddress(), port));
    sent++;
  }

  @Test
  void layoutFollowsTheTerminal() throws IOException {
    send("漢字 \uD83D\uDE80 done");
    await()
        .untilAsserted(
            () ->
                assertThat(String.join("\n", tmux.lines()))
                    .containsPattern(
                        "\\d\\d:\\d\\d:21\\.204 注文  INFO  IncomingOrd… 漢字 \uD83D\uDE80 done\n"
                            + " {13}注文  : order=4711 customer=山田太郎"));
    tmux.run("resize-window", "-x", "130");
    await()
        .untilAsserted(
            () -> {
              send("wide " + sent); // until the new width has been seen
              assertThat(String.join("\n", tmux.lines()))
                  .containsPattern(
                      " IncomingOrderService wide \\d+ +order=4711 customer=山田太郎(\n|$)");
            });
  }
}
