package io.github.loghail.receiver.foreign;

/** A datagram is not what it claims to be. Its message is the reason, for people. */
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1;

  UnreadableException(String reason) {
    super(reason, null, false, false); // strangers send these as often as they like
  }
}
