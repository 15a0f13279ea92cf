package io.github.loghail.receiver.foreign;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Utf8;
import java.net.InetSocketAddress;

/** Takes what was read. Called by the thread that calls {@link Foreign}. */
public interface Findings {

  /**
   * A log event.
   *
   * @param origin who logged it
   * @param event its own, a view of no datagram
   */
  void event(Origin origin, Event event);

  /**
   * A text.
   *
   * @param from who sent it
   * @param epochNanos when it came
   * @param text any bytes
   */
  void text(InetSocketAddress from, long epochNanos, Utf8 text);

  /**
   * What could not be read.
   *
   * @param from who sent it
   * @param epochNanos when that was known
   * @param bytes how large it was
   * @param reason the format and what is wrong, for people; not escaped
   */
  void unreadable(InetSocketAddress from, long epochNanos, int bytes, String reason);
}
