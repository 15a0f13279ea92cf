package io.github.loghail.sender;

import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Resource;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The sender's thread: looks at the socket, the {@link SenderMachine} and the ring in turn, and
 * rests when none had work. All I/O of a sender happens here.
 */
final class SenderLoop implements Runnable {

  /** Packets that leave in one turn, before answers are looked at again. */
  private static final int PACKETS_A_TURN = 64;

  private static final int CONTROL_BYTES = 2048;

  private final long session;
  private final Resource resource;
  private final SenderConfig config;
  private final PacketRing ring;
  private final SenderMachine machine;
  private final Link link;
  private final Reporter reporter;
  private final SendCounters counters;
  private final LongSupplier clock;
  private final Rest rest;
  private final Stopping stopping;

  private final PacketStore.Packet packet = new PacketStore.Packet();
  private final ByteBuffer ringBuffer;
  private final byte[] controlIn = new byte[CONTROL_BYTES];
  private final ByteBuffer controlInBuffer = ByteBuffer.wrap(controlIn);
  private final ControlWriter control = new ControlWriter();
  private final Decoder decoder = new Decoder();
  private long keptFrom = -1;

  SenderLoop(
      long session,
      Resource resource,
      SenderConfig config,
      PacketRing ring,
      Link link,
      Reporter reporter,
      SendCounters counters,
      Stopping stopping,
      LongSupplier clock) {
    this.session = session;
    this.resource = resource;
    this.config = config;
    this.ring = ring;
    this.reporter = reporter;
    this.counters = counters;
    this.stopping = stopping;
    this.clock = clock;
    long now = clock.getAsLong();
    this.machine = new SenderMachine(ring, link.feedback(), config.lingerNanos(), now);
    this.link = link;
    this.rest = new Rest(ring, config.lingerNanos(), now);
    this.ringBuffer = ByteBuffer.wrap(ring.bytes());
  }

  @Override
  public void run() {
    try {
      while (!stopping.isStopped()) {
        if (!turnSafely()) {
          rest.now(clock.getAsLong(), machine, nextDeadline(), stopping.isDraining());
        } else {
          rest.worked();
        }
      }
    } finally {
      link.close();
      ring.release();
      stopping.stopped();
    }
  }

  /** An error that nobody thought of must neither end the thread nor make it spin. */
  private boolean turnSafely() {
    try {
      return turn(clock.getAsLong());
    } catch (RuntimeException e) {
      reporter.unexpected(e);
      LockSupport.parkNanos(SenderMachine.HEARTBEAT_NANOS);
      return true;
    }
  }

  /** One look at everything; whether there was anything to do. */
  boolean turn(long now) {
    boolean worked = false;
    if (link.maintain(now, machine.state())) {
      if (link.isOpen()) {
        ring.packetBytes(link.packetBytes());
        machine.addressChanged(link.feedback(), now);
      } else {
        machine.refused(now);
      }
      worked = true;
    }
    if (link.isOpen()) {
      worked |= receive(now);
      machine.tick(now);
      keep(); // before anything of it is sent again: it must not be overwritten meanwhile
    }
    worked |= seal(now);
    if (link.isOpen()) {
      worked |= send(now);
    }
    keep();
    if (link.isOpen() && machine.heartbeatDue(now)) {
      heartbeat(now);
    }
    reporter.report(machine.state(), ring, now);
    return advanceStop(now) || worked;
  }

  private boolean receive(long now) {
    if (!config.feedback()) {
      return false;
    }
    boolean worked = false;
    try {
      int length;
      while ((length = link.read(controlInBuffer)) >= 0) {
        worked = true;
        Datagram datagram = decoder.decode(controlIn, length);
        if (datagram instanceof Datagram.Status status && status.session() == session) {
          machine.on(status, now);
        } else if (datagram instanceof Datagram.Nak nak && nak.session() == session) {
          machine.on(nak, now);
        } // anything else is not for us
      }
    } catch (IOException e) {
      failed(e, now);
    }
    if (link.asksForHeartbeat()) {
      machine.wantHeartbeat();
    }
    return worked;
  }

