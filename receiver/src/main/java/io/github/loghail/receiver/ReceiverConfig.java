package io.github.loghail.receiver;

import io.github.loghail.wire.Secret;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * How a receiver receives.
 *
 * @param addresses where it listens, in order of preference; port 0 for any
 * @param receiveBufferBytes the socket buffer to ask for; the system may grant less
 * @param tailEvents how many events of a session from before the receiver came are shown; −1 for
 *     all that the sender retains
 * @param sortWindowNanos how long an entry may wait to be put in order with other sources; 0 for
 *     none
 * @param idleNoticeNanos after so long without anything the sinks are told; 0 for never
 * @param backlogBytes how much may wait to be shown before senders are asked to wait
 * @param allowed who may send
 * @param masking what no sink is to see
 * @param secret that all must be sealed with; null when nothing is
 * @param accepted the formats that are read
 */
record ReceiverConfig(
    List<InetSocketAddress> addresses,
    int receiveBufferBytes,
    long tailEvents,
    long sortWindowNanos,
    long idleNoticeNanos,
    long backlogBytes,
    AllowList allowed,
    Masking masking,
    Secret secret,
    Accepted accepted) {

  /** Everybody may send, all is shown, nothing is sealed, every format is read. */
  ReceiverConfig(
      List<InetSocketAddress> addresses,
      int receiveBufferBytes,
      long tailEvents,
      long sortWindowNanos,
      long idleNoticeNanos,
      long backlogBytes) {
    this(
        addresses,
        receiveBufferBytes,
        tailEvents,
        sortWindowNanos,
        idleNoticeNanos,
        backlogBytes,
        AllowList.EVERYBODY,
        Masking.NONE,
        null,
        Accepted.ALL);
  }
}
