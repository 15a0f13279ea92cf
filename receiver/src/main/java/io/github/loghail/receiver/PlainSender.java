package io.github.loghail.receiver;

import io.github.loghail.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/**
 * A bare datagram for each line: what every UDP server understands. Nothing comes back. A line that
 * is longer than a datagram goes in several.
 */
final class PlainSender implements TextSender {

  /** The least of what IPv4 and IPv6 take. */
  private static final int MAX_BYTES = Wire.MAX_DATAGRAM_BYTES;

  private final DatagramChannel channel;
  private final String where;

  private PlainSender(DatagramChannel channel, String where) {
    this.channel = channel;
    this.where = where;
  }

  static PlainSender open(String host, int port) throws IOException {
    return new PlainSender(connect(host, port), text(host, port));
  }

  static String text(String host, int port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** A connected socket, so that the system tells when the port is closed. */
  static DatagramChannel connect(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException("there is no host named \"" + host + "\"");
    }
    DatagramChannel channel = DatagramChannel.open();
    try {
      return channel.connect(address);
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot reach " + text(host, port) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void send(String line) throws IOException {
    // Java sends no empty datagram from a connected socket; a line end is shown as one.
    byte[] text = (line.isEmpty() ? "\n" : line).getBytes(StandardCharsets.UTF_8);
    int from = 0;
    do {
      int to = end(text, from);
      write(ByteBuffer.wrap(text, from, to - from));
      from = to;
    } while (from < text.length);
  }

  /** Where a datagram ends at the latest, between two characters. */
  private static int end(byte[] text, int from) {
    int end = Math.min(text.length, from + MAX_BYTES);
    while (end < text.length && (text[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }

  private void write(ByteBuffer datagram) throws IOException {
    try {
      channel.write(datagram);
    } catch (PortUnreachableException e) {
      throw nobody(e);
    } catch (IOException e) {
      throw new IOException("cannot send to " + where + ": " + e.getMessage(), e);
    }
  }

  private IOException nobody(PortUnreachableException e) {
    return new IOException("nobody listens on " + where, e);
  }

  @Override
  public void flush() {}

  /** A closed port of this machine has told so by now. */
  @Override
  public void finish() throws IOException {
    channel.configureBlocking(false);
    try {
      channel.read(ByteBuffer.allocate(1));
    } catch (PortUnreachableException e) {
      throw nobody(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
