package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Wire;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The receiver's half of the protocol for one session, as a pure object: it is told what came and
 * when, and answers what to show, what to say and when to look again. {@code docs/PROTOCOL.md} has
 * the reasons for the times.
 *
 * <pre>
 *     EVENTS n &gt; 0                    HEARTBEAT, EVENTS 0, or EVENTS of a one-way sender
 *          |                                            |
 *          v          HEARTBEAT, EVENTS 0, or 5 s       v     packet in order: shown
 *     +---------+ ------------------------------&gt; +-----------+ ---+
 *     | JOINING |                                 | EXPECTING | &lt;--+
 *     +---------+                     all there   +-----------+
 *   says STATUS 0, so that           +---------------^  | something ahead came, or was announced
 *   the sender tells what it         |                  v
 *   still has, and goes back         |            +-----------+
 *                                    +------------|    GAP    |  holds what is ahead
 *                                    |            +-----------+
 *                                    |                  | 5 ms (one-way: nothing to ask)
 *                                    |                  v
 *                                    |            +-----------+ ---+ NAK again after 20 ms,
 *                                    +------------| REPAIRING | &lt;--+ 40 ms ... 500 ms
 *                                    |            +-----------+
 *                                    |                  | no longer retained, or 5 s without
 *                                    |    skips it:     | any repair; one-way: 100 ms
 *                                    +---- "lost" ------+
 *
 *     any but ENDED --- 5 s without a sign of life ---&gt; VANISHED --- anything ---&gt; as it was
 *     any, once all packets before the end-of-session are there or given up ---&gt; ENDED
 * </pre>
 *
 * <p>Events are counted, not guessed: each packet says which event it begins with, so what a gap
 * cost is known exactly when the next packet is shown, or by the HEARTBEAT that names the next
 * event. Not thread-safe.
 */
final class SessionMachine {

  private static final long UNKNOWN = -1;

  /** Where the session stands. */
  enum State {
    JOINING,
    EXPECTING,
    GAP,
    REPAIRING,
    ENDED,
    VANISHED
  }

  private final Source source;
  private final SessionContext context;
  private final HeldPackets held;
  private final Joiner joiner;
  private final TailFilter tail;
  private final RepairTimer repair = new RepairTimer();
  private final FlowControl flow;

  private boolean joining = true;
  private boolean ended;
  private boolean vanished;
  private boolean oneWay;

  /** All packets below have been taken, or given up. */
  private long nextPacket;

  /** All events below have been shown, skipped or counted as lost. */
  private long nextEvent = UNKNOWN;

  /** Something was given up, or cut short, whose events are not counted yet. */
  private boolean uncounted;

  /** What the sender said last of packets that have not all come; null once they have. */
  private Datagram.Heartbeat announced;

  private long announcedAt;
  private DropCounts reportedDrops = new DropCounts();
  private boolean nakDue;
  private long lastHeard;
  private long lastPacketAt = -Timers.ACTIVE_NANOS;
  private long heapBytes;

  SessionMachine(Source source, SessionContext context, AtomicLong shown, long now) {
    this.source = source;
    this.context = context;
    held = new HeldPackets(context.held());
    joiner = new Joiner(context.joined());
    tail = new TailFilter(context.tailEvents(), context.out());
    flow = new FlowControl(context.window(), shown);
    lastHeard = now;
    repair.open(now);
  }

  // What comes.

  void onPacket(Datagram.Packet packet, long now) {
    heard(now);
    oneWay = packet.oneWay();
    if (ended || !flow.admits(packet)) {
      return;
    }
    lastPacketAt = now;
    if (joining && (oneWay || packet.sequence() == 0 && !mayHide())) {
      startAt(packet.sequence());
    }
    if (joining) {
      hold(packet, now);
      flow.wantStatus();
    } else if (packet.sequence() >= nextPacket) {
      take(packet, now);
      settle(now);
      flow.packetTaken(now);
    } // else a double
  }

  private void take(Datagram.Packet packet, long now) {
    if (packet.sequence() == nextPacket) {
      deliver(packet);
      repair.repaired(now);
    } else {
      boolean fillsGap = packet.sequence() < held.end();
      if (hold(packet, now) && fillsGap) {
        repair.repaired(now);
      }
    }
  }

