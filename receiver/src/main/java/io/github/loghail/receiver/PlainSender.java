package io.github.loghail.receiver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/** A bare datagram for each line: what every UDP server understands. Nothing comes back. */
final class PlainSender implements TextSender {

  private final DatagramChannel channel;
  private final String where;

  private PlainSender(DatagramChannel channel, String where) {
    this.channel = channel;
    this.where = where;
  }

  static PlainSender open(String host, int port) throws IOException {
    return new PlainSender(connect(host, port), host + ":" + port);
  }

  /** A connected socket, so that the system tells when the port is closed. */
  static DatagramChannel connect(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException("there is no host named \"" + host + "\"");
    }
    return DatagramChannel.open().connect(address);
  }

  @Override
  public void send(String line) throws IOException {
    ByteBuffer text = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    try {
      channel.write(text);
    } catch (PortUnreachableException e) {
      throw new IOException("nobody listens on " + where, e);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void finish() {}

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
