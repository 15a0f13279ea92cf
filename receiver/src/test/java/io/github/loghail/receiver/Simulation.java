package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Datagram;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A sender, a bad network and a receiver's session, in steps of a millisecond. */
final class Simulation {

  /**
   * What goes wrong.
   *
   * @param lossPercent of the datagrams each way
   * @param doublePercent of the datagrams each way
   * @param delayMillis each is late by up to so long, so that they overtake each other
   * @param retainedPackets how many packets the sender keeps
   * @param keepsUnacknowledged whether these include all that were not acknowledged
   * @param pausesPercent how often, in steps, the receiver's window closes or opens
   * @param probingMillis so long it waits for an answer before it sends events regardless
   */
  record Faults(
      int lossPercent,
      int doublePercent,
      int delayMillis,
      int retainedPackets,
      boolean keepsUnacknowledged,
      int pausesPercent,
      long probingMillis) {}

  private record Flying(long at, long order, boolean toReceiver, Datagram datagram) {}

  /** One receiver's life. */
  static final class Life {
    final List<Entry> shown = new ArrayList<>();
    final AtomicLong shownPackets = new AtomicLong();
    final BitSet received = new BitSet();
    final ByteBudget held = new ByteBudget(Limits.HELD_BYTES);
    final ByteBudget joined = new ByteBudget(Limits.JOINED_BYTES);
    final Window window = new Window(64 << 10);
    final SessionMachine machine;

    Life(TestPackets packets, long tailEvents, long startEpochNanos, long now) {
      Source source = new Source("orders", null, 7, packets.resource());
      machine =
          new SessionMachine(
              source,
              new SessionContext(
                  shown::add,
                  time -> time,
                  window,
                  held,
                  joined,
                  tailEvents,
                  startEpochNanos,
                  new AtomicLong()),
              shownPackets,
              now);
    }
  }

  private static final long MILLI = 1_000_000;

  private final Random random;
  private final Faults faults;
  private final TestPackets packets = TestPackets.of(7);
  private final PriorityQueue<Flying> air =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
  final ModelSender sender;
  Life life;
  private boolean healed;
  private long now;
  private long flown;

  Simulation(long seed, Faults faults) {
    this.random = new Random(seed);
    this.faults = faults;
    sender =
        new ModelSender(
            packets,
            random,
            faults.retainedPackets,
            faults.keepsUnacknowledged,
            faults.probingMillis * MILLI,
            datagram -> fly(true, datagram));
  }

  /** A receiver comes, and takes the place of the one before. */
  void join(long tailEvents, boolean late) {
    life = new Life(packets, tailEvents, TestPackets.START_NANOS + (late ? 1L << 40 : 0), now);
  }

  void leave() {
    life = null;
  }

  private void fly(boolean toReceiver, Datagram datagram) {
    for (int copies = random.nextInt(100) < faults.doublePercent ? 2 : 1; copies > 0; copies--) {
      if (healed || random.nextInt(100) >= faults.lossPercent) {
        long at = now + random.nextInt(faults.delayMillis * 1_000_000 + 1);
        air.add(new Flying(at, flown++, toReceiver, datagram));
      }
    }
  }

  /** Goes on for so long; logs in about so many of a hundred steps. */
  void run(int millis, int logPercent) {
    for (int i = 0; i < millis; i++) {
      if (random.nextInt(100) < logPercent) {
        sender.log();
      }
      step();
    }
  }

  private void step() {
    now += MILLI;
    sender.turn(now);
    while (!air.isEmpty() && air.peek().at <= now) {
      Flying arrived = air.poll();
      if (!arrived.toReceiver) {
        sender.on(arrived.datagram);
      } else if (life != null) {
        receive(arrived.datagram);
      }
    }
    if (life != null) {
      afterPass();
    }
  }

  private void receive(Datagram datagram) {
    if (datagram instanceof Datagram.Packet packet) {
      life.received.set((int) packet.sequence());
      life.machine.onPacket(packet, now);
    } else if (datagram instanceof Datagram.Heartbeat heartbeat) {
      life.machine.onHeartbeat(heartbeat, now);
    }
  }

  private void afterPass() {
    SessionMachine machine = life.machine;
    if (healed ? life.window.isClosed() : random.nextInt(100) < faults.pausesPercent) {
      life.window.closed(!life.window.isClosed());
      if (!life.window.isClosed()) {
        machine.windowOpened(now);
      }
    }
    if (now >= machine.deadline()) {
      machine.poll(now);
    }
    life.shownPackets.set(machine.handedOutBelow());
    if (machine.isStatusDue()) {
      Datagram.Status status = machine.status(now);
      checkStatus(status);
      fly(false, status);
    }
    Datagram.Nak nak = machine.nak(now);
    if (nak != null) {
      checkNak(nak);
      fly(false, nak);
    }
    assertThat(life.held.used()).isBetween(0L, life.window.heldBytes());
    assertThat(machine.deadline()).as("nothing is due for ever").isGreaterThan(now);
  }

  /** What is acknowledged has come, or was said to be gone. */
  private void checkStatus(Datagram.Status status) {
    assertThat(status.shown()).isLessThanOrEqualTo(status.nextExpected());
    int next = life.received.nextClearBit((int) sender.oldest());
    assertThat(status.nextExpected()).isLessThanOrEqualTo(next);
  }

  private void checkNak(Datagram.Nak nak) {
    for (Datagram.Range range : nak.ranges()) {
      assertThat(range.first() + range.packets()).isLessThanOrEqualTo(sender.nextPacket());
    }
  }

  /** The network is well again: goes on until the session has ended. */
  void finish() {
    healed = true;
    for (int i = 0; i < 60_000 && life.machine.state() != SessionMachine.State.ENDED; i++) {
      sender.endIfDelivered();
      step();
    }
    assertThat(life.machine.state()).isEqualTo(SessionMachine.State.ENDED);
    assertThat(life.held.used()).isZero();
    assertThat(life.joined.used()).isZero();
  }
}