  /**
   * While packets wait, or nobody is there to send to, the open one may gather more: a packet is
   * sealed when it can leave.
   */
  private boolean seal(long now) {
    boolean canLeave =
        link.isOpen()
            && (machine.state() == SenderMachine.State.LIVE
                || machine.state() == SenderMachine.State.ONE_WAY);
    boolean stopNow = stopping.isDraining() && !machine.isEnding();
    return (stopNow || canLeave && !machine.hasBacklog())
        && ring.sealIfDue(now, stopNow || rest.isNapOver(now) ? 0 : config.lingerNanos());
  }

  private boolean send(long now) {
    boolean worked = false;
    for (int i = 0; i < PACKETS_A_TURN; i++) {
      long sequence = machine.nextToSend(now);
      if (sequence < 0 || !ring.read(sequence, packet) || !write(sequence, now)) {
        break;
      }
      worked = true;
    }
    return worked;
  }

  private boolean write(long sequence, long now) {
    ringBuffer.limit(packet.offset + packet.length).position(packet.offset);
    try {
      if (!link.write(ringBuffer)) {
        return false;
      }
    } catch (IOException e) {
      if (!link.isTooLong(e)) {
        failed(e, now);
        return false;
      }
      counters.failed(); // this packet can never leave: it goes as if lost, the next are smaller
      ring.packetBytes(Endpoint.SAFE_PACKET_BYTES);
    }
    counters.sent(packet.events);
    ring.markSent(sequence);
    machine.sent(sequence, now);
    return true;
  }

  private void failed(IOException e, long now) {
    counters.failed();
    link.failed(now);
    reporter.failure(e instanceof PortUnreachableException ? "refused" : e.getMessage());
    machine.refused(now);
  }

  private void keep() {
    long from = machine.keepFrom();
    if (from != keptFrom) {
      keptFrom = from;
      ring.keepFrom(from);
    }
  }

  private void heartbeat(long now) {
    machine.heartbeatSent(now);
    boolean isEnd = machine.isEnding();
    long next = Math.max(machine.announced(), ring.oldest());
    DropCounts drops = ring.drops();
    drops.add(DropCause.ABANDONED, 0, isEnd ? stopping.abandoned() : 0);
    Datagram.Heartbeat heartbeat =
        new Datagram.Heartbeat(
            session,
            next,
            Math.min(ring.oldest(), next),
            ring.firstEventOf(next),
            machine.shown(),
            resource,
            drops,
            isEnd,
            false,
            !config.feedback());
    try {
      link.say(ByteBuffer.wrap(control.bytes(), 0, control.write(heartbeat)));
    } catch (IOException e) {
      failed(e, now);
    }
  }

  /** Draining, then the end: said when all is delivered, or when no time is left. */
  private boolean advanceStop(long now) {
    if (!stopping.isDraining()) {
      return false;
    }
    boolean isLate = stopping.isLate(now);
    boolean isDelivered = machine.isDrained() && !ring.hasOpenPacket();
    if (!machine.isEnding()) {
      return (isDelivered || isLate) && sayEnd(now);
    }
    if (!isDelivered && !isLate) {
      machine.end(false); // somebody has answered after all, and misses something
    } else if (machine.isEnded() || isLate) {
      machine.end(false);
      reporter.abandoned(stopping.abandoned());
      stopping.drained();
      return true;
    }
    return false;
  }

  private boolean sayEnd(long now) {
    stopping.abandoned(ring.nextEvent() - ring.firstEventOf(machine.undelivered()));
    machine.end(true);
    if (link.isOpen()) {
      heartbeat(now);
    }
    return true;
  }

  private long nextDeadline() {
    long deadline = link.maintainAt();
    if (link.isOpen()) {
      deadline = earlier(deadline, machine.heartbeatAt());
      deadline = earlier(deadline, machine.tickAt());
    }
    return deadline;
  }

  private static long earlier(long a, long b) {
    return a - b < 0 ? a : b;
  }
}
