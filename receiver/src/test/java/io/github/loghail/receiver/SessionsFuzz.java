package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Severity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sessions in the hands of senders that say what they like, from where they like: each event is
 * shown at most once and in order, nothing is lost that was not there, nobody is answered more
 * bytes than came from there, and what is held keeps within its bounds.
 */
class SessionsFuzz {

  private static final int SESSIONS = 4;
  private static final int ADDRESSES = 3;
  private static final int HELD_BYTES = 1 << 20;

  /** By identity: one that was forgotten and comes again may be shown again. */
  private final Map<Source, Long> nextEvent = new IdentityHashMap<>();

  private final Map<InetSocketAddress, Integer> credit = new HashMap<>();
  private final TestPackets[] packets = new TestPackets[SESSIONS + 1];

  @FuzzTest(maxDuration = "60s")
  void converse(FuzzedDataProvider data) {
    nextEvent.clear();
    credit.clear();
    for (int i = 0; i < packets.length; i++) {
      packets[i] = new TestPackets(i, TestPackets.resource("s" + i / 2), i == SESSIONS);
    }
    Window window = new Window(1 << 18);
    ByteBudget held = new ByteBudget(HELD_BYTES);
    ByteBudget joined = new ByteBudget(HELD_BYTES);
    Sessions sessions =
        new Sessions(
            new SessionContext(
                this::check,
                time -> time,
                window,
                held,
                joined,
                data.consumeInt(-1, 20),
                TestPackets.START_NANOS + data.consumeLong(-2, 2) * 1_000_000_000L,
                new AtomicLong()),
            SESSIONS);
    long now = 0;
    for (int i = 0; i < 100 && data.remainingBytes() > 0; i++) {
      int kind = data.consumeInt(0, 9);
      if (kind == 9) {
        sessions.window(data.consumeBoolean(), data.consumeBoolean(), now);
      } else if (kind == 8) {
        now += data.consumeLong(0, TimeUnit.SECONDS.toNanos(10));
      } else {
        receive(sessions, kind, data, now);
      }
      sessions.poll(now);
      sessions.answer(now, mark -> {});
      assertThat(held.used()).isBetween(0L, (long) HELD_BYTES);
      assertThat(joined.used()).isBetween(0L, (long) HELD_BYTES);
      assertThat(sessions.size()).isLessThanOrEqualTo(SESSIONS);
    }
    sessions.close(now);
    assertThat(held.used()).as("held when all is closed").isZero();
  }

  private void receive(Sessions sessions, int kind, FuzzedDataProvider data, long now) {
    TestPackets from = packets[data.consumeInt(0, SESSIONS)];
    long sequence = data.consumeInt(0, 40);
    if (kind < 4) {
      byte[] bytes = from.eventBytes(sequence, 3 * sequence, 3);
      send(sessions, from.packet(bytes), bytes.length, data, now);
    } else if (kind == 4) {
      for (byte[] piece : from.pieceBytes(sequence, 3 * sequence, 3000, 1400)) {
        if (data.consumeBoolean()) {
          send(sessions, from.packet(piece), piece.length, data, now);
        }
      }
    } else {
      DropCounts drops = TestPackets.drops(DropCause.RING_FULL, Severity.INFO, data.consumeByte());
      long oldest = data.consumeLong(0, sequence);
      Datagram.Heartbeat heartbeat =
          kind == 7
              ? from.probe()
              : from.heartbeat(
                  sequence, oldest, 3 * sequence, data.consumeLong(0, sequence), drops, kind == 6);
      send(sessions, heartbeat, TestPackets.bytes(heartbeat).length, data, now);
    }
  }

  private void send(
      Sessions sessions, Datagram.Native datagram, int bytes, FuzzedDataProvider data, long now) {
    InetSocketAddress from =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), 5000 + data.consumeInt(0, ADDRESSES - 1));
    credit.merge(from, bytes, Integer::sum);
    sessions.receive(datagram, bytes, from, this::reply, now);
  }

  private void reply(byte[] bytes, int length, InetSocketAddress to) {
    assertThat(credit.merge(to, -length, Integer::sum)).as("bytes left for " + to).isNotNegative();
  }

  private void check(Entry entry) {
    if (entry instanceof Entry.Logged logged) {
      long sequence = logged.event().sequence();
      Long before = nextEvent.put(entry.source(), sequence + 1);
      assertThat(sequence).isGreaterThanOrEqualTo(before == null ? 0 : before);
    } else if (entry instanceof Entry.Lost lost) {
      assertThat(lost.events()).isPositive();
    } else if (entry instanceof Entry.Dropped dropped) {
      assertThat(dropped.drops().total()).isPositive();
    }
  }
}
