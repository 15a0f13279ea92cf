package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What released appenders sent must be shown by every later receiver as it was then. The files in
 * {@code src/test/resources/recordings} are never written anew: a release adds its own.
 */
@Timeout(60)
class RecordingTest {

  private static final Path FOLDER = Path.of("src/test/resources/recordings");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"0.1.0-logback", "0.1.0-log4j2"})
  void showsWhatAnOlderSenderSent(String recording) throws IOException {
    Receiver receiver =
        Receiver.open(
            new ReceiverConfig(
                List.of(new InetSocketAddress(LOOPBACK, 0)), 4 << 20, -1, 0, 0, 32 << 20),
            List.of(new StreamSink(shown, new JsonRenderer())));
    Aside.call(receiver::run);
    try (DatagramSocket sender = new DatagramSocket(0, LOOPBACK)) {
      for (byte[] datagram : datagrams(recording)) {
        sender.send(new DatagramPacket(datagram, datagram.length, receiver.addresses().get(0)));
      }
      await().untilAsserted(() -> assertThat(lines()).last().asString().contains("\"left\""));
    } finally {
      receiver.stop();
    }
    assertThat(lines()).first().asString().contains("\"joined\"");
    assertThat(lines().stream().filter(line -> line.contains("\"level\"")))
        .map(line -> line.replaceFirst(",\"source\":\"[^\"]*\"", ""))
        .isEqualTo(Files.readAllLines(FOLDER.resolve(recording + ".json")));
    assertThat(lines()).hasSize(27);
  }

  private static List<byte[]> datagrams(String recording) throws IOException {
    return Files.readAllLines(FOLDER.resolve(recording + ".hex")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(HexFormat.of()::parseHex)
        .toList();
  }

  private List<String> lines() {
    return shown.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
