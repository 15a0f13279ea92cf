package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Event;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The pipeline's turns, with the time in hand. */
class PipelineTest {

  private final CollectingSink sink = new CollectingSink();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final AtomicLong time = new AtomicLong(-5_000_000_000L); // nanoTime may be negative
  private final Handover handover = new Handover(1000, () -> events.add("room"));
  private final Source source = new Source("orders", null, 7, TestPackets.resource("orders"));
  private final AtomicLong shown = new AtomicLong();
  private final Tally tally = new Tally();

  private Pipeline pipeline(long sortWindowNanos, long idleNoticeNanos, Sink... sinks) {
    ReceiverConfig config =
        new ReceiverConfig(List.of(), 0, -1, sortWindowNanos, idleNoticeNanos, 1000);
    return new Pipeline(
        config,
        handover,
        new Strangers(Accepted.ALL, ZoneOffset.UTC, warnings::add),
        new SinkSet(List.of(sinks), Masking.NONE, warnings::add),
        tally,
        time::get,
        () -> events.add("gone"));
  }

  private static List<Entry> events(Source source, int count) {
    TestPackets packets = TestPackets.of(source.session());
    List<Entry> entries = new ArrayList<>();
    for (Datagram.Record record : ((Datagram.Events) packets.events(0, 0, count)).records()) {
      entries.add(new Entry.Logged(source, (Event) record));
    }
    return entries;
  }

  private void put(List<Entry> entries, long packet, long heapBytes) {
    handover.put(
        new Batch(entries, List.of(new Mark(source, shown, packet, heapBytes)), Long.MAX_VALUE),
        heapBytes,
        heapBytes);
  }

  @Test
  void saysWhatWasShownOnlyAfterItWasFlushed() {
    Pipeline pipeline = pipeline(0, 0, sink);
    put(events(source, 2), 5, 600);
    put(events(source, 1), 6, 500);
    assertThat(handover.isFull(false)).isTrue();
    pipeline.turn(0);
    assertThat(shown).as("more waits, so it was not flushed").hasValue(0);
    assertThat(sink.flushes()).isZero();
    pipeline.turn(0);
    assertThat(sink.texts()).containsExactly("0", "1", "0");
    assertThat(shown).hasValue(6);
    assertThat(sink.flushes()).isEqualTo(1);
    assertThat(handover.heapBytes()).isZero();
    assertThat(events).containsExactly("room");
    assertThat(tally.services()).containsExactly(service(3));
  }

  @Test
  void letsSendersWaitUntilItHasLookedAtHalf() {
    Handover large = new Handover(Limits.QUEUED_BYTES * 8, () -> events.add("room"));
    Batch batch = new Batch(events(source, 1), List.of(), 0);
    large.put(batch, Limits.QUEUED_BYTES / 2, Limits.QUEUED_BYTES / 2);
    large.put(batch, Limits.QUEUED_BYTES / 2 - 1, Limits.QUEUED_BYTES / 2 - 1);
    assertThat(large.isBehind(false)).isFalse();
    large.put(batch, 1, 1);
    assertThat(large.isBehind(false)).isTrue();
    assertThat(large.isFull(false)).isFalse();
    large.poll(0);
    assertThat(large.isBehind(true)).as("as long as a half is queued").isTrue();
    assertThat(events).isEmpty();
    large.poll(0);
    assertThat(large.isBehind(true)).isFalse();
    assertThat(events).containsExactly("room");
    assertThat(large.heapBytes()).as("not shown yet").isEqualTo(Limits.QUEUED_BYTES);
  }

  @Test
  void letsNoSenderWaitForWhatStrangersSend() {
    Handover large = new Handover(Limits.QUEUED_BYTES * 8, () -> events.add("room"));
    large.put(new Batch(events(source, 1), List.of(), 0), Limits.QUEUED_BYTES * 4, 0);
    assertThat(large.isCrowded(false)).isTrue();
    assertThat(large.isBehind(false)).isFalse();
    large.put(new Batch(events(source, 1), List.of(), 0), Limits.QUEUED_BYTES * 4, 0);
    assertThat(large.isBehind(false)).as("it is full").isTrue();
  }

  private static ReceiverStats.Service service(long events) {
    return new ReceiverStats.Service("orders", events, 0, 0, 0, 0);
  }

  @Test
  void flushesSeveralTimesASecondEvenIfMoreWaits() {
    Pipeline pipeline = pipeline(0, 0, sink);
    put(events(source, 1), 1, 0);
    put(events(source, 1), 2, 0);
    time.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    pipeline.turn(0);
    assertThat(shown).hasValue(1);
  }

  @Test
  void saysShownOnlyOfWhatHasLeftTheSortWindow() {
    Pipeline pipeline = pipeline(1000, 0, sink);
    Source other = new Source("payments", null, 8, TestPackets.resource("payments"));
    handover.put(new Batch(events(other, 1), List.of(), Long.MAX_VALUE), 0, 0);
    put(events(source, 1), 1, 0);
    pipeline.turn(0);
    pipeline.turn(0);
    assertThat(shown).hasValue(0);
    time.addAndGet(1000);
    pipeline.turn(0);
    assertThat(shown).hasValue(1);
    assertThat(sink.texts()).hasSize(2);
  }

  @Test
  void noticesSilenceOnceForEachSuchTime() {
    Pipeline pipeline = pipeline(0, 3000, sink);
    time.addAndGet(2999);
    pipeline.turn(0);
    assertThat(sink.idles()).isZero();
    time.addAndGet(1);
    pipeline.turn(0);
    pipeline.turn(0);
    assertThat(sink.idles()).isEqualTo(1);
    put(events(source, 1), 1, 0);
    time.addAndGet(2999);
    pipeline.turn(0);
    time.addAndGet(2999);
    pipeline.turn(0);
    assertThat(sink.idles()).isEqualTo(1);
    time.addAndGet(1);
    pipeline.turn(0);
    assertThat(sink.idles()).isEqualTo(2);
  }

  @Test
  void aFailedSinkShowsNothing() {
    sink.failWith(new IOException("No space left on device"));
    Pipeline pipeline = pipeline(0, 0, sink);
    put(events(source, 2), 5, 600);
    pipeline.turn(0);
    pipeline.turn(0);
    assertThat(shown).as("the senders keep it for the next receiver").hasValue(0);
    assertThat(events).containsExactly("room", "gone");
    assertThat(warnings).hasSize(1);
    assertThat(sink.isClosed()).isTrue();
  }

  @Test
  void anEntryThatASinkStumblesOverIsTheOnlyOneMissing() {
    Sink stumbling =
        new Sink() {
          @Override
          public void accept(Entry entry) {
            throw new IllegalStateException("a bug");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Pipeline pipeline = pipeline(0, 0, stumbling, sink);
    put(events(source, 3), 5, 0);
    pipeline.turn(0);
    assertThat(sink.texts()).containsExactly("0", "1", "2");
    assertThat(warnings).singleElement().asString().contains("a bug");
    assertThat(events).isEmpty();
  }

  @Test
  void closesTheSinksInTheEnd() {
    Pipeline pipeline = pipeline(1000, 0, sink);
    put(events(source, 1), 1, 0);
    handover.put(Batch.END, 0, 0);
    pipeline.run();
    pipeline.close();
    assertThat(sink.texts()).containsExactly("0");
    assertThat(sink.isClosed()).isTrue();
    assertThat(shown).hasValue(1);
  }
}
