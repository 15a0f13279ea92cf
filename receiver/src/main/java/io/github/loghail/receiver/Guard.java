package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Seal;
import io.github.loghail.wire.Secret;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets through what a receiver takes. Without a secret that is all that is not sealed; with one,
 * what was sealed with it and is no recording that somebody sends again: {@code docs/PROTOCOL.md},
 * section 17. What is turned away is counted, and told once for each address, but not of many. Not
 * thread-safe: the loop's thread alone.
 */
final class Guard {

  private static final int MAX_STATES = 2 * Limits.SESSIONS;

  /** The highest numbers that a session has used; kept as long as the session is. */
  private static final class State {
    long heartbeat;
    long packet = -1;
  }

  private final Secret secret;
  private final Decoder decoder;
  private final Seal seal;
  private final Sessions sessions;
  private final Map<Long, State> states = new HashMap<>();

  private final LoopCounters counters;
  private final Consumer<String> warnings;
  private final Set<String> told = new HashSet<>();

  /**
   * Makes one.
   *
   * @param secret that all must be sealed with; null when nothing is
   */
  Guard(Secret secret, Sessions sessions, LoopCounters counters, Consumer<String> warnings) {
    this.secret = secret;
    this.decoder = new Decoder(secret);
    this.seal = secret == null ? null : new Seal(secret);
    this.sessions = sessions;
    this.counters = counters;
    this.warnings = warnings;
  }

  /** Reads a datagram; null when that is all there is to do with it. */
  Datagram read(byte[] datagram, InetSocketAddress from, long now) {
    Datagram decoded = decoder.decode(datagram, datagram.length);
    if (secret == null) {
      return decoded instanceof Datagram.Sealed
          ? refused(from, " seals what it sends; --secret-file opens it")
          : decoded;
    }
    if (decoded instanceof Datagram.Opened opened) {
      return opened(opened, datagram.length, from, now);
    }
    if (decoded instanceof Datagram.Sealed) {
      return refused(from, " seals with another secret, or is a forger");
    }
    if (decoded instanceof Datagram.Malformed) {
      counters.unreadable(); // damaged on the way, as a rule: nothing to tell anybody
      return null;
    }
    return refused(from, " does not seal what it sends");
  }

  private Datagram opened(Datagram.Opened opened, int bytes, InetSocketAddress from, long now) {
    State state = state(opened.datagram().session());
    if (opened.datagram() instanceof Datagram.Packet packet) {
      if (opened.number() <= state.packet) {
        sessions.receiveOld(packet, credit(bytes), from, now);
        return null;
      }
      state.packet = opened.number();
      return packet;
    }
    if (opened.datagram() instanceof Datagram.Heartbeat heartbeat) {
      boolean isNew = opened.number() > state.heartbeat;
      state.heartbeat = Math.max(state.heartbeat, opened.number());
      return isNew ? heartbeat : null;
    }
    return refused(from, " sends back what only receivers say");
  }

  private State state(long session) {
    State state = sessions.has(session) ? states.get(session) : null;
    if (state == null) {
      if (states.size() >= MAX_STATES) {
        states.keySet().removeIf(each -> !sessions.has(each));
      }
      state = new State();
      states.put(session, state);
    }
    return state;
  }

  int states() {
    return states.size();
  }

  private Datagram refused(InetSocketAddress from, String what) {
    counters.refused();
    if (told.size() < Limits.REFUSALS_TOLD && told.add(from + what)) {
      warnings.accept(Source.text(from) + what + ": ignored, and counted");
    }
    return null;
  }

  /** The way back on a socket. */
  Replies replies(Replies way) {
    return secret == null
        ? way
        : (bytes, length, to) -> way.send(seal(bytes, length), length + Seal.ANSWER_BYTES, to);
  }

  private byte[] seal(byte[] answer, int length) {
    seal.toSender(answer, length, this::heard);
    return seal.bytes();
  }

  private long heard(long session) {
    State state = states.get(session);
    return state == null ? 0 : state.heartbeat;
  }

  /**
   * How many bytes of answers a datagram may have. Sealed they are longer by 40 bytes, and they are
   * 40 at least: so half of it counts, and no more is answered than came.
   */
  int credit(int bytes) {
    return secret == null ? bytes : bytes / 2;
  }
}
