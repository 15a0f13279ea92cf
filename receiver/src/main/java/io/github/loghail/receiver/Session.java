package io.github.loghail.receiver;

import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A session and the way back to its sender. An address that was heard gets no more bytes than it
 * has sent, so that nobody can have a third party flooded.
 */
final class Session {

  private final Source source;
  private final SessionMachine machine;
  private final AtomicLong shown = new AtomicLong();

  private InetSocketAddress address;
  private Replies replies;
  private long mayAnswerBytes;
  private long handedOutBelow = -1;
  private boolean proven;
  private boolean touched;
  private boolean succeeded;

  Session(Source source, SessionContext context, long now) {
    this.source = source;
    machine = new SessionMachine(source, context, shown, now);
  }

  Source source() {
    return source;
  }

  SessionMachine machine() {
    return machine;
  }

  /** Packets below have been shown; advanced by the pipeline. */
  AtomicLong shown() {
    return shown;
  }

  /** Notes how far its entries have been handed out; whether that is news. */
  boolean handsOut(long below) {
    boolean isNews = below != handedOutBelow;
    handedOutBelow = below;
    return isNews;
  }

  /**
   * A datagram has come.
   *
   * @return true when it is the first that says the session is not made up for one datagram
   */
  boolean heard(InetSocketAddress from, Replies way, int bytes) {
    boolean isAgain = from.equals(address);
    boolean provesIt = isAgain && !proven;
    proven |= isAgain;
    if (!isAgain) {
      address = from;
      mayAnswerBytes = 0;
    }
    replies = way;
    mayAnswerBytes += bytes;
    return provesIt;
  }

  /** Whether it has been heard more than once, and so has a claim to a share of the window. */
  boolean isProven() {
    return proven;
  }

  /** A datagram has come that may be a recording. */
  void credit(InetSocketAddress from, int bytes) {
    mayAnswerBytes += from.equals(address) ? bytes : 0;
  }

  /** Says what is due. */
  void answer(ControlWriter writer, long now) {
    if (machine.isStatusDue()) {
      status(writer, now);
    }
    Datagram.Nak nak = machine.nak(now);
    if (nak != null) {
      send(writer, writer.write(nak));
    }
  }

  /** Says how far we are, whether it is due or not. */
  void status(ControlWriter writer, long now) {
    send(writer, writer.write(machine.status(now)));
  }

  private void send(ControlWriter writer, int length) {
    if (replies != null && length <= mayAnswerBytes) {
      mayAnswerBytes -= length;
      replies.send(writer.bytes(), length, address);
    }
  }

  /** Notes that it must be looked at when the socket is drained; false when that is noted. */
  boolean touch() {
    boolean isFirst = !touched;
    touched = true;
    return isFirst;
  }

  void untouch() {
    touched = false;
  }

  /** Whether a later session of the same service has taken its place. */
  boolean isSucceeded() {
    return succeeded;
  }

  void succeeded() {
    succeeded = true;
  }
}
