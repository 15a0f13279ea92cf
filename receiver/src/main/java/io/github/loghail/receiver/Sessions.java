package io.github.loghail.receiver;

import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Resource;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All sessions: finds the one that a datagram belongs to, opens and forgets them, shares the window
 * and knows when to look at them again. Not thread-safe: the loop's thread alone.
 */
final class Sessions {

  private static final String HEARD_ONCE =
      "one of too many new sessions; it is taken when it is heard again";

  private final SessionContext context;
  private final int maxSessions;
  private final String tooMany;
  private final Newcomers newcomers = new Newcomers(Limits.NEWCOMERS, Limits.NEWCOMERS_PER_ADDRESS);
  private final Map<Long, Session> table = new HashMap<>();
  private final List<Session> touched = new ArrayList<>();
  private final ControlWriter writer = new ControlWriter();

  /** No session has a deadline before. */
  private long lookAt = Timers.NEVER;

  private long sharedAt;

  /** Until then none is looked for: that takes time, and strangers would have us look for ever. */
  private long noRoomUntil;

  private Session last;

  Sessions(SessionContext context, int maxSessions) {
    this.context = context;
    this.maxSessions = maxSessions;
    tooMany = "there are " + maxSessions + " live sessions already";
  }

  /**
   * Takes a datagram of ours.
   *
   * @return why it was refused, or null
   */
  String receive(
      Datagram.Native datagram, int bytes, InetSocketAddress from, Replies replies, long now) {
    if (datagram instanceof Datagram.Packet packet) {
      Session session = find(packet.session());
      if (session == null) {
        if (!newcomers.admits(packet.session(), from, now)) {
          return HEARD_ONCE;
        }
        session = open(packet.session(), Decoder.resource(packet.resourceBlock()), from, now);
      }
      return packet(session, packet, bytes, from, replies, now);
    }
    if (datagram instanceof Datagram.Heartbeat heartbeat) {
      return heartbeat(heartbeat, bytes, from, replies, now);
    }
    return "an answer, which only receivers send";
  }

  /**
   * Takes a packet that may be a recording: for what it holds, if that is missing. It is no sign of
   * life, and does not move the session to where it comes from.
   */
  void receiveOld(Datagram.Packet packet, int bytes, InetSocketAddress from, long now) {
    Session session = find(packet.session());
    if (session != null) {
      touch(session);
      session.credit(from, bytes);
      session.machine().onOldPacket(packet, now);
    }
  }

  boolean has(long session) {
    return table.containsKey(session);
  }

  private String packet(
      Session session,
      Datagram.Packet packet,
      int bytes,
      InetSocketAddress from,
      Replies replies,
      long now) {
    if (session == null) {
      return tooMany;
    }
    boolean begins = !session.machine().isActive(now);
    begins |= heard(session, from, replies, bytes);
    session.machine().onPacket(packet, now);
    if (begins) {
      share(now); // at once: what the others are granted from now on is less
    }
    return null;
  }

  private String heartbeat(
      Datagram.Heartbeat heartbeat, int bytes, InetSocketAddress from, Replies replies, long now) {
    if (heartbeat.probe()) {
      answerProbe(heartbeat, bytes, from, replies);
      return null;
    }
    Session session = find(heartbeat.session());
    if (session == null) {
      if (!newcomers.admits(heartbeat.session(), from, now)) {
        return HEARD_ONCE;
      }
      session = open(heartbeat.session(), heartbeat.resource(), from, now);
    }
    if (session == null) {
      return tooMany;
    }
    if (heartbeat.endOfSession()) {
      noRoomUntil = now;
    }
    heard(session, from, replies, bytes);
    session.machine().onHeartbeat(heartbeat, now);
    return null;
  }

  /** Answers whether the session has just shown that it is not made up for one datagram. */
  private boolean heard(Session session, InetSocketAddress from, Replies replies, int bytes) {
    touch(session);
    boolean provesIt = session.heard(from, replies, bytes);
    if (provesIt) {
      newcomers.proved(session.source().session());
    }
    return provesIt;
  }

  private void answerProbe(
      Datagram.Heartbeat probe, int bytes, InetSocketAddress from, Replies replies) {
    int length =
        writer.write(new Datagram.Status(probe.session(), 0, context.window().grant(0, false), 0));
    if (length <= bytes) {
      replies.send(writer.bytes(), length, from);
    }
  }

  private Session find(long id) {
    if (last == null || last.source().session() != id) {
      Session found = table.get(id);
      last = found == null ? last : found;
      return found;
    }
    return last;
  }

