package io.github.loghail.receiver;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Shows only the newest of the events that were there before the receiver was: {@code --tail}. They
 * end at a packet; the number of the event there is known when the sender has said it, and else the
 * newest so far are kept back until that packet is reached.
 */
final class TailFilter {

  private record Kept(Entry entry, long packet, int bytes) {}

  private final long tailEvents;
  private final Consumer<Entry> out;
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private long keptBytes;
  private long endPacket;
  private long firstShown;
  private boolean counts;

  /**
   * Makes a filter that hides nothing yet.
   *
   * @param tailEvents how many events are shown; −1 for all
   * @param out where they go
   */
  TailFilter(long tailEvents, Consumer<Entry> out) {
    this.tailEvents = tailEvents;
    this.out = out;
  }

  /**
   * Hides.
   *
   * @param packet what is before this packet was before our time
   * @param event the event that the packet begins with, or −1 when it is not known
   */
  void hideBefore(long packet, long event) {
    if (tailEvents >= 0) {
      endPacket = packet;
      counts = event < 0;
      firstShown = counts ? 0 : Math.max(0, event - tailEvents);
    }
  }

  /** Events below are not shown, and so cannot be lost. */
  long firstShown() {
    return firstShown;
  }

  /** Whether a packet was before our time. */
  boolean isBefore(long packet) {
    return packet < endPacket;
  }

  /**
   * Takes an event.
   *
   * @param entry the event
   * @param packet the packet in which it ends
   * @param bytes what keeping it would take
   */
  void accept(Entry.Logged entry, long packet, int bytes) {
    if (packet >= endPacket) {
      out.accept(entry);
    } else if (counts) {
      keep(entry, packet, bytes);
    } else if (entry.event().sequence() >= firstShown) {
      out.accept(entry);
    }
  }

  /** Takes word of a loss, which belongs between the events around it. */
  void accept(Entry.Lost entry, long packet) {
    if (counts && packet < endPacket) {
      keep(entry, packet, 0);
    } else {
      out.accept(entry);
    }
  }

  private void keep(Entry entry, long packet, int bytes) {
    kept.add(new Kept(entry, packet, bytes));
    keptBytes += bytes;
    while (kept.size() > tailEvents || keptBytes > Limits.TAIL_BYTES) {
      keptBytes -= kept.remove().bytes;
    }
  }

  /** All packets below have been taken, or will never come. */
  void reached(long packet) {
    if (packet >= endPacket && !kept.isEmpty()) {
      flush();
    }
  }

  /** Shows what is kept back: nothing newer will come. */
  void flush() {
    boolean hasBegun = false;
    for (Kept each : kept) {
      hasBegun |= each.entry instanceof Entry.Logged;
      if (hasBegun) { // what was lost before it was before the tail
        out.accept(each.entry);
      }
    }
    kept.clear();
    keptBytes = 0;
  }

  /** The first packet whose events are kept back, or {@link Long#MAX_VALUE} for none. */
  long firstKeptPacket() {
    return kept.isEmpty() ? Long.MAX_VALUE : kept.peek().packet;
  }
}
