package io.github.loghail.receiver;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gives another sink only what a filter accepts, and counts what it hides. The filter is asked for
 * anew with each entry, so that it can change while the receiver runs; the counts may be read by
 * any thread.
 */
final class FilterSink implements Sink {

  /** "Why does nothing show" is asked about then. */
  private static final long PUZZLED_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Sink next;
  private final Supplier<Filter> filter;
  private final LongSupplier nanoTime;
  private final Consumer<String> notices;
  private final AtomicLong shown = new AtomicLong();
  private final AtomicLong hidden = new AtomicLong();
  private long firstHiddenAt;
  private boolean isExplained;

  /**
   * Makes one.
   *
   * @param next where accepted entries go
   * @param filter the filter as it is now
   * @param nanoTime as {@link System#nanoTime}
   * @param notices takes a line when nothing matches though events come
   */
  FilterSink(Sink next, Supplier<Filter> filter, LongSupplier nanoTime, Consumer<String> notices) {
    this.next = next;
    this.filter = filter;
    this.nanoTime = nanoTime;
    this.notices = notices;
  }

  @Override
  public void accept(Entry entry) throws IOException {
    boolean isEvent = entry instanceof Entry.Logged || entry instanceof Entry.Bare;
    if (filter.get().accepts(entry)) {
      if (isEvent) {
        LoopCounters.add(shown, 1);
      }
      next.accept(entry);
    } else if (isEvent) {
      if (hidden.get() == 0) {
        firstHiddenAt = nanoTime.getAsLong();
      }
      LoopCounters.add(hidden, 1);
    }
  }

  @Override
  public void tick() throws IOException {
    if (!isExplained
        && shown.get() == 0
        && hidden.get() > 0
        && nanoTime.getAsLong() - firstHiddenAt >= PUZZLED_NANOS) {
      isExplained = true;
      String came = hidden.get() == 1 ? "1 event came, it did not match: " : null;
      notices.accept(
          (came == null ? count(hidden.get()) + " came, none matched: " : came)
              + filter.get().describe());
    }
    next.tick();
  }

  /** Events and bare datagrams that were accepted. */
  long shown() {
    return shown.get();
  }

  /** Events and bare datagrams that were not. */
  long hidden() {
    return hidden.get();
  }

  /** {@code 12,345 events shown, 678 hidden by the filter}. */
  String summary() {
    return count(shown())
        + " shown, "
        + String.format(Locale.ROOT, "%,d", hidden())
        + " hidden by the filter";
  }

  private static String count(long events) {
    return String.format(Locale.ROOT, events == 1 ? "%,d event" : "%,d events", events);
  }

  @Override
  public void flush() throws IOException {
    next.flush();
  }

  @Override
  public void idle() throws IOException {
    next.idle();
  }

  @Override
  public void close() throws IOException {
    next.close();
  }
}
