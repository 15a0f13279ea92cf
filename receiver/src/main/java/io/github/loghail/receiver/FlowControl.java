package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Wire;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When one session's sender is to hear how far we are, and what it may have in flight. Not
 * thread-safe but for the count of what was shown, which the pipeline advances.
 */
final class FlowControl {

  private static final int USUAL_PACKET_BYTES = 8192 + Wire.DATAGRAM_OVERHEAD_BYTES;

  private final Window window;
  private final AtomicLong shown;

  private boolean statusDue = true;
  private int grantedBytes;
  private long mayStillComeBytes;
  private long consumedBytes;
  private long shownTold;
  private long toldAt;
  private int largestPacketBytes = USUAL_PACKET_BYTES;

  FlowControl(Window window, AtomicLong shown) {
    this.window = window;
    this.shown = shown;
  }

  /**
   * Whether there is room for a packet. While the window is closed, only what was granted before is
   * taken; a sender that does not keep to it sends again what was not acknowledged. One that reads
   * no answers is taken until nothing more can be.
   */
  boolean admits(Datagram.Packet packet) {
    if (packet.oneWay()) {
      return !window.isFull();
    }
    int bytes = Limits.windowBytes(packet);
    if (window.isClosed() && mayStillComeBytes < bytes) {
      return false;
    }
    mayStillComeBytes -= bytes;
    largestPacketBytes = Math.max(largestPacketBytes, bytes);
    return true;
  }

  /** A packet was taken in order. */
  void consumed(Datagram.Packet packet) {
    consumedBytes += Limits.windowBytes(packet);
  }

  /** Looks whether what was taken or shown is worth saying. */
  void packetTaken(long now) {
    if (4 * consumedBytes >= grantedBytes
        || now - toldAt >= Timers.SHOWN_NANOS && shown.get() > shownTold) {
      statusDue = true;
    }
  }

  void wantStatus() {
    statusDue = true;
  }

  boolean isStatusDue() {
    return statusDue;
  }

  /**
   * The STATUS that is due.
   *
   * @param isActive whether packets came lately
   */
  Datagram.Status status(long session, long nextExpected, boolean isActive, long now) {
    statusDue = false;
    consumedBytes = 0;
    toldAt = now;
    shownTold = shown.get();
    int bytes = window.grant(grantedBytes, isActive);
    if (bytes > 0) {
      grantedBytes = bytes;
      long onePacketMore = bytes + (long) Wire.MAX_PACKET_BYTES; // it may always be sent
      mayStillComeBytes = Math.max(mayStillComeBytes, onePacketMore);
    }
    return new Datagram.Status(session, nextExpected, bytes, Math.min(shownTold, nextExpected));
  }

  /** How many packets may be asked for at once without flooding the socket. */
  int packetsInWindow() {
    return Math.max(1, window.bytes() / largestPacketBytes);
  }
}
