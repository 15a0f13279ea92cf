package io.github.loghail.receiver;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Embeds the receiver, and uses nothing but the JDK besides. */
final class EmbeddedProgram {

  private EmbeddedProgram() {}

  public static void main(String[] args) throws Exception {
    try (Receiver receiver = Receiver.listen(0, EmbeddedProgram::print);
        DatagramSocket client = new DatagramSocket()) {
      byte[] datagram = TestPackets.of(7).eventBytes(0, 0, 1);
      InetAddress host = InetAddress.getByName("127.0.0.1");
      client.send(new DatagramPacket(datagram, datagram.length, host, receiver.port()));
    }
  }

  private static void print(LogEvent event) {
    System.out.println("event " + event.message() + ", " + command());
  }

  private static String command() {
    try {
      return "with " + Class.forName("picocli.CommandLine").getName();
    } catch (ClassNotFoundException e) {
      return "without picocli";
    }
  }
}
