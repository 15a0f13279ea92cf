package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
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
 * <p>What becomes of the packets once they are in order is {@link Delivery}'s matter. Not
 * thread-safe.
 */
final class SessionMachine {

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
  private final Delivery delivery;
  private final RepairTimer repair = new RepairTimer();
  private final FlowControl flow;

  private boolean joining = true;
  private boolean ended;
  private boolean vanished;
  private boolean oneWay;

  /** What the sender said last of packets that have not all come; null once they have. */
  private Datagram.Heartbeat announced;

  private long announcedAt;
  private boolean nakDue;
  private long lastHeard;
  private long lastPacketAt = -Timers.ACTIVE_NANOS;

  SessionMachine(Source source, SessionContext context, AtomicLong shown, long now) {
    this.source = source;
    this.context = context;
    held = new HeldPackets(context.held());
    delivery = new Delivery(source, context);
    flow = new FlowControl(context.window(), shown);
    lastHeard = now;
    repair.open(now);
  }

  // What comes.

  void onPacket(Datagram.Packet packet, long now) {
    heard(now);
    accept(packet, now);
  }

  /** One that may be a recording of what came before: it counts for what it holds, if anything. */
  void onOldPacket(Datagram.Packet packet, long now) {
    if (!ended && !vanished && (joining || packet.sequence() >= delivery.nextPacket())) {
      accept(packet, now);
    }
  }

  private void accept(Datagram.Packet packet, long now) {
    oneWay = packet.oneWay();
    if (!flow.admits(packet) || ended && packet.sequence() < delivery.nextPacket()) {
      return;
    }
    ended = false; // the shutdown hooks of an application may log after its framework's own
    lastPacketAt = now;
    if (joining && (oneWay || packet.sequence() == 0 && !delivery.mayHide())) {
      startAt(packet.sequence());
    }
    if (joining) {
      hold(packet, now);
      flow.wantStatus();
    } else if (packet.sequence() >= delivery.nextPacket()) {
      take(packet, now);
      settle(now);
      flow.packetTaken(now);
    } // else a double
  }

  private void take(Datagram.Packet packet, long now) {
    if (packet.sequence() < repair.askedBelow()) {
      context.repaired().incrementAndGet();
    }
    if (packet.sequence() == delivery.nextPacket()) {
      deliver(packet, now);
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
      skipTo(packet.sequence(), now); // no room to wait, and nothing to wait for but luck
      deliver(packet, now);
      return true;
    }
    return isHeld;
  }

  void onHeartbeat(Datagram.Heartbeat heartbeat, long now) {
    heard(now);
    oneWay = heartbeat.oneWay();
    flow.wantStatus();
    if (ended && heartbeat.nextSequence() <= delivery.nextPacket()) {
      return;
    }
    ended = false;
    if (joining) {
      startAt(Math.min(heartbeat.oldestRetained(), held.first()));
      delivery.met(heartbeat);
    }
    skipTo(heartbeat.oldestRetained(), now);
    if (announced == null || heartbeat.nextSequence() >= announced.nextSequence()) {
      announcedAt = announced == null ? now : announcedAt;
      announced = heartbeat;
    }
    settle(now);
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
    delivery.startAt(packet);
    repair.close();
    flow.wantStatus();
  }

  // What is in order.

  private void settle(long now) {
    while (!held.isEmpty() && held.first() <= delivery.nextPacket()) {
      deliver(held.pollFirst(), now);
    }
    if (announced != null && announced.nextSequence() <= delivery.nextPacket()) {
      reached(now);
    }
    if (hasGap()) {
      repair.open(now);
    } else if (repair.close()) {
      flow.wantStatus();
    }
  }

  private boolean hasGap() {
    return !held.isEmpty() || announced != null && announced.nextSequence() > delivery.nextPacket();
  }

  private void deliver(Datagram.Packet packet, long now) {
    flow.consumed(packet);
    delivery.deliver(packet, now);
  }

  /** Packets below will not come any more, but for those that are here. */
  private void skipTo(long packet, long now) {
    while (!held.isEmpty() && held.first() < packet) {
      deliver(held.pollFirst(), now);
    }
    delivery.giveUpBelow(packet);
  }

  /** Everything that was announced is here, or given up. */
  private void reached(long now) {
    Datagram.Heartbeat heartbeat = announced;
    announced = null;
    delivery.reached(heartbeat, now);
    if (heartbeat.endOfSession()) {
      skipTo(held.end(), now);
      delivery.end(heartbeat, now);
      ended = true;
      repair.close();
      context.out().accept(new Entry.Left(source, epoch(now)));
    }
  }

  private long epoch(long now) {
    return context.epoch().applyAsLong(now);
  }

  // What time does.

  /** Looks whether anything is due. */
  void poll(long now) {
    if (vanished && now - lastHeard >= Timers.FORGET_NANOS) {
      delivery.loseBegunEvent(now);
    }
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
      skipTo(repair.askedBelow(), now);
      repair.close();
      settle(now);
    } else if (repair.isAskDue(now)) {
      nakDue = true;
    }
  }

  /** Nobody can be asked: the wait is for packets that were overtaken. */
  private void giveUpLate(long now) {
    while (!held.isEmpty() && now - held.firstArrivalNanos() >= Timers.ONE_WAY_GIVE_UP_NANOS) {
      skipTo(held.first(), now);
      settle(now);
    }
    if (held.isEmpty() && hasGap() && now - announcedAt >= Timers.ONE_WAY_GIVE_UP_NANOS) {
      skipTo(announced.nextSequence(), now);
      settle(now);
    }
  }

  /** Shows what is held; a gap at the end may still be filled if the sender comes back. */
  void vanish(long now) {
    showHeld(now);
    if (announced != null && announced.endOfSession()) {
      skipTo(announced.nextSequence(), now);
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
    skipTo(held.end(), now);
    settle(now);
    delivery.flush();
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
      skipTo(announced.nextSequence(), now);
      settle(now);
    }
    if (vanished) {
      delivery.loseBegunEvent(now);
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
    if (vanished && delivery.hasBegunEvent()) {
      return lastHeard + Timers.FORGET_NANOS;
    }
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
    return flow.status(source.session(), joining ? 0 : delivery.nextPacket(), isActive(now), now);
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
        held.missing(delivery.nextPacket(), end, flow.packetsInWindow(), Wire.MAX_NAK_RANGES);
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
    return delivery.handedOutBelow();
  }

  /** What the packets taken since the last call take of the heap. */
  long takeHeapBytes() {
    return delivery.takeHeapBytes();
  }
}
