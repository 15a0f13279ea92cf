package io.github.loghail.sender;

/** What happens to an event when the ring is full. */
public enum Overflow {
  /** It is dropped and counted; from three quarters full on, low severities are dropped first. */
  DROP,
  /** Its thread waits up to the block time-out; after that it is dropped and counted. */
  BLOCK
}
