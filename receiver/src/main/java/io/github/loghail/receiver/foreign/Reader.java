package io.github.loghail.receiver.foreign;

/** Reads one format. One thread; it may keep what waits for more, but no more than it says. */
interface Reader {

  /** No deadline. */
  long NEVER = Long.MAX_VALUE;

  /** Whether a datagram is of this format, by its content alone. */
  boolean recognises(Received datagram);

  /** Reads one that it recognised. */
  void read(Received datagram, Output out) throws UnreadableException;

  /** When {@link #poll} has something to do, by the clock of {@link Received#nanos}. */
  default long deadline() {
    return NEVER;
  }

  /** Gives up waiting for what is due, or at the end, with {@link #NEVER}, for everything. */
  default void poll(long now, Output out) {}
}
