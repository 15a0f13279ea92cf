package io.github.loghail.wire;

import java.util.List;

/** What a datagram turned out to be. Every sequence of bytes is one of these. */
public sealed interface Datagram {

  /** A datagram of the Loghail format that was read whole. */
  sealed interface Native extends Datagram {

    /**
     * The session that it belongs to.
     *
     * @return 64 random bits, one value for each start of an appender
     */
    long session();
  }

  /** A datagram that a sender sends in the order of its packet sequence. */
  sealed interface Packet extends Native {

    /**
     * Its place in the session's packets.
     *
     * @return 0 for the first packet
     */
    long sequence();

    /**
     * The first event that begins in this packet or, in a piece, the event that it is a piece of.
     *
     * @return 0 for the session's first event
     */
    long firstEvent();

    /**
     * Who sends, not yet read.
     *
     * @return the block, to be given to {@link Decoder#resource}
     */
    Utf8 resourceBlock();

    /**
     * The datagram's length.
     *
     * @return bytes
     */
    int datagramBytes();

    /**
     * Whether the sender reads no answers.
     *
     * @return true when what is missing will not be sent again
     */
    boolean oneWay();
  }

  /** One thing in a packet. */
  sealed interface Record permits Event, Drops {}

  /**
   * A report of what was dropped up to this point.
   *
   * @param counts totals of the session so far
   */
  record Drops(DropCounts counts) implements Record {}

  /**
   * A packet of whole events.
   *
   * @param session the session
   * @param sequence the packet's
   * @param firstEvent sequence of the first event
   * @param eventCount how many of the records are events
   * @param resourceBlock who sends
   * @param datagramBytes the datagram's length
   * @param oneWay whether the sender reads no answers
   * @param records in the order they were written
   */
  record Events(
      long session,
      long sequence,
      long firstEvent,
      int eventCount,
      Utf8 resourceBlock,
      int datagramBytes,
      boolean oneWay,
      List<Record> records)
      implements Packet {}

  /**
   * A packet that holds a piece of an event.
   *
   * @param session the session
   * @param sequence the packet's
   * @param firstEvent sequence of the event
   * @param resourceBlock who sends
   * @param datagramBytes the datagram's length
   * @param oneWay whether the sender reads no answers
   * @param eventBytes length of the whole event, at most {@link Wire#MAX_EVENT_BYTES}
   * @param offset of this piece within it
   * @param bytes the piece; with its offset never beyond {@code eventBytes}
   */
  record Piece(
      long session,
      long sequence,
      long firstEvent,
      Utf8 resourceBlock,
      int datagramBytes,
      boolean oneWay,
      int eventBytes,
      int offset,
      Utf8 bytes)
      implements Packet {

    /**
     * Whether the event begins here.
     *
     * @return true for the first piece
     */
    public boolean isFirst() {
      return offset == 0;
    }

    /**
     * Whether the event ends here.
     *
     * @return true for the last piece
     */
    public boolean isLast() {
      return offset + bytes.length() == eventBytes;
    }
  }

  /**
   * A sender's sign of life.
   *
   * @param session the session
   * @param nextSequence sequence of the packet that will be sent next
   * @param oldestRetained lowest packet sequence that can be sent again
   * @param nextEvent sequence that the next event will have
   * @param firstUnseen lowest packet sequence that no receiver has said to have shown
   * @param resource who sends
   * @param drops totals of the session so far
   * @param endOfSession true when nothing follows
   * @param probe true for a mere question, which opens no session
   * @param oneWay whether the sender reads no answers
   */
  record Heartbeat(
      long session,
      long nextSequence,
      long oldestRetained,
      long nextEvent,
      long firstUnseen,
      Resource resource,
      DropCounts drops,
      boolean endOfSession,
      boolean probe,
      boolean oneWay)
      implements Native {}

  /**
   * A receiver's answer: how far it has come and how much more it can take.
   *
   * @param session the session
   * @param nextExpected all packets below have been received, or given up
   * @param windowBytes how much may be in flight from {@code nextExpected} on, each datagram
   *     counted with {@link Wire#DATAGRAM_OVERHEAD_BYTES}
   * @param shown all packets below have been shown, or kept where the receiver keeps them
   */
  record Status(long session, long nextExpected, int windowBytes, long shown) implements Native {}

  /**
   * A receiver's request for packets that it misses.
   *
   * @param session the session
   * @param ranges what is missing, at most {@link Wire#MAX_NAK_RANGES}
   */
  record Nak(long session, List<Range> ranges) implements Native {}

  /**
   * Consecutive packets.
   *
   * @param first sequence of the first
   * @param packets how many, at least 1
   */
  record Range(long first, int packets) {}

  /**
   * A datagram that was sealed with our secret, and has been opened: nobody else can have made it.
   * It may still be an old one that somebody sends again.
   *
   * @param datagram what it says
   * @param number no other of its kind and session has the same, on the way back of its run; that
   *     of EVENTS is the packet's sequence
   * @param run which start of the receiver it is from; 0 from a sender
   * @param heard in an answer, the highest number of a HEARTBEAT that the receiver has had from
   *     this session; else 0
   */
  record Opened(Native datagram, long number, long run, long heard) implements Datagram {}

  /**
   * Sealed, and there is no secret to open it with, or not this one; or it was changed, or forged.
   *
   * @param session the session that it claims to belong to
   */
  record Sealed(long session) implements Datagram {}

  /**
   * Ours, but of a later version or kind, or with a flag that must be understood and is not.
   *
   * @param what in a few words
   */
  record Unsupported(String what) implements Datagram {}

  /**
   * Begins like ours, but is not what it should be: damaged, cut or forged.
   *
   * @param reason in a few words
   */
  record Malformed(String reason) implements Datagram {}

  /** Not ours: plain text or another format. */
  record Foreign() implements Datagram {}
}
