package io.github.loghail.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** One bound, non-blocking socket. Not thread-safe, but for {@link #close}. */
final class Port implements Replies, Closeable {

  private final DatagramChannel channel;
  private final InetSocketAddress address;
  private final int receiveBufferBytes;
  private InetSocketAddress from;

  private Port(DatagramChannel channel) throws IOException {
    this.channel = channel;
    address = (InetSocketAddress) channel.getLocalAddress();
    receiveBufferBytes = channel.getOption(StandardSocketOptions.SO_RCVBUF);
  }

  /**
   * Binds.
   *
   * @param address where; port 0 for any
   * @param receiveBufferBytes what to ask for; the system may grant less
   */
  static Port open(InetSocketAddress address, int receiveBufferBytes) throws IOException {
    ProtocolFamily family =
        address.getAddress() instanceof java.net.Inet6Address
            ? StandardProtocolFamily.INET6
            : StandardProtocolFamily.INET;
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
      channel.bind(address);
      channel.configureBlocking(false);
      return new Port(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  DatagramChannel channel() {
    return channel;
  }

  InetSocketAddress address() {
    return address;
  }

  /** What the system granted, in bytes. */
  int receiveBufferBytes() {
    return receiveBufferBytes;
  }

  /**
   * Takes one datagram, if there is one.
   *
   * @param buffer of the largest size there is; it is cleared first
   * @return its bytes, in an array of just its size, or null
   */
  byte[] receive(ByteBuffer buffer) throws IOException {
    buffer.clear();
    from = (InetSocketAddress) channel.receive(buffer);
    if (from == null) {
      return null;
    }
    byte[] datagram = new byte[buffer.position()];
    buffer.flip().get(datagram);
    return datagram;
  }

  /** Who sent the last datagram. */
  InetSocketAddress from() {
    return from;
  }

  /** An answer that cannot be sent now is as good as lost: the next question brings another. */
  @Override
  public void send(byte[] bytes, int length, InetSocketAddress to) {
    try {
      channel.send(ByteBuffer.wrap(bytes, 0, length), to);
    } catch (IOException e) {
      // The way back is closed; what the sender retains is not lost by that.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
