package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A sender as the protocol describes it, as plainly as can be: it sends within the window, goes
 * back when it is told to, sends again what is asked for, and forgets its oldest packets.
 */
final class ModelSender {

  private static final long MILLI = 1_000_000;

  private final TestPackets packets;
  private final Random random;
  private final int retainedPackets;
  private final boolean keepsUnacknowledged;
  private final long probesUntil;
  private final Consumer<Datagram> network;

  private final List<Datagram.Packet> all = new ArrayList<>();
  private final ArrayDeque<Long> resends = new ArrayDeque<>();
  private long events;
  private long oldest;
  private long cursor;
  private long acknowledged;
  private long shown;
  private long window;
  private boolean live;
  private int backwards;
  private boolean heartbeatWanted;
  private long heartbeatAt;
  private int unanswered;
  private boolean ending;

  ModelSender(
      TestPackets packets,
      Random random,
      int retainedPackets,
      boolean keepsUnacknowledged,
      long probesUntil,
      Consumer<Datagram> network) {
    this.packets = packets;
    this.random = random;
    this.retainedPackets = retainedPackets;
    this.keepsUnacknowledged = keepsUnacknowledged;
    this.probesUntil = probesUntil;
    this.network = network;
  }

  /** Logs some events, or one that spans packets; false when the ring is full. */
  boolean log() {
    if (keepsUnacknowledged && all.size() - (live ? acknowledged : cursor) >= retainedPackets - 4) {
      return false;
    }
    if (random.nextInt(8) == 0) {
      all.addAll(packets.pieces(all.size(), events, 800 + random.nextInt(1500), 700));
      events++;
    } else {
      int count = 1 + random.nextInt(5);
      all.add(packets.events(all.size(), events, count));
      events += count;
    }
    long keepFrom = keepsUnacknowledged ? (live ? acknowledged : cursor) : Long.MAX_VALUE;
    oldest = Math.max(oldest, Math.min(all.size() - retainedPackets, keepFrom));
    return true;
  }

  void turn(long now) {
    cursor = Math.max(cursor, oldest);
    while (!resends.isEmpty()) {
      long again = resends.remove();
      if (again >= oldest) {
        network.accept(all.get((int) again));
      }
    }
    while (cursor < all.size() && (live ? fitsWindow() : now >= probesUntil)) {
      network.accept(all.get((int) cursor++));
    }
    if (heartbeatWanted || now >= heartbeatAt) {
      heartbeatWanted = false;
      boolean isIdle = live && acknowledged >= all.size() && !ending;
      heartbeatAt = now + (isIdle ? 1000 : Math.min(1000, 20L << Math.min(6, unanswered))) * MILLI;
      unanswered++;
      network.accept(heartbeat());
    }
  }

  private Datagram.Heartbeat heartbeat() {
    long next = all.size();
    return packets.heartbeat(next, oldest, events, shown, new DropCounts(), ending);
  }

  private boolean fitsWindow() {
    long inFlight = 0;
    for (long i = Math.max(acknowledged, oldest); i < cursor; i++) {
      inFlight += cost(i);
    }
    return inFlight + cost(cursor) <= window || inFlight == 0 && window > 0;
  }

  private long cost(long packet) {
    return all.get((int) packet).datagramBytes() + Wire.DATAGRAM_OVERHEAD_BYTES;
  }

  void on(Datagram answer) {
    unanswered = 0;
    if (answer instanceof Datagram.Status status) {
      on(status);
    } else if (answer instanceof Datagram.Nak nak && live) {
      for (Datagram.Range range : nak.ranges()) {
        for (long i = range.first(); i < range.first() + range.packets() && i < cursor; i++) {
          if (i < oldest) {
            heartbeatWanted = true;
          } else if (i >= acknowledged) {
            resends.add(i);
          }
        }
      }
    }
  }

  private void on(Datagram.Status status) {
    window = status.windowBytes();
    if (!live || status.nextExpected() < acknowledged && ++backwards >= 2) {
      live = true;
      backwards = 0;
      acknowledged = Math.max(status.nextExpected(), oldest);
      cursor = acknowledged;
      resends.clear();
    } else if (status.nextExpected() >= acknowledged) {
      backwards = 0;
      acknowledged = status.nextExpected();
      cursor = Math.max(cursor, acknowledged);
      shown = Math.max(shown, status.shown());
    } else {
      heartbeatWanted = true;
    }
    heartbeatWanted |= status.nextExpected() < oldest;
  }

  /** Says that nothing follows, once everything has arrived or is forgotten. */
  void endIfDelivered() {
    ending |= live && acknowledged >= all.size();
  }

  long oldest() {
    return oldest;
  }

  long events() {
    return events;
  }

  long nextPacket() {
    return all.size();
  }
}
