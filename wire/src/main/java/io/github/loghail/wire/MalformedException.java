package io.github.loghail.wire;

/** Ends the reading of a datagram that is not as it should be. Never leaves this package. */
final class MalformedException extends Exception {

  private static final long serialVersionUID = 1;

  MalformedException(String reason) {
    super(reason, null, false, false);
  }
}
