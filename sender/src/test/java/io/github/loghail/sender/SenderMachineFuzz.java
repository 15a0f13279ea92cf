package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.loghail.wire.Datagram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A sender in the hands of a receiver, a network and a clock that do what they like. */
class SenderMachineFuzz {

  /** Packets of a size of their own, of which the newest are retained. */
  private static final class Packets implements Retained {
    long next;
    long oldest;

    @Override
    public long next() {
      return next;
    }

    @Override
    public long oldest() {
      return oldest;
    }

    @Override
    public long makeRoom(long from) {
      return Math.max(from, oldest);
    }

    @Override
    public long costBefore(long sequence) {
      return 1000 * Math.max(oldest, Math.min(sequence, next));
    }
  }

  private static Feedback feedback(FuzzedDataProvider data) {
    return data.pickValue(Feedback.values());
  }

  @FuzzTest(maxDuration = "60s")
  void converse(FuzzedDataProvider data) {
    Packets packets = new Packets();
    long now = TimeUnit.SECONDS.toNanos(1);
    SenderMachine machine =
        new SenderMachine(packets, feedback(data), data.consumeInt(0, 100) * 1_000_000L, now);
    for (int i = 0; i < 200 && data.remainingBytes() > 0; i++) {
      switch (data.consumeInt(0, 8)) {
        case 0 -> packets.next += data.consumeInt(0, 20);
        case 1 -> packets.oldest = Math.max(packets.oldest, machine.keepFrom() - 1);
        case 2 -> now += data.consumeLong(0, TimeUnit.SECONDS.toNanos(10));
        case 3 ->
            machine.on(
                new Datagram.Status(1, sequence(data), data.consumeInt(0, 1 << 30), sequence(data)),
                now);
        case 4 -> machine.on(new Datagram.Nak(1, ranges(data)), now);
        case 5 -> machine.refused(now);
        case 6 -> machine.addressChanged(feedback(data), now);
        case 7 -> machine.end(data.consumeBoolean());
        default -> {
          if (machine.heartbeatDue(now)) {
            machine.heartbeatSent(now);
          }
        }
      }
      packets.oldest = Math.min(packets.oldest, packets.next);
      machine.tick(now);
      send(machine, packets, now);
    }
  }

  private static long sequence(FuzzedDataProvider data) {
    return data.consumeBoolean() ? data.consumeInt(0, 300) : data.consumeLong(0, 1L << 62);
  }

  private static List<Datagram.Range> ranges(FuzzedDataProvider data) {
    List<Datagram.Range> ranges = new ArrayList<>();
    for (int left = data.consumeInt(1, 4); left > 0; left--) {
      ranges.add(new Datagram.Range(sequence(data), data.consumeInt(1, Integer.MAX_VALUE)));
    }
    return ranges;
  }

  /** Only packets that are there are sent, and what a peer says never makes it send for ever. */
  private static void send(SenderMachine machine, Packets packets, long now) {
    int sent = 0;
    for (long next = machine.nextToSend(now); next >= 0; next = machine.nextToSend(now)) {
      assertThat(next).isBetween(packets.oldest, packets.next - 1);
      assertThat(machine.state()).isIn(SenderMachine.State.LIVE, SenderMachine.State.ONE_WAY);
      machine.sent(next, now);
      assertThat(++sent).as("in one turn").isLessThan(10_000);
    }
    assertThat(machine.keepFrom()).isNotNegative();
    assertThat(machine.undelivered()).isLessThanOrEqualTo(Math.max(packets.next, packets.oldest));
  }
}