  private Session open(long id, Resource resource, InetSocketAddress from, long now) {
    if (table.size() >= maxSessions && !makeRoom(now)) {
      return null;
    }
    String name = resource.service().isEmpty() ? Source.text(from) : resource.service();
    Source source = new Source(name, from, id, resource);
    Session session = new Session(source, context, now);
    Session before = predecessor(resource);
    if (before == null) {
      context.out().accept(new Entry.Joined(source, epoch(now)));
    } else {
      before.succeeded();
      context.out().accept(new Entry.Restarted(source, epoch(now), before.source()));
    }
    table.put(id, session);
    last = session;
    share(now);
    return session;
  }

  /** The session whose process this one seems to have replaced. */
  private Session predecessor(Resource resource) {
    return leastRecent(
        each ->
            each.machine().isGone()
                && !each.isSucceeded()
                && each.source().resource().service().equals(resource.service())
                && each.source().resource().host().equals(resource.host()));
  }

  private boolean makeRoom(long now) {
    if (now < noRoomUntil) {
      return false;
    }
    Session leaving = leastRecent(each -> each.machine().isGone());
    if (leaving == null) {
      leaving = leastRecent(each -> now - each.machine().lastHeard() >= Timers.SILENT_NANOS);
      if (leaving == null) {
        noRoomUntil = now + Timers.NO_ROOM_NANOS;
        return false;
      }
      leaving.machine().vanish(now);
    }
    leaving.machine().close(now);
    table.remove(leaving.source().session());
    touched.remove(leaving);
    last = null;
    return true;
  }

  private Session leastRecent(Predicate<Session> which) {
    return table.values().stream()
        .filter(which)
        .min(Comparator.comparingLong(each -> each.machine().lastHeard()))
        .orElse(null);
  }

  private void touch(Session session) {
    if (session.touch()) {
      touched.add(session);
    }
  }

  /** Looks at the sessions for which time has run out. */
  void poll(long now) {
    if (now - sharedAt >= Timers.SHOWN_NANOS) {
      share(now);
    }
    if (now < lookAt) {
      return;
    }
    lookAt = Timers.NEVER;
    noRoomUntil = now;
    for (Session each : table.values()) {
      if (now >= each.machine().deadline()) {
        each.machine().poll(now);
        touch(each);
      }
      lookAt = Math.min(lookAt, each.machine().deadline());
    }
  }

  /**
   * Says what is due, once for all that came since the last call.
   *
   * @param marks takes for each session that was heard how far its entries have been handed out
   */
  void answer(long now, Consumer<Mark> marks) {
    for (Session each : touched) {
      each.untouch();
      SessionMachine machine = each.machine();
      long handedOutBelow = machine.handedOutBelow();
      long heapBytes = machine.takeHeapBytes();
      if (each.handsOut(handedOutBelow) || heapBytes > 0) { // a mere HEARTBEAT wakes no pipeline
        marks.accept(new Mark(each.source(), each.shown(), handedOutBelow, heapBytes));
      }
      each.answer(writer, now);
      lookAt = Math.min(lookAt, machine.deadline());
    }
    touched.clear();
  }

  private void share(long now) {
    sharedAt = now;
    int active = 0;
    for (Session each : table.values()) {
      active += each.isProven() && each.machine().isActive(now) ? 1 : 0;
    }
    context.window().activeSessions(active);
  }

  /**
   * Opens or closes the window of all.
   *
   * @param isClosed whether those that can wait should
   * @param isFull whether nothing can be taken of those either that cannot
   */
  void window(boolean isClosed, boolean isFull, long now) {
    context.window().full(isFull);
    if (context.window().isClosed() != isClosed) {
      context.window().closed(isClosed);
      if (!isClosed) {
        for (Session each : table.values()) {
          each.machine().windowOpened(now);
          touch(each);
        }
      }
    }
  }

  /** Nothing more will be received: what is held is handed out. */
  void close(long now) {
    for (Session each : table.values()) {
      each.machine().close(now);
      touch(each);
    }
  }

  /** Tells all senders what was shown, and that nothing more can be taken. */
  void farewell(long now) {
    context.window().closed(true);
    for (Session each : table.values()) {
      if (!each.machine().isGone() && !each.machine().isOneWay()) {
        each.status(writer, now);
      }
    }
  }

  int size() {
    return table.size();
  }

  /** When {@link #poll} has something to do. */
  long deadline() {
    return lookAt;
  }

  private long epoch(long now) {
    return context.epoch().applyAsLong(now);
  }
}
