package io.github.loghail.benchmarks;

import io.github.loghail.receiver.ReceiverSide;
import io.github.loghail.sender.SenderSide;
import io.github.loghail.wire.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Senders, a bad network and a receiver, in steps of a millisecond. */
final class BothSides {

  /**
   * What goes wrong, each way.
   *
   * @param lossPercent of the datagrams
   * @param doublePercent of the datagrams
   * @param damagePercent of the datagrams
   * @param delayMillis each is late by up to so long, so that they overtake each other
   * @param slowMillis so long the receiver may not look at its socket
   * @param pausesPercent how often, in steps, the receiver's window closes or opens
   * @param refuses whether the system says when no receiver is there
   */
  record Faults(
      int lossPercent,
      int doublePercent,
      int damagePercent,
      int delayMillis,
      int slowMillis,
      int pausesPercent,
      boolean refuses) {}

  private record Flying(long at, long order, Runnable arrival) {}

  private record Datagram(byte[] bytes, InetSocketAddress from) {}

  private static final long MILLI = 1_000_000;

  /** 2026-11-23T00:00:00Z: the sessions begin when the world does. */
  private static final long EPOCH = 1_795_392_000_000_000_000L;

  /** What the kernel takes for a datagram of the smallest size: skb and rounding. */
  private static final int KERNEL_OVERHEAD = 768;

  static final int SOCKET_BYTES = 1 << 20;

  /** Of sealed worlds. */
  private static final Secret SECRET = Secret.of(new byte[32]);

  private final Random random;
  private final Secret secret;
  private final Faults faults;
  private final PriorityQueue<Flying> air =
      new PriorityQueue<>(Comparator.comparingLong(Flying::at).thenComparingLong(Flying::order));
  private final ArrayDeque<Datagram> socket = new ArrayDeque<>();
  private long socketUsed;
  private long looksAt;
  private boolean paused;
  private boolean healed;
  private long now = MILLI;
  private long flown;

  final List<SenderSide> senders = new ArrayList<>();
  ReceiverSide receiver;
  long kernelDrops;

  BothSides(long seed, boolean sealed, Faults faults) {
    this.secret = sealed ? SECRET : null;
    this.random = new Random(seed);
    this.faults = faults;
  }

  /** An application starts; its number is its session's. */
  SenderSide start(int ringBytes) {
    int number = senders.size();
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 10_000 + number);
    SenderSide sender =
        new SenderSide(
            number,
            secret,
            ringBytes,
            () -> now,
            bytes -> fly(bytes, damaged -> arrive(new Datagram(damaged, address))),
            EPOCH + now);
    senders.add(sender);
    return sender;
  }

  /** An application is killed. */
  void kill(int number) {
    senders.set(number, null);
  }

  /** A receiver comes. */
  void join() {
    receiver = new ReceiverSide(secret, SOCKET_BYTES, EPOCH + now, now, this::answer);
    paused = false;
  }

  /** It is killed. */
  void leave() {
    receiver = null;
    socket.clear();
    socketUsed = 0;
  }

  private void answer(InetSocketAddress to, byte[] bytes) {
    int number = to.getPort() - 10_000;
    fly(
        bytes,
        damaged -> {
          if (senders.get(number) != null) {
            senders.get(number).receive(damaged);
          }
        });
  }

  private interface Arrival {
    void of(byte[] bytes);
  }

  private void fly(byte[] bytes, Arrival arrival) {
    for (int copies = hits(faults.doublePercent) ? 2 : 1; copies > 0; copies--) {
      if (!hits(faults.lossPercent)) {
        byte[] arriving = hits(faults.damagePercent) ? damaged(bytes) : bytes;
        long at = now + random.nextInt((int) (faults.delayMillis * MILLI) + 1);
        air.add(new Flying(at, flown++, () -> arrival.of(arriving)));
      }
    }
  }

  private boolean hits(int percent) {
    return !healed && random.nextInt(100) < percent;
  }

  private byte[] damaged(byte[] bytes) {
    byte[] damaged = bytes.clone();
    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    return damaged;
  }

  private void arrive(Datagram datagram) {
    if (receiver == null) {
      SenderSide sender = senders.get(datagram.from.getPort() - 10_000);
      if (faults.refuses && sender != null) {
        sender.refuse();
      }
      return;
    }
    int cost = datagram.bytes.length + KERNEL_OVERHEAD;
    if (socketUsed + cost > SOCKET_BYTES) {
      kernelDrops++;
    } else {
      socketUsed += cost;
      socket.add(datagram);
    }
  }

  /** Goes on for so long; each application logs up to so many events in a step. */
  void run(int millis, int mostEvents) {
    for (int i = 0; i < millis; i++) {
      for (SenderSide sender : senders) {
        for (int events = random.nextInt(mostEvents + 1); sender != null && events > 0; events--) {
          log(sender);
        }
      }
      step();
    }
  }

  private void log(SenderSide sender) {
    boolean isLarge = random.nextInt(50) == 0; // spans packets
    sender.log(1 + random.nextInt(24), "x".repeat(isLarge ? 5000 : random.nextInt(60)));
  }

  private void step() {
    now += MILLI;
    for (SenderSide sender : senders) {
      if (sender != null) {
        sender.turn();
      }
    }
    while (!air.isEmpty() && air.peek().at <= now) {
      air.poll().arrival.run();
    }
    if (receiver != null && now >= looksAt) {
      look();
    }
  }

  private void look() {
    looksAt = now + random.nextInt((int) (faults.slowMillis * MILLI) + 1);
    if (healed ? paused : random.nextInt(100) < faults.pausesPercent) {
      paused = !paused;
      receiver.pause(paused, now);
    }
    while (!socket.isEmpty()) {
      Datagram datagram = socket.remove();
      receiver.receive(datagram.bytes, datagram.from, now);
    }
    socketUsed = 0;
    receiver.turn(now);
  }

  /** The network is well again: those who took each other for absent meet within a second. */
  void heal() {
    healed = true;
    run(1200, 0);
  }

  /** The network is well, and the applications end; whether all has ended in time. */
  boolean finish(int millis) {
    healed = true;
    for (SenderSide sender : senders) {
      if (sender != null) {
        sender.stop(Duration.ofMillis(millis));
      }
    }
    for (int i = 0; i < millis && !isOver(); i++) {
      step();
    }
    boolean isOver = isOver();
    for (int i = 0; i < 200; i++) {
      step(); // what is in the air lands
    }
    return isOver;
  }

  private boolean isOver() {
    return senders.stream().allMatch(sender -> sender == null || sender.isStopped());
  }
}
