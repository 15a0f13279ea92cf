package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Secret;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All of a receiver's sessions in virtual time: a door into their package for the test that plays
 * them against senders. Sockets, pipeline and sinks are left out; what is handed out counts as
 * shown a turn later.
 */
public final class ReceiverSide {

  /** Answers on their way. */
  public interface Answers {
    void send(InetSocketAddress to, byte[] datagram);
  }

  /** What became of a session's events. */
  public enum Kind {
    EVENT,
    LOST,
    DROPPED,
    JOINED,
    LEFT,
    VANISHED,
    UNREADABLE
  }

  /**
   * What was shown.
   *
   * @param session whose
   * @param kind what
   * @param number the event's sequence, or how many
   */
  public record Shown(long session, Kind kind, long number) {}

  private final List<Shown> shown = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final Sessions sessions;
  private final Guard guard;
  private final Answers answers;

  public ReceiverSide(
      Secret secret, int socketBytes, long startEpochNanos, long bornAt, Answers answers) {
    this.answers = answers;
    sessions =
        new Sessions(
            new SessionContext(
                this::show,
                now -> startEpochNanos + now - bornAt,
                new Window(socketBytes),
                new ByteBudget(Limits.HELD_BYTES),
                new ByteBudget(Limits.JOINED_BYTES),
                -1,
                startEpochNanos,
                new AtomicLong()),
            Limits.SESSIONS);
    guard = new Guard(secret, sessions, new LoopCounters(), warning -> {});
  }

  private void show(Entry entry) {
    long session = entry.source().session();
    if (entry instanceof Entry.Logged logged) {
      shown.add(new Shown(session, Kind.EVENT, logged.event().sequence()));
    } else if (entry instanceof Entry.Lost lost) {
      shown.add(new Shown(session, Kind.LOST, lost.events()));
    } else if (entry instanceof Entry.Dropped dropped) {
      shown.add(new Shown(session, Kind.DROPPED, dropped.drops().total()));
    } else if (entry instanceof Entry.Joined || entry instanceof Entry.Restarted) {
      shown.add(new Shown(session, Kind.JOINED, 0));
    } else if (entry instanceof Entry.Left) {
      shown.add(new Shown(session, Kind.LEFT, 0));
    } else if (entry instanceof Entry.Vanished) {
      shown.add(new Shown(session, Kind.VANISHED, 0));
    } else {
      shown.add(new Shown(session, Kind.UNREADABLE, 0));
    }
  }

  /** A datagram is taken from the socket. */
  public void receive(byte[] datagram, InetSocketAddress from, long now) {
    if (guard.read(datagram, from, now) instanceof Datagram.Native ours) {
      Replies way = (bytes, length, to) -> answers.send(to, Arrays.copyOf(bytes, length));
      int credit = guard.credit(datagram.length);
      String refusal = sessions.receive(ours, credit, from, guard.replies(way), now);
      if (refusal != null) {
        throw new AssertionError(refusal);
      }
    }
  }

  /** The loop's turn, after the socket was drained. */
  public void turn(long now) {
    marks.forEach(mark -> mark.shown().set(mark.packet()));
    marks.clear();
    sessions.poll(now);
    sessions.answer(now, marks::add);
  }

  /** The pipeline is too far behind, or has room again. */
  public void pause(boolean isClosed, long now) {
    sessions.window(isClosed, isClosed, now);
  }

  public List<Shown> shown() {
    return shown;
  }
}
