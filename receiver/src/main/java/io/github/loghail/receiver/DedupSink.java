package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows a run of equal events once, and then how many there were: when the run ends, and every
 * second while it goes on. Equal are two that would look the same but for their time: nothing that
 * differs is hidden, an attribute no more than the message. Only the thread does not count.
 *
 * <p>For the screen alone. A run ends with any other entry, and when an event comes later than 5 s
 * after the one before: what happens once a minute is news each time.
 */
final class DedupSink implements Sink {

  private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long RUN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Sink next;
  private final LongSupplier nanoTime;

  private Entry first;
  private Entry last;
  private long count;
  private long saidCount;
  private long unsaidSince;

  /**
   * Makes one.
   *
   * @param next the screen
   * @param nanoTime as {@link System#nanoTime}
   */
  DedupSink(Sink next, LongSupplier nanoTime) {
    this.next = next;
    this.nanoTime = nanoTime;
  }

  @Override
  public void accept(Entry entry) throws IOException {
    if (last != null
        && entry.epochNanos() - last.epochNanos() <= RUN_NANOS
        && isRepeat(last, entry)) {
      unsaidSince = count == saidCount ? nanoTime.getAsLong() : unsaidSince;
      last = entry;
      count++;
      return;
    }
    say();
    first = entry;
    last = entry;
    count = 1;
    saidCount = 1;
    next.accept(entry);
  }

  private static boolean isRepeat(Entry one, Entry other) {
    if (one instanceof Entry.Logged before && other instanceof Entry.Logged now) {
      return before.source().service().equals(now.source().service())
          && looksTheSame(before.event(), now.event());
    }
    return one instanceof Entry.Bare before
        && other instanceof Entry.Bare now
        && before.source().equals(now.source())
        && before.text().equals(now.text());
  }

  private static boolean looksTheSame(Event one, Event other) {
    return one.severity() == other.severity()
        && one.message().equals(other.message())
        && one.logger().equals(other.logger())
        && one.attributes().equals(other.attributes())
        && Objects.equals(one.thrown(), other.thrown())
        && one.markers().equals(other.markers())
        && one.contextStack().equals(other.contextStack())
        && Objects.equals(one.traceId(), other.traceId())
        && Objects.equals(one.caller(), other.caller());
  }

  private void say() throws IOException {
    if (count > saidCount) {
      saidCount = count;
      long nanos = Math.max(0, last.epochNanos() - first.epochNanos());
      next.accept(new Entry.Repeated(last.source(), last.epochNanos(), count, nanos));
    }
  }

  @Override
  public void tick() throws IOException {
    if (count > saidCount && nanoTime.getAsLong() - unsaidSince >= SAY_NANOS) {
      say();
      next.flush();
    }
    next.tick();
  }

  @Override
  public void flush() throws IOException {
    next.flush();
  }

  @Override
  public void idle() throws IOException {
    say();
    next.idle();
  }

  @Override
  public void close() throws IOException {
    try {
      say();
    } finally {
      next.close();
    }
  }
}
