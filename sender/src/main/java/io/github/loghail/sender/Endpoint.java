package io.github.loghail.sender;

import io.github.loghail.wire.Wire;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * The socket to one address: connected, so that the kernel reports a closed port and lets nobody
 * else's datagrams in, and non-blocking. Only the sender's thread touches it: an interrupt on any
 * other thread would close it for good.
 */
final class Endpoint implements AutoCloseable {

  /** Measured: past this size a packet costs more when lost than it saves in system calls. */
  static final int LOOPBACK_PACKET_BYTES = 8192;

  /** The least that IPv6 carries unsplit: 1,280 − 40 (IP) − 8 (UDP). */
  static final int SAFE_PACKET_BYTES = 1280 - 40 - 8;

  private static final int IPV4_HEADERS_BYTES = 20 + 8;
  private static final int IPV6_HEADERS_BYTES = 40 + 8;
  private static final int SEND_BUFFER_BYTES = 1 << 20;

  private final DatagramChannel channel;
  private final InetSocketAddress remote;
  private final int packetBytes;

  private Endpoint(DatagramChannel channel, InetSocketAddress remote, int packetBytes) {
    this.channel = channel;
    this.remote = remote;
    this.packetBytes = packetBytes;
  }

  static Endpoint open(InetAddress address, int port) throws IOException {
    boolean isIpv6 = address instanceof Inet6Address;
    DatagramChannel channel =
        DatagramChannel.open(isIpv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
      InetSocketAddress remote = new InetSocketAddress(address, port);
      channel.connect(remote);
      return new Endpoint(channel, remote, packetBytes(channel, address, isIpv6));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What goes unsplit over the interface that the route leaves by. */
  private static int packetBytes(DatagramChannel channel, InetAddress address, boolean isIpv6) {
    if (address.isLoopbackAddress()) {
      return LOOPBACK_PACKET_BYTES;
    }
    try {
      InetAddress local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
      NetworkInterface out = NetworkInterface.getByInetAddress(local);
      if (out == null) {
        return SAFE_PACKET_BYTES;
      }
      if (out.isLoopback()) {
        return LOOPBACK_PACKET_BYTES; // an address of this machine's own
      }
      int fits = out.getMTU() - (isIpv6 ? IPV6_HEADERS_BYTES : IPV4_HEADERS_BYTES);
      int least = Wire.MIN_PACKET_BYTES + Wire.MAX_RESOURCE_BYTES;
      return Math.max(least, Math.min(fits, LOOPBACK_PACKET_BYTES));
    } catch (IOException e) {
      return SAFE_PACKET_BYTES;
    }
  }

  int packetBytes() {
    return packetBytes;
  }

  InetAddress address() {
    return remote.getAddress();
  }

  /** Writes one datagram; false when the socket's buffer is full. */
  boolean write(ByteBuffer datagram) throws IOException {
    int length = datagram.remaining();
    return channel.write(datagram) == length;
  }

  /** Reads one datagram into {@code into}; its length, or −1 for none. */
  int read(ByteBuffer into) throws IOException {
    into.clear();
    int length = channel.read(into);
    return length <= 0 ? -1 : length;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // it is gone either way, and there is nobody who could do anything about it
    }
  }
}
