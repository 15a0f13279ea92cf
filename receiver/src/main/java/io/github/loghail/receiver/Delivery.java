package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Event;
import java.util.List;

/**
 * What becomes of one session's packets, once they are in order: events, whole or joined, what was
 * dropped before them, and what was lost between them.
 *
 * <p>Events are counted, not guessed: each packet says which event it begins with, so what a gap
 * cost is known exactly when the next packet is shown, or by the HEARTBEAT that names the next
 * event. Not thread-safe.
 */
final class Delivery {

  private static final long UNKNOWN = -1;

  private final Source source;
  private final SessionContext context;
  private final Joiner joiner;
  private final TailFilter tail;
  private final DropReports drops = new DropReports();

  /** All packets below have been taken, or given up. */
  private long nextPacket;

  /** All events below have been shown, skipped or counted as lost. */
  private long nextEvent = UNKNOWN;

  /** Events below that have not come by the end were abandoned, and counted as that. */
  private long abandonedBelow;

  /** Something was given up, or cut short, whose events are not counted yet. */
  private boolean uncounted;

  private long heapBytes;

  Delivery(Source source, SessionContext context) {
    this.source = source;
    this.context = context;
    joiner = new Joiner(context.joined());
    tail = new TailFilter(context.tailEvents(), context.out());
  }

  /** Begins with a packet; what was before it is neither shown nor lost. */
  void startAt(long packet) {
    nextPacket = packet;
    nextEvent = packet == 0 ? 0 : UNKNOWN;
  }

  /** Whether a HEARTBEAT must tell first what was before our time. */
  boolean mayHide() {
    return context.tailEvents() >= 0 && isLate();
  }

  private boolean isLate() {
    return source.resource().startNanos() < context.startEpochNanos() - Timers.LATE_JOIN_NANOS;
  }

  /** The first HEARTBEAT tells what was there before us. */
  void met(Datagram.Heartbeat heartbeat) {
    if (heartbeat.firstUnseen() > 0) {
      boolean isNext = heartbeat.firstUnseen() == heartbeat.nextSequence();
      tail.hideBefore(heartbeat.firstUnseen(), isNext ? heartbeat.nextEvent() : UNKNOWN);
    } else if (isLate()) {
      tail.hideBefore(heartbeat.nextSequence(), heartbeat.nextEvent());
    }
    if (nextPacket == heartbeat.nextSequence()) {
      nextEvent = heartbeat.nextEvent();
    }
  }

  long nextPacket() {
    return nextPacket;
  }

  /** Takes the next packet; those between, if any, are given up. */
  void deliver(Datagram.Packet packet, long now) {
    if (packet.sequence() < nextPacket) {
      return; // cannot be, but a double must never be shown
    }
    giveUpBelow(packet.sequence());
    nextPacket = packet.sequence() + 1;
    heapBytes += Limits.heapBytes(packet);
    if (packet.firstEvent() < abandonedBelow) {
      tail.reached(nextPacket);
      return; // overtaken by the end, which has counted it
    }
    countLost(packet.firstEvent(), now);
    if (packet instanceof Datagram.Events events) {
      show(events, now);
    } else if (packet instanceof Datagram.Piece piece) {
      join(piece, now);
    }
    tail.reached(nextPacket);
  }

  /** Packets below will not come any more. */
  void giveUpBelow(long packet) {
    if (nextPacket < packet) {
      nextPacket = packet;
      joiner.abandon();
      uncounted = true;
    }
    tail.reached(nextPacket);
  }

  private void show(Datagram.Events packet, long now) {
    if (joiner.isOpen()) {
      joiner.abandon();
    }
    List<Datagram.Record> records = packet.records();
    int bytes = Limits.heapBytes(packet) / Math.max(1, records.size());
    for (int i = 0, count = records.size(); i < count; i++) {
      Datagram.Record record = records.get(i);
      if (record instanceof Event event) {
        tail.accept(new Entry.Logged(source, event), packet.sequence(), bytes);
      } else if (record instanceof Datagram.Drops report && !tail.isBefore(packet.sequence())) {
        report(report.counts(), now);
      }
    }
    advanceTo(packet.firstEvent() + packet.eventCount());
  }

  private void join(Datagram.Piece piece, long now) {
    byte[] whole = joiner.add(piece);
    uncounted |= !joiner.isOpen();
    if (whole == null) {
      return;
    }
    Event event = Decoder.joined(whole, whole.length, piece.firstEvent());
    if (event != null) {
      tail.accept(new Entry.Logged(source, event), piece.sequence(), whole.length);
    } else {
      String reason = "an event joined from its pieces is malformed";
      context.out().accept(new Entry.Unreadable(source, epoch(now), whole.length, reason));
    }
    uncounted = false;
    advanceTo(piece.firstEvent() + 1);
  }

  /** All events below this one that were neither shown nor counted will not come any more. */
  private void countLost(long event, long now) {
    long from = Math.max(nextEvent, tail.firstShown());
    if (nextEvent != UNKNOWN && event > from) {
      tail.accept(new Entry.Lost(source, epoch(now), event - from), nextPacket - 1);
    }
    advanceTo(event);
    uncounted = false;
  }

  private void advanceTo(long event) {
    nextEvent = Math.max(nextEvent, event);
  }

  /** Everything that was announced is here, or given up. */
  void reached(Datagram.Heartbeat heartbeat, long now) {
    tail.reached(nextPacket);
    if (uncounted && heartbeat.nextSequence() == nextPacket) {
      joiner.abandon();
      countLost(heartbeat.nextEvent(), now);
    }
    if (!heartbeat.endOfSession()) {
      report(heartbeat.drops(), now);
    }
  }

  /**
   * Nothing follows. A sender that ran out of time abandons what it does not know to have arrived,
   * and counts it; what has arrived nevertheless was shown, and is taken off that count.
   */
  void end(Datagram.Heartbeat heartbeat, long now) {
    joiner.abandon();
    tail.flush();
    long arrived = nextEvent == UNKNOWN ? 0 : Math.max(0, nextEvent - heartbeat.nextEvent());
    report(DropReports.withoutArrived(heartbeat.drops(), arrived), now);
    abandonedBelow = heartbeat.nextEvent() + heartbeat.drops().count(DropCause.ABANDONED);
    if (nextEvent != UNKNOWN) {
      advanceTo(abandonedBelow);
    }
  }

  private void report(DropCounts totals, long now) {
    DropCounts news = drops.news(totals);
    if (news != null) {
      context.out().accept(new Entry.Dropped(source, epoch(now), news));
    }
  }

  /** Shows what is kept back. */
  void flush() {
    tail.flush();
  }

  /** Whether pieces of an event wait for the others. */
  boolean hasBegunEvent() {
    return joiner.isOpen();
  }

  /** Of an event that was begun nothing more will come. */
  void loseBegunEvent(long now) {
    if (joiner.isOpen()) {
      joiner.abandon();
      countLost(nextEvent + 1, now);
    }
  }

  private long epoch(long now) {
    return context.epoch().applyAsLong(now);
  }

  /** All entries of packets below have been handed out. */
  long handedOutBelow() {
    long below = joiner.isOpen() ? Math.min(nextPacket, joiner.firstPacket()) : nextPacket;
    return Math.min(below, tail.firstKeptPacket());
  }

  /** What the packets taken since the last call take of the heap. */
  long takeHeapBytes() {
    long bytes = heapBytes;
    heapBytes = 0;
    return bytes;
  }
}
