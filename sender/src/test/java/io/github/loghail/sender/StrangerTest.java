package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only the receiver that a sender sends to can tell it anything, and only of its own session. */
@Timeout(30)
class StrangerTest {

  private static final SenderStatus STATUS =
      new SenderStatus() {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}
      };

  private final ControlWriter control = new ControlWriter();
  private DatagramSocket receiver;
  private DatagramSocket stranger;
  private Sender sender;
  private SocketAddress senderAddress;
  private long session;

  @BeforeEach
  void start() throws IOException {
    receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    receiver.setSoTimeout(10_000);
    stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    SenderSettings settings =
        new SenderSettings(STATUS)
            .set("host", receiver.getLocalAddress().getHostAddress())
            .set("port", "" + receiver.getLocalPort());
    sender = Sender.start(settings.resolve("test", null), STATUS);
    session = ((Datagram.Heartbeat) receive()).session();
  }

  @AfterEach
  void stop() {
    sender.stop(Duration.ofMillis(100));
    receiver.close();
    stranger.close();
  }

  private Datagram receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
    receiver.receive(packet);
    senderAddress = packet.getSocketAddress();
    return new Decoder()
        .decode(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getLength());
  }

  /** With a window of nothing: whoever believes it sends no event. */
  private void closeWindow(DatagramSocket from, long ofSession) throws IOException {
    int length = control.write(new Datagram.Status(ofSession, 0, 0, 0));
    from.send(new DatagramPacket(control.bytes(), length, senderAddress));
  }

  private Datagram firstEvents() throws IOException {
    EventEncoder encoder = sender.encoder();
    do {
      encoder.begin(Severity.ERROR, 1, "logger", "thread");
      encoder.message("an event");
    } while (!encoder.finish());
    sender.send(encoder);
    Datagram datagram = receive();
    while (datagram instanceof Datagram.Heartbeat) {
      datagram = receive();
    }
    return datagram;
  }

  @Test
  void aStatusFromAnotherAddressIsNotHeard() throws IOException {
    closeWindow(stranger, session);
    assertThat(firstEvents()).isInstanceOf(Datagram.Events.class);
  }

  @Test
  void aStatusOfAnotherSessionIsNotHeard() throws IOException {
    closeWindow(receiver, session + 1);
    assertThat(firstEvents()).isInstanceOf(Datagram.Events.class);
  }
}
