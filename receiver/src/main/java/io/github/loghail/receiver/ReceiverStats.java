package io.github.loghail.receiver;

import io.github.loghail.receiver.foreign.FormatCounts;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a receiver has counted.
 *
 * @param datagrams received, of any kind
 * @param bytes in these
 * @param unreadableDatagrams of these, those that could not be read
 * @param refusedDatagrams of these, those of senders that are not allowed, or for which there was
 *     no place
 * @param repairedPackets packets that came after they were asked for again
 * @param kernelDrops datagrams that the system dropped before they were received, where it tells
 * @param receiveBufferBytes the socket buffer that was granted, the smallest of several
 * @param services what was shown of each, in the order in which they were met
 * @param formats what came of each format
 */
record ReceiverStats(
    long datagrams,
    long bytes,
    long unreadableDatagrams,
    long refusedDatagrams,
    long repairedPackets,
    OptionalLong kernelDrops,
    int receiveBufferBytes,
    List<Service> services,
    Formats formats) {

  /**
   * What came of each format.
   *
   * @param ours events of our own sessions
   * @param oursRefused datagrams of ours that were not to be read
   * @param others those of which anything came
   */
  record Formats(long ours, long oursRefused, List<FormatCounts> others) {

    /** Datagrams that could not be read. */
    long unreadable() {
      return others.stream().mapToLong(FormatCounts::unreadable).sum();
    }
  }

  /**
   * What was shown of one service.
   *
   * @param name the service, or {@code host:port} for bare datagrams
   * @param events shown
   * @param bare datagrams shown as text
   * @param lost events that did not come
   * @param dropped events that the sender dropped
   * @param unreadable datagrams and events that could not be read
   */
  record Service(String name, long events, long bare, long lost, long dropped, long unreadable) {}

  /** Events and bare datagrams that were shown. */
  long shown() {
    return services.stream().mapToLong(each -> each.events() + each.bare()).sum();
  }

  /** Events that did not come. */
  long lost() {
    return services.stream().mapToLong(Service::lost).sum();
  }

  /** Events that the senders dropped. */
  long dropped() {
    return services.stream().mapToLong(Service::dropped).sum();
  }
}
