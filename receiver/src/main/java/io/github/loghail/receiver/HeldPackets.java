package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packets of one session that came before one that is missing. At its limit the one farthest ahead
 * goes: it is needed last, and can be asked for again.
 */
final class HeldPackets {

  private record Held(Datagram.Packet packet, long arrivalNanos, int bytes) {}

  private final TreeMap<Long, Held> packets = new TreeMap<>();
  private final ByteBudget shared;
  private long bytes;

  HeldPackets(ByteBudget shared) {
    this.shared = shared;
  }

  /**
   * Keeps a packet.
   *
   * @return false when there is no room for it, or it is here already
   */
  boolean add(Datagram.Packet packet, long now, long limitBytes) {
    if (packets.containsKey(packet.sequence())) {
      return false;
    }
    int size = Limits.heapBytes(packet);
    while (bytes + size > limitBytes || !shared.reserve(size)) {
      if (packets.isEmpty() || packets.lastKey() < packet.sequence()) {
        return false;
      }
      release(packets.pollLastEntry());
    }
    bytes += size;
    packets.put(packet.sequence(), new Held(packet, now, size));
    return true;
  }

  boolean isEmpty() {
    return packets.isEmpty();
  }

  /** Sequence of the first packet, or {@link Long#MAX_VALUE} for none. */
  long first() {
    return packets.isEmpty() ? Long.MAX_VALUE : packets.firstKey();
  }

  /** The sequence after the last packet, or 0 for none. */
  long end() {
    return packets.isEmpty() ? 0 : packets.lastKey() + 1;
  }

  /** When the first packet came. */
  long firstArrivalNanos() {
    return packets.firstEntry().getValue().arrivalNanos;
  }

  Datagram.Packet pollFirst() {
    return release(packets.pollFirstEntry()).packet;
  }

  private Held release(Map.Entry<Long, Held> entry) {
    Held held = entry.getValue();
    bytes -= held.bytes;
    shared.release(held.bytes);
    return held;
  }

  /**
   * What is missing between the packets that are here.
   *
   * @param from the first packet that may be missing
   * @param end the last range ends before this one, where it is beyond the packets that are here
   * @param maxPackets how many packets are named in all
   * @param maxRanges how many ranges
   */
  List<Datagram.Range> missing(long from, long end, int maxPackets, int maxRanges) {
    List<Datagram.Range> ranges = new ArrayList<>();
    long next = from;
    int left = maxPackets;
    for (long present : packets.keySet()) {
      left -= addRange(ranges, next, present, left);
      if (left == 0 || ranges.size() == maxRanges) {
        return ranges;
      }
      next = present + 1;
    }
    addRange(ranges, next, end, left);
    return ranges;
  }

  private static int addRange(List<Datagram.Range> ranges, long from, long end, int max) {
    if (from >= end) {
      return 0;
    }
    int count = (int) Math.min(end - from, max);
    ranges.add(new Datagram.Range(from, count));
    return count;
  }
}
