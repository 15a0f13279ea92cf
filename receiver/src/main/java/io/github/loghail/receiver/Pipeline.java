package io.github.loghail.receiver;

import io.github.loghail.receiver.foreign.Foreign;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The thread {@code loghail-pipeline}: sorts what the loop hands over, gives it to the sinks, and
 * says of each session what has been shown.
 */
final class Pipeline implements Runnable, SortWindow.Output {

  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Handover handover;
  private final Strangers strangers;
  private final SortWindow window;
  private final ClockWatch clocks = new ClockWatch();
  private final SinkSet sinks;
  private final Tally tally;
  private final long idleNoticeNanos;
  private final LongSupplier nanoTime;
  private final Runnable onSinksGone;

  private final List<Mark> unflushed = new ArrayList<>();
  private boolean dirty;
  private boolean sinksGone;
  private long flushedAt;
  private long lastEntryAt;

  /** Of the latest batch. */
  private long arrivalEpochNanos;

  private long tickedAt;

  /**
   * Makes a pipeline.
   *
   * @param config its sort window and idle notice are used
   * @param handover where the loop hands over
   * @param strangers reads what is not ours
   * @param sinks where it ends
   * @param tally counts what is shown
   * @param nanoTime as {@link System#nanoTime}
   * @param onSinksGone called once when there is nowhere left to show anything
   */
  Pipeline(
      ReceiverConfig config,
      Handover handover,
      Strangers strangers,
      SinkSet sinks,
      Tally tally,
      LongSupplier nanoTime,
      Runnable onSinksGone) {
    this.handover = handover;
    this.strangers = strangers;
    this.sinks = sinks;
    this.tally = tally;
    this.nanoTime = nanoTime;
    this.onSinksGone = onSinksGone;
    this.idleNoticeNanos = config.idleNoticeNanos();
    this.window = new SortWindow(config.sortWindowNanos(), this);
    this.lastEntryAt = nanoTime.getAsLong();
    this.flushedAt = lastEntryAt;
    this.tickedAt = lastEntryAt;
  }

  @Override
  public void run() {
    while (turn(waitNanos(nanoTime.getAsLong()))) {
      // until the loop says that nothing follows
    }
    addDue(Foreign.NEVER, nanoTime.getAsLong());
    window.flush();
    flush(nanoTime.getAsLong());
  }

  /** Closes the sinks, after {@link #run} or instead of it. */
  void close() {
    sinks.close();
  }

  /** Waits for a batch and shows what is due; false when there will not be any more. */
  boolean turn(long waitNanos) {
    Batch batch = handover.poll(waitNanos);
    long now = nanoTime.getAsLong();
    if (batch == Batch.END) {
      return false;
    }
    if (batch != null) {
      take(batch, now);
    }
    addDue(now, now);
    window.release(now);
    if (dirty && (now - flushedAt >= FLUSH_NANOS || handover.isEmpty())) {
      flush(now);
    }
    noticeIdle(now);
    if (now - tickedAt >= TICK_NANOS) {
      tickedAt = now;
      sinks.tick();
    }
    lookAtSinks();
    return true;
  }

  private void take(Batch batch, long now) {
    List<Entry> entries = strangers.read(batch.entries(), now);
    if (entries != batch.entries()) {
      handover.changed(heapBytes(entries) - heapBytes(batch.entries()));
    }
    arrivalEpochNanos = batch.arrivalEpochNanos();
    for (int i = 0, count = entries.size(); i < count; i++) {
      window.add(entries.get(i), now, batch.arrivalEpochNanos());
    }
    long arrival = batch.arrivalEpochNanos();
    clocks.look(entries, arrival, off -> window.add(off, now, arrival));
    for (Mark mark : batch.marks()) {
      window.add(mark, now);
    }
    lastEntryAt = entries.isEmpty() ? lastEntryAt : now;
  }

  /** Adds what strangers' events were waiting for, or not any more. */
  private void addDue(long until, long now) {
    List<Entry> entries = strangers.due(until);
    handover.changed(heapBytes(entries));
    entries.forEach(each -> window.add(each, now, arrivalEpochNanos));
  }

  private static long heapBytes(List<Entry> entries) {
    long bytes = 0;
    for (int i = 0, count = entries.size(); i < count; i++) {
      bytes += Limits.heapBytes(entries.get(i));
    }
    return bytes;
  }

  @Override
  public void show(Entry entry) {
    dirty = true;
    sinks.accept(entry);
    tally.count(entry);
    int bytes = Limits.heapBytes(entry);
    if (bytes > 0) {
      handover.shown(bytes);
    }
  }

  @Override
  public void reached(Mark mark) {
    dirty = true;
    unflushed.add(mark);
    if (mark.heapBytes() > 0) {
      handover.shown(mark.heapBytes());
    }
  }

  private void flush(long now) {
    sinks.flush();
    dirty = false;
    flushedAt = now;
    if (!sinks.isEmpty() && !sinks.isPipeClosed()) {
      for (Mark mark : unflushed) {
        mark.shown().set(mark.packet());
      }
    }
    unflushed.clear();
  }

  private void noticeIdle(long now) {
    if (idleNoticeNanos > 0 && now - lastEntryAt >= idleNoticeNanos) {
      lastEntryAt = now;
      sinks.idle();
      sinks.flush();
    }
  }

  private void lookAtSinks() {
    if (!sinksGone && (sinks.isPipeClosed() || sinks.isEmpty())) {
      sinksGone = true;
      onSinksGone.run();
    }
  }

  private long waitNanos(long now) {
    long until = Math.min(MAX_WAIT_NANOS + now, window.deadline());
    until = Math.min(until, strangers.deadline());
    if (idleNoticeNanos > 0) {
      until = Math.min(until, lastEntryAt + idleNoticeNanos);
    }
    if (dirty) {
      until = Math.min(until, flushedAt + FLUSH_NANOS);
    }
    return until - now;
  }
}
