package io.github.loghail.sender;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The way to the receiver, as the sender's loop sees it. Used by the sender's thread. */
interface Link extends AutoCloseable {

  /** Whether there is an address to send to. */
  boolean isOpen();

  /** The largest datagram that the way takes well. */
  int packetBytes();

  /** Does what is due; true when the address is another one than before, or cannot be had. */
  boolean maintain(long now, SenderMachine.State state);

  /** When {@link #maintain} has something to do. */
  long maintainAt();

  /** A read or write has failed. */
  void failed(long now);

  /** Reads one datagram; answers its length, or −1 when there is none. */
  int read(ByteBuffer into) throws IOException;

  /**
   * What may come back on it now; looked at when {@link #maintain} says that the address is new.
   */
  Feedback feedback();

  /** Sends a packet of the ring; false when the system cannot take it, or all of it, now. */
  boolean write(ByteBuffer packet) throws IOException;

  /** Sends a HEARTBEAT, if the system can take it now. */
  void say(ByteBuffer heartbeat) throws IOException;

  /** Whether a receiver is there that must hear a HEARTBEAT before it is believed; once. */
  default boolean asksForHeartbeat() {
    return false;
  }

  /** Whether a failure says that the datagram is too large for the way. */
  boolean isTooLong(IOException e);

  @Override
  void close();
}
