package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PacketRingTest {

  private static final int PACKET_BYTES = 1100;
  private static final int RING_BYTES = 64 << 10;
  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(10);

  private final Names names = new Names();
  private final AtomicLong now = new AtomicLong(1);
  private final PacketRing ring = ring(Overflow.DROP);

  private PacketRing ring(Overflow overflow) {
    SenderConfig config =
        new SenderConfig(
            "localhost",
            1,
            "test",
            "test",
            Format.LOGHAIL,
            RING_BYTES,
            PACKET_BYTES,
            16 << 10,
            LINGER,
            overflow,
            TimeUnit.SECONDS.toNanos(20),
            0,
            true,
            null);
    PacketWriter writer = new PacketWriter(7, new Resource("test", "host", 1, "test", 0), false);
    return new PacketRing(
        config,
        writer,
        PACKET_BYTES,
        PACKET_BYTES,
        overflow == Overflow.BLOCK ? System::nanoTime : now::get);
  }

  private EventEncoder event(int severity, String message) {
    EventEncoder event = new EventEncoder(names, 16 << 10);
    do {
      event.begin(severity, 1, "logger", "thread");
      event.message(message);
    } while (!event.finish());
    return event;
  }

  private boolean append(PacketRing to, int severity, String message) {
    return to.append(event(severity, message), true) != PacketRing.Outcome.DROPPED;
  }

  private List<Datagram> sealed(PacketRing from) {
    return sealed(from, from.oldest());
  }

  /** From a packet on that nobody may overwrite meanwhile. */
  private List<Datagram> sealed(PacketRing from, long first) {
    List<Datagram> datagrams = new ArrayList<>();
    PacketStore.Packet packet = new PacketStore.Packet();
    for (long sequence = first; sequence < from.next(); sequence++) {
      assertThat(from.read(sequence, packet)).isTrue();
      byte[] bytes = Arrays.copyOfRange(from.bytes(), packet.offset, packet.offset + packet.length);
      datagrams.add(new Decoder().decode(bytes, bytes.length));
    }
    return datagrams;
  }

  private static List<String> messages(List<Datagram> datagrams) {
    List<String> messages = new ArrayList<>();
    for (Datagram datagram : datagrams) {
      for (Datagram.Record record : ((Datagram.Events) datagram).records()) {
        if (record instanceof Event event) {
          messages.add(event.message().toString());
        }
      }
    }
    return messages;
  }

  @Test
  void gathersUntilTheLingerIsOver() {
    append(ring, Severity.INFO, "a");
    append(ring, Severity.INFO, "b");
    now.addAndGet(LINGER - 1);
    assertThat(ring.sealIfDue(now.get(), LINGER)).isFalse();
    now.addAndGet(1);
    assertThat(ring.sealIfDue(now.get(), LINGER)).isTrue();
    assertThat(messages(sealed(ring))).containsExactly("a", "b");
  }

  @Test
  void aWarningDoesNotLinger() {
    append(ring, Severity.INFO, "a");
    append(ring, Severity.WARN, "b");
    assertThat(ring.sealIfDue(now.get(), LINGER)).isTrue();
  }

  @Test
  void wakesTheThreadOnlyWhenItMust() {
    assertThat(ring.append(event(Severity.ERROR, "awake"), true))
        .isEqualTo(PacketRing.Outcome.ACCEPTED);
    ring.sealIfDue(now.get(), 0);
    assertThat(ring.rest(RestState.Sleep.NAPPING)).isTrue();
    assertThat(ring.append(event(Severity.INFO, "napping"), true))
        .isEqualTo(PacketRing.Outcome.ACCEPTED);
    assertThat(ring.append(event(Severity.WARN, "urgent"), true))
        .isEqualTo(PacketRing.Outcome.ACCEPTED_WAKE);
    assertThat(ring.append(event(Severity.WARN, "awake by now"), true))
        .isEqualTo(PacketRing.Outcome.ACCEPTED);
    assertThat(ring.rest(RestState.Sleep.PARKED)).as("events wait").isFalse();
    ring.sealIfDue(now.get(), 0);
    assertThat(ring.rest(RestState.Sleep.PARKED)).isTrue();
    assertThat(ring.append(event(Severity.INFO, "parked"), true))
        .isEqualTo(PacketRing.Outcome.ACCEPTED_WAKE);
  }

  @Test
  void aFullPacketEndsANap() {
    ring.rest(RestState.Sleep.NAPPING);
    int waking = 0;
    for (int i = 0; i < 20; i++) {
      boolean wakes =
          ring.append(event(Severity.INFO, "x".repeat(100)), true)
              == PacketRing.Outcome.ACCEPTED_WAKE;
      waking += wakes ? 1 : 0;
    }
    assertThat(waking).isEqualTo(1);
    assertThat(ring.rest(RestState.Sleep.NAPPING)).as("it has not been seen").isFalse();
    ring.fullPackets();
    assertThat(ring.rest(RestState.Sleep.NAPPING)).isTrue();
  }

  @Test
  void dropsBySeverityAsTheRingFills() {
    String message = "x".repeat(200);
    for (int severity = Severity.TRACE; severity <= Severity.FATAL; severity += 4) {
      int accepted = 0;
      while (append(ring, severity, message)) {
        accepted++;
      }
      assertThat(accepted)
          .as("room for %s when the less severe are dropped", Severity.name(severity))
          .isPositive();
      if (severity == Severity.ERROR) {
        break; // it may fill the ring, and so leave no room for FATAL
      }
    }
    assertThat(append(ring, Severity.TRACE, message)).isFalse();
    assertThat(ring.drops().count(DropCause.RING_FULL)).isEqualTo(6);
  }

  @Test
  void reportsDropsInBandWhereTheyHappened() {
    String message = "x".repeat(200);
    while (append(ring, Severity.ERROR, message)) {
      // until it is full
    }
    ring.keepFrom(ring.next());
    append(ring, Severity.ERROR, "after");
    now.addAndGet(LINGER);
    ring.sealIfDue(now.get(), LINGER);
    List<Datagram> datagrams = sealed(ring);
    Datagram.Events last = (Datagram.Events) datagrams.get(datagrams.size() - 1);
    assertThat(last.records().get(0))
        .isInstanceOfSatisfying(
            Datagram.Drops.class,
            drops ->
                assertThat(drops.counts().count(DropCause.RING_FULL, 4)).as("ERROR").isEqualTo(1));
  }

  @Test
  void splitsWhatNoPacketHoldsAndKeepsTheOrder() {
    append(ring, Severity.INFO, "before");
    append(ring, Severity.INFO, "y".repeat(5000));
    append(ring, Severity.INFO, "after");
    now.addAndGet(LINGER);
    ring.sealIfDue(now.get(), LINGER);
    List<Datagram> datagrams = sealed(ring);
    assertThat(messages(datagrams.subList(0, 1))).containsExactly("before");
    assertThat(datagrams.subList(1, datagrams.size() - 1))
        .hasSizeGreaterThan(4)
        .allMatch(datagram -> datagram instanceof Datagram.Piece);
    assertThat(datagrams.get(datagrams.size() - 1))
        .isInstanceOfSatisfying(
            Datagram.Events.class, events -> assertThat(events.firstEvent()).isEqualTo(2));
  }

  @Test
  void blockedCallersGoOnWhenThereIsRoomAndNothingIsLost() throws InterruptedException {
    PacketRing blocking = ring(Overflow.BLOCK);
    int threads = 3;
    int each = 4000;
    List<Thread> callers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int number = t;
      Thread caller =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  append(blocking, Severity.INFO, number + ":" + i);
                }
              });
      callers.add(caller);
      caller.start();
    }
    List<String> got = new ArrayList<>();
    long from = 0;
    while (got.size() < threads * each) {
      blocking.sealIfDue(System.nanoTime(), 0);
      List<Datagram> fresh = sealed(blocking, from);
      got.addAll(messages(fresh));
      from += fresh.size();
      blocking.keepFrom(from);
    }
    for (Thread caller : callers) {
      caller.join();
    }
    for (int t = 0; t < threads; t++) {
      String prefix = t + ":";
      List<String> own = got.stream().filter(message -> message.startsWith(prefix)).toList();
      assertThat(own).hasSize(each);
      assertThat(own.get(each - 1)).isEqualTo(prefix + (each - 1));
    }
    assertThat(blocking.drops().total()).isZero();
  }

  @Test
  void anInterruptNeitherEndsTheWaitNorIsForgotten() throws InterruptedException {
    PacketRing blocking = ring(Overflow.BLOCK);
    AtomicBoolean accepted = new AtomicBoolean();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              for (int i = 0; i < 400; i++) {
                accepted.set(append(blocking, Severity.INFO, "x".repeat(200)));
              }
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    caller.interrupt();
    await().pollDelay(java.time.Duration.ofMillis(50)).until(caller::isAlive);
    blocking.keepFrom(blocking.next());
    await()
        .until(
            () -> {
              blocking.keepFrom(blocking.next());
              return !caller.isAlive();
            });
    caller.join();
    assertThat(accepted).isTrue();
    assertThat(interrupted).isTrue();
  }

  @Test
  void countsWhatWasOverwrittenUnsent() {
    ring.keepFrom(Long.MAX_VALUE);
    for (int i = 0; i < 1000; i++) {
      assertThat(append(ring, Severity.INFO, "x".repeat(200))).isTrue();
    }
    long[] expired = new long[1];
    ring.count((logged, accepted, truncated, gone, high, drops) -> expired[0] = gone);
    assertThat(expired[0]).isEqualTo(ring.firstEventOf(ring.oldest())).isPositive();
  }
}
