package io.github.loghail.sender;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;

/** Joins an event from the pieces in which it lies in the ring, one behind the other. */
final class Joiner {

  private byte[] bytes = {};
  private long event = -1;
  private int filled;

  /** Takes a piece; answers the event when it was the last, else null. */
  Event add(Datagram.Piece piece) {
    if (piece.isFirst()) {
      bytes = new byte[piece.eventBytes()];
      event = piece.firstEvent();
      filled = 0;
    }
    if (piece.firstEvent() != event || piece.offset() > filled) {
      return null; // what is in front of it was overwritten, and is counted as expired
    }
    System.arraycopy(
        piece.bytes().bytes(),
        piece.bytes().offset(),
        bytes,
        piece.offset(),
        piece.bytes().length());
    filled = Math.max(filled, piece.offset() + piece.bytes().length());
    return piece.isLast() ? Decoder.joined(bytes, bytes.length, event) : null;
  }
}
