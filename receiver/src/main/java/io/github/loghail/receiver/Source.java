package io.github.loghail.receiver;

import io.github.loghail.wire.Resource;
import java.net.InetSocketAddress;

/**
 * One sender as the sinks know it: a session of ours, or an address that sends bare datagrams.
 *
 * @param service what it is called: the service's name, or {@code host:port}
 * @param address where its datagrams come from
 * @param session the session's identity; 0 for bare datagrams
 * @param resource what the session says of itself, or null for bare datagrams
 */
record Source(String service, InetSocketAddress address, long session, Resource resource) {

  /** {@code host:port}, an IPv6 address in brackets. */
  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
