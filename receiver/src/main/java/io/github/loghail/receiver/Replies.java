package io.github.loghail.receiver;

import java.net.InetSocketAddress;

/** The way back to a sender: the socket that its datagrams come in on. */
@FunctionalInterface
interface Replies {

  /** Sends one datagram, or drops it; never blocks, never throws. */
  void send(byte[] bytes, int length, InetSocketAddress to);
}
