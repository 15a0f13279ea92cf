package io.github.loghail.receiver;

import java.io.IOException;
import java.net.InetSocketAddress;

/** An address cannot be listened on: it is taken, not ours, or not allowed. */
final class CannotBindException extends IOException {

  private static final long serialVersionUID = 1;

  private final transient InetSocketAddress address;

  CannotBindException(InetSocketAddress address, Exception cause) {
    super("cannot bind " + Source.text(address) + ": " + cause.getMessage(), cause);
    this.address = address;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Whether somebody else listens there. Java has one exception for all that can be wrong. */
  boolean isTaken() {
    return String.valueOf(getCause().getMessage()).contains("already in use");
  }
}
