package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import java.util.Arrays;

/**
 * Puts the pieces of one event together. They come in order; an event of which one is missing is
 * given up. Grows with what has come, never with what was announced.
 */
final class Joiner {

  private static final int FIRST_BYTES = 64 << 10;
  private static final long NONE = -1;

  private final ByteBudget shared;
  private byte[] bytes;
  private int size;
  private long event = NONE;
  private long firstPacket;

  Joiner(ByteBudget shared) {
    this.shared = shared;
  }

  /** Whether an event has begun and not ended. */
  boolean isOpen() {
    return event != NONE;
  }

  /** The packet in which the open event begins. */
  long firstPacket() {
    return firstPacket;
  }

  /**
   * Adds a piece.
   *
   * @return the whole event's bytes when this was the last piece, else null
   */
  byte[] add(Datagram.Piece piece) {
    if (piece.isFirst()) {
      abandon();
      event = piece.firstEvent();
      firstPacket = piece.sequence();
    }
    if (piece.firstEvent() != event || piece.offset() != size || !grow(piece)) {
      abandon();
      return null;
    }
    System.arraycopy(
        piece.bytes().bytes(), piece.bytes().offset(), bytes, size, piece.bytes().length());
    size += piece.bytes().length();
    if (!piece.isLast()) {
      return null;
    }
    byte[] whole = bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    abandon();
    return whole;
  }

  private boolean grow(Datagram.Piece piece) {
    int needed = size + piece.bytes().length();
    int capacity = bytes == null ? 0 : bytes.length;
    if (needed <= capacity) {
      return true;
    }
    int larger =
        Math.min(piece.eventBytes(), Math.max(needed, Math.max(FIRST_BYTES, 2 * capacity)));
    if (!shared.reserve(larger - capacity)) {
      return false;
    }
    bytes = bytes == null ? new byte[larger] : Arrays.copyOf(bytes, larger);
    return true;
  }

  /** Forgets what has come of an event that will not be complete. */
  void abandon() {
    if (bytes != null) {
      shared.release(bytes.length);
      bytes = null;
    }
    size = 0;
    event = NONE;
  }
}
