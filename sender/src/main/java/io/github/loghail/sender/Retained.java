package io.github.loghail.sender;

/** What the protocol must know of the packets that there are. */
interface Retained {

  /** Sequence of the next packet to be made. */
  long next();

  /** Sequence of the oldest packet that is still there. */
  long oldest();

  /**
   * Gives up the oldest packets, if those from this one on fill so much that there is little room
   * for new events while they are sent again; but none that must be kept now. Answers the first
   * that is to be sent.
   */
  long makeRoom(long from);

  /** What all packets before this one count for in a window, since the session began. */
  long costBefore(long sequence);
}
