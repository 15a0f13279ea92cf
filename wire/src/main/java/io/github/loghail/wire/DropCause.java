package io.github.loghail.wire;

/** Why a sender did not send an event. The ordinal is what the wire carries. */
public enum DropCause {
  /** A cause that only a later version knows. */
  OTHER("other"),
  /** There was no room left in the ring. */
  RING_FULL("ring full"),
  /** Larger than the ring can hold, even shortened. */
  TOO_LARGE("too large"),
  /** The event could not be read: its message, an argument or the encoder failed. */
  ENCODE_ERROR("encode error"),
  /** The sender was stopped, and its time to drain ran out. */
  ABANDONED("abandoned at stop");

  private static final DropCause[] VALUES = values();

  private final String text;

  DropCause(String text) {
    this.text = text;
  }

  /**
   * The cause as a person reads it.
   *
   * @return a few words in lower case
   */
  public String text() {
    return text;
  }

  static DropCause of(int code) {
    return code < VALUES.length ? VALUES[code] : OTHER;
  }
}