  private boolean hold(Datagram.Packet packet, long now) {
    boolean isHeld = held.add(packet, now, context.window().heldBytes());
    if (!isHeld && oneWay && packet.sequence() >= held.end()) {
      skipTo(packet.sequence()); // no room to wait, and nothing to wait for but luck
      deliver(packet);
      return true;
    }
    return isHeld;
  }

  void onHeartbeat(Datagram.Heartbeat heartbeat, long now) {
    heard(now);
    oneWay = heartbeat.oneWay();
    flow.wantStatus();
    if (ended) {
      return;
    }
    if (joining) {
      startAt(Math.min(heartbeat.oldestRetained(), held.first()));
      hideWhatWasBefore(heartbeat);
    }
    skipTo(heartbeat.oldestRetained());
    if (announced == null || heartbeat.nextSequence() >= announced.nextSequence()) {
      announcedAt = announced == null ? now : announcedAt;
      announced = heartbeat;
    }
    settle(now);
  }

  private boolean isLate() {
    return source.resource().startNanos() < context.startEpochNanos() - Timers.LATE_JOIN_NANOS;
  }

  /** Whether a HEARTBEAT must tell first what was before our time. */
  private boolean mayHide() {
    return context.tailEvents() >= 0 && isLate();
  }

  private void hideWhatWasBefore(Datagram.Heartbeat heartbeat) {
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

  private void heard(long now) {
    lastHeard = now;
    if (vanished) {
      vanished = false;
      context.out().accept(new Entry.Joined(source, epoch(now)));
      repair.restart(now);
    }
  }

  private void startAt(long packet) {
    joining = false;
    nextPacket = packet;
    nextEvent = packet == 0 ? 0 : UNKNOWN;
    repair.close();
    flow.wantStatus();
  }

  // What is shown.

  private void settle(long now) {
    while (held.first() <= nextPacket) {
      deliver(held.pollFirst());
    }
    tail.reached(nextPacket);
    if (announced != null && announced.nextSequence() <= nextPacket) {
      reached(announced, now);
    }
    if (hasGap()) {
      repair.open(now);
    } else if (repair.close()) {
      flow.wantStatus();
    }
  }

  private boolean hasGap() {
    return !held.isEmpty() || announced != null && announced.nextSequence() > nextPacket;
  }

  private void deliver(Datagram.Packet packet) {
    if (packet.sequence() < nextPacket) {
      return; // cannot be, but a double must never be shown
    }
    giveUpBelow(packet.sequence());
    nextPacket = packet.sequence() + 1;
    tail.reached(packet.sequence());
    heapBytes += Limits.heapBytes(packet);
    flow.consumed(packet);
    countLost(packet.firstEvent());
    if (packet instanceof Datagram.Events events) {
      show(events);
    } else if (packet instanceof Datagram.Piece piece) {
      join(piece);
    }
  }

  private void show(Datagram.Events packet) {
    if (joiner.isOpen()) {
      joiner.abandon();
    }
    List<Datagram.Record> records = packet.records();
    int bytes = Limits.heapBytes(packet) / Math.max(1, records.size());
    for (int i = 0, count = records.size(); i < count; i++) {
      Datagram.Record record = records.get(i);
      if (record instanceof Event event) {
        tail.accept(new Entry.Logged(source, event), packet.sequence(), bytes);
      } else if (record instanceof Datagram.Drops drops && !tail.isBefore(packet.sequence())) {
        report(drops.counts());
      }
    }
    advanceTo(packet.firstEvent() + packet.eventCount());
  }

  private void join(Datagram.Piece piece) {
    byte[] whole = joiner.add(piece);
    uncounted |= !joiner.isOpen();
    if (whole == null) {
      return;
    }
    Event event = Decoder.joined(whole, whole.length, piece.firstEvent());
    if (event != null) {
      tail.accept(new Entry.Logged(source, event), piece.sequence(), whole.length);
    } else {
      context
          .out()
          .accept(
              new Entry.Unreadable(
                  source,
                  context.epoch().applyAsLong(lastHeard),
                  whole.length,
                  "an event joined from its pieces is malformed"));
    }
    uncounted = false;
    advanceTo(piece.firstEvent() + 1);
  }

  /** All events below this one that were neither shown nor counted will not come any more. */
  private void countLost(long event) {
    long from = Math.max(nextEvent, tail.firstShown());
    if (nextEvent != UNKNOWN && event > from) {
      tail.accept(new Entry.Lost(source, epoch(lastHeard), event - from), nextPacket - 1);
    }
    advanceTo(event);
    uncounted = false;
  }

  private void advanceTo(long event) {
    nextEvent = Math.max(nextEvent, event);
  }

  /** Packets below will not come any more, but for those that are here. */
  private void skipTo(long packet) {
    while (held.first() < packet) {
      deliver(held.pollFirst());
    }
    giveUpBelow(packet);
  }

  private void giveUpBelow(long packet) {
    if (nextPacket < packet) {
      nextPacket = packet;
      joiner.abandon();
      uncounted = true;
    }
  }

  /** Everything that was announced is here, or given up. */
  private void reached(Datagram.Heartbeat heartbeat, long now) {
    announced = null;
    if (uncounted && heartbeat.nextSequence() == nextPacket) {
      joiner.abandon();
      countLost(heartbeat.nextEvent());
    }
    if (heartbeat.endOfSession()) {
      end(heartbeat, now);
    } else {
      report(heartbeat.drops());
    }
  }

  /**
   * A sender that ran out of time abandons what it does not know to have arrived, and counts it.
   * What has arrived nevertheless is shown, and taken off that count.
   */
  private void end(Datagram.Heartbeat heartbeat, long now) {
    skipTo(held.end());
    joiner.abandon();
    tail.flush();
    report(withoutArrived(heartbeat));
    ended = true;
    repair.close();
    context.out().accept(new Entry.Left(source, epoch(now)));
  }

  private DropCounts withoutArrived(Datagram.Heartbeat heartbeat) {
    DropCounts drops = new DropCounts();
    drops.set(heartbeat.drops());
    long arrived = nextEvent == UNKNOWN ? 0 : Math.max(0, nextEvent - heartbeat.nextEvent());
    for (int family = 0; family < Severity.FAMILIES; family++) {
      long taken = Math.min(arrived, drops.count(DropCause.ABANDONED, family));
      drops.add(DropCause.ABANDONED, Severity.TRACE + family * 4, -taken);
      arrived -= taken;
    }
    return drops;
  }

  private void report(DropCounts totals) {
    DropCounts news = totals.since(reportedDrops);
    if (news.total() > 0) {
      reportedDrops = reportedDrops.max(totals);
      context.out().accept(new Entry.Dropped(source, epoch(lastHeard), news));
    }
  }

  private long epoch(long now) {
    return context.epoch().applyAsLong(now);
  }

  // What time does.

  /** Looks whether anything is due. */
  void poll(long now) {
    if (ended || vanished) {
      return;
    }
    if (!oneWay && now - lastHeard >= Timers.VANISHED_NANOS) {
      vanish(now);
    } else if (joining) {
      pollJoining(now);
    } else if (oneWay) {
      giveUpLate(now);
    } else if (repair.isOpen() && !context.window().isClosed()) {
      pollRepair(now);
    }
  }

  private void pollJoining(long now) {
    if (repair.isHopeless(now) && held.isEmpty()) {
      repair.restart(now);
    } else if (repair.isHopeless(now)) {
      startAt(held.first());
      settle(now);
    } else if (repair.isAskDue(now)) {
      repair.asked(now, 0);
      flow.wantStatus();
    }
  }

  private void pollRepair(long now) {
    if (repair.isHopeless(now)) {
      skipTo(repair.askedBelow());
      repair.close();
      settle(now);
    } else if (repair.isAskDue(now)) {
      nakDue = true;
    }
  }

  /** Nobody can be asked: the wait is for packets that were overtaken. */
  private void giveUpLate(long now) {
    while (!held.isEmpty() && now - held.firstArrivalNanos() >= Timers.ONE_WAY_GIVE_UP_NANOS) {
      skipTo(held.first());
      settle(now);
    }
    if (held.isEmpty() && hasGap() && now - announcedAt >= Timers.ONE_WAY_GIVE_UP_NANOS) {
      skipTo(announced.nextSequence());
      settle(now);
    }
  }

  /** Shows what is held; a gap at the end may still be filled if the sender comes back. */
  void vanish(long now) {
    showHeld(now);
    if (announced != null && announced.endOfSession()) {
      skipTo(announced.nextSequence());
      settle(now);
      return;
    }
    vanished = true;
    repair.close();
    context.out().accept(new Entry.Vanished(source, epoch(now)));
  }

  private void showHeld(long now) {
    if (joining && held.isEmpty()) {
      return;
    }
    if (joining) {
      startAt(held.first());
    }
    skipTo(held.end());
    settle(now);
    tail.flush();
  }

  /**
   * Nothing more will be received: shows what is held. What is missing before it is lost, and what
   * a vanished sender took with it; what a live one has yet to send is not.
   */
  void close(long now) {
    if (ended) {
      return;
    }
    showHeld(now);
    if (vanished && announced != null) {
      skipTo(announced.nextSequence());
      settle(now);
    }
    if (vanished && joiner.isOpen()) {
      joiner.abandon();
      countLost(nextEvent + 1);
    }
  }

  /** The window was closed, and is open: what went unasked meanwhile counts for nothing. */
  void windowOpened(long now) {
    flow.wantStatus();
    if (repair.isOpen()) {
      repair.restart(now);
    }
  }

  /** When {@link #poll} has something to do. */
  long deadline() {
    if (ended || vanished) {
      return Timers.NEVER;
    }
    if (oneWay) {
      return oneWayDeadline();
    }
    boolean mayAsk = joining || !context.window().isClosed();
    return Math.min(lastHeard + Timers.VANISHED_NANOS, mayAsk ? repair.deadline() : Timers.NEVER);
  }

  private long oneWayDeadline() {
    if (!held.isEmpty()) {
      return held.firstArrivalNanos() + Timers.ONE_WAY_GIVE_UP_NANOS;
    }
    return hasGap() ? announcedAt + Timers.ONE_WAY_GIVE_UP_NANOS : Timers.NEVER;
  }

  // What is said.

  /** Whether the sender is to be told how far we are. */
  boolean isStatusDue() {
    return flow.isStatusDue() && !oneWay;
  }

  /** The STATUS that is due. */
  Datagram.Status status(long now) {
    return flow.status(source.session(), joining ? 0 : nextPacket, isActive(now), now);
  }

  /** The NAK that is due, or null. It counts as said. */
  Datagram.Nak nak(long now) {
    if (!nakDue) {
      return null;
    }
    nakDue = false;
    if (ended || vanished || joining || !hasGap()) {
      return null;
    }
    // What was announced and has not come yet may still be under way while packets arrive.
    boolean isQuiet = held.isEmpty() || now - lastPacketAt >= Timers.REORDER_NANOS;
    long end = isQuiet && announced != null ? announced.nextSequence() : 0;
    List<Datagram.Range> ranges =
        held.missing(nextPacket, end, flow.packetsInWindow(), Wire.MAX_NAK_RANGES);
    if (ranges.isEmpty()) {
      return null;
    }
    Datagram.Range last = ranges.get(ranges.size() - 1);
    repair.asked(now, last.first() + last.packets());
    return new Datagram.Nak(source.session(), ranges);
  }

  // What is asked.

  State state() {
    if (ended) {
      return State.ENDED;
    }
    if (vanished) {
      return State.VANISHED;
    }
    if (joining) {
      return State.JOINING;
    }
    if (!hasGap()) {
      return State.EXPECTING;
    }
    return repair.hasAsked() ? State.REPAIRING : State.GAP;
  }

  boolean isGone() {
    return ended || vanished;
  }

  boolean isOneWay() {
    return oneWay;
  }

  long lastHeard() {
    return lastHeard;
  }

  /** Whether it sent packets lately, and so takes a share of the window. */
  boolean isActive(long now) {
    return now - lastPacketAt < Timers.ACTIVE_NANOS;
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
