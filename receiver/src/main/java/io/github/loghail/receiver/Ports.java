package io.github.loghail.receiver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Binds the sockets of one receiver: all on one port, also where any free one will do. */
final class Ports {

  /** A port that is free on one address may be taken on the next: then another is tried. */
  private static final int TRIES_FOR_A_FREE_PORT = 10;

  private Ports() {}

  /**
   * Binds all addresses. One that this machine does not have is left out as long as another one is
   * bound.
   *
   * @throws CannotBindException when one is taken, or none can be bound
   */
  static List<Port> bind(ReceiverConfig config) throws CannotBindException {
    boolean isAny = config.addresses().stream().allMatch(address -> address.getPort() == 0);
    for (int left = isAny ? TRIES_FOR_A_FREE_PORT : 1; ; left--) {
      try {
        return tryToBind(config);
      } catch (CannotBindException e) {
        if (left == 1 || !e.isTaken()) {
          throw e;
        }
      }
    }
  }

  private static List<Port> tryToBind(ReceiverConfig config) throws CannotBindException {
    List<Port> ports = new ArrayList<>();
    CannotBindException failure = null;
    for (InetSocketAddress wanted : config.addresses()) {
      InetSocketAddress address = onPortOf(ports, wanted);
      try {
        ports.add(Port.open(address, config.receiveBufferBytes()));
      } catch (IOException | RuntimeException e) {
        failure = new CannotBindException(address, e);
        if (failure.isTaken()) {
          ports.forEach(Ports::close);
          throw failure;
        }
      }
    }
    if (ports.isEmpty() && failure != null) {
      throw failure;
    }
    return ports;
  }

  /** What was free on the first address is used on the others. */
  private static InetSocketAddress onPortOf(List<Port> bound, InetSocketAddress wanted) {
    return wanted.getPort() == 0 && !bound.isEmpty()
        ? new InetSocketAddress(wanted.getAddress(), bound.get(0).address().getPort())
        : wanted;
  }

  static void close(Port port) {
    try {
      port.close();
    } catch (IOException e) {
      // Nothing is left that could be lost by it.
    }
  }
}
