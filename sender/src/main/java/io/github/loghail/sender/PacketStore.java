package io.github.loghail.sender;

import io.github.loghail.wire.Wire;

/**
 * Packets of any length, one behind the other in one array that is used round and round; the oldest
 * are overwritten, but never one that must be kept. A packet does not wrap: what is left at the end
 * is skipped. Not thread-safe.
 */
final class PacketStore {

  /** Half the smallest packet that is sent full: there are descriptors for so many. */
  private static final int BYTES_A_DESCRIPTOR = 512;

  private final byte[] bytes;
  private final int mask;
  private final int[] offsets;
  private final int[] lengths;
  private final int[] events;
  private final long[] firstEvents;

  /** What all packets before this one count for in a window. */
  private final long[] costs;

  private long oldest;
  private long next;
  private long keepFrom;
  private long sentBelow;
  private int head;
  private long keptBytes;
  private long totalCost;
  private long expired;
  private long highWaterBytes;

  /** Where a packet is. */
  static final class Packet {
    int offset;
    int length;
    int events;
  }

  PacketStore(int size) {
    bytes = new byte[size];
    int descriptors = Integer.highestOneBit(size / BYTES_A_DESCRIPTOR);
    mask = descriptors - 1;
    offsets = new int[descriptors];
    lengths = new int[descriptors];
    events = new int[descriptors];
    firstEvents = new long[descriptors];
    costs = new long[descriptors];
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return bytes.length;
  }

  /** Sequence of the next packet. */
  long next() {
    return next;
  }

  /** Sequence of the oldest packet that is still there. */
  long oldest() {
    return oldest;
  }

  /** Bytes from the first packet that must be kept to the last. */
  long keptBytes() {
    return keptBytes;
  }

  long highWaterBytes() {
    return highWaterBytes;
  }

  /** Events that were overwritten before they were ever sent. */
  long expired() {
    return expired;
  }

  /** Makes room for a packet of up to so many bytes at the head; false when that cannot be. */
  boolean reserve(int length) {
    if (next - oldest > mask && !evictOldest()) {
      return false;
    }
    int at = head + length > bytes.length ? 0 : head;
    while (oldest < next && isInTheWay(at, length)) {
      if (!evictOldest()) {
        return false;
      }
    }
    return true;
  }

  /** Whether so many packets of up to so many bytes will find room, one after the other. */
  boolean reserve(int packets, int length) {
    long needed = (long) packets * length + 2L * length; // one for the end of the array, one open
    return keptBytes + needed <= bytes.length
        && next - Math.max(oldest, keepFrom) + packets <= mask;
  }

  /**
   * The oldest packet lies ahead of the head, by as much as is free; it is in the way when the new
   * one would reach it. When the new one starts over at 0, all between the head and the end of the
   * array is given up with it.
   */
  private boolean isInTheWay(int at, int length) {
    int start = offsets[index(oldest)];
    boolean wraps = at != head;
    if (wraps && start >= head) {
      return true;
    }
    return start >= at && start < at + length;
  }

  /**
   * Gives up the oldest until those from {@code from} on fill no more than half; but none that must
   * be kept now. When they do not, what is below stays too: another receiver may yet ask for it.
   */
  long makeRoom(long from) {
    long wanted = Math.max(from, oldest);
    long first = wanted;
    long bytesFrom = 0;
    for (long each = first; each < next; each++) {
      bytesFrom += lengths[index(each)];
    }
    for (; bytesFrom > bytes.length / 2 && first < keepFrom; first++) {
      bytesFrom -= lengths[index(first)];
    }
    keepFrom(first);
    while (first > wanted && oldest < first && evictOldest()) {
      // each is counted as it goes
    }
    return first;
  }

  private boolean evictOldest() {
    if (oldest >= keepFrom) {
      return false;
    }
    int index = index(oldest);
    if (oldest >= sentBelow) {
      expired += events[index];
    }
    oldest++;
    return true;
  }

  /** Adds a packet; its room was reserved. */
  void add(byte[] packet, int length, long firstEvent, int eventCount) {
    int index = index(next);
    int at = head + length > bytes.length ? 0 : head;
    System.arraycopy(packet, 0, bytes, at, length);
    offsets[index] = at;
    lengths[index] = length;
    events[index] = eventCount;
    firstEvents[index] = firstEvent;
    costs[index] = totalCost;
    totalCost += cost(length);
    head = at + length;
    if (next >= keepFrom) {
      keptBytes += length;
      highWaterBytes = Math.max(highWaterBytes, keptBytes);
    }
    next++;
  }

  /**
   * Packets from this one on must be kept; those below may be overwritten. It may go back as far as
   * packets are there.
   */
  void keepFrom(long sequence) {
    long from = Math.max(sequence, oldest);
    for (long each = keepFrom; each < Math.min(from, next); each++) {
      keptBytes -= each < oldest ? 0 : lengths[index(each)];
    }
    for (long each = from; each < Math.min(keepFrom, next); each++) {
      keptBytes += lengths[index(each)];
    }
    keepFrom = from;
  }

  boolean read(long sequence, Packet packet) {
    if (sequence < oldest || sequence >= next) {
      return false;
    }
    int index = index(sequence);
    packet.offset = offsets[index];
    packet.length = lengths[index];
    packet.events = sequence >= sentBelow ? events[index] : 0;
    return true;
  }

  void markSent(long sequence) {
    sentBelow = Math.max(sentBelow, sequence + 1);
  }

  /** What all packets before this one count for in a window, since the session began. */
  long costBefore(long sequence) {
    long there = Math.max(sequence, oldest);
    return there >= next ? totalCost : costs[index(there)];
  }

  long firstEventOf(long sequence, long ofNext) {
    long there = Math.max(sequence, oldest);
    return there >= next ? ofNext : firstEvents[index(there)];
  }

  static int cost(int length) {
    return length + Wire.DATAGRAM_OVERHEAD_BYTES;
  }

  private int index(long sequence) {
    return (int) sequence & mask;
  }
}
