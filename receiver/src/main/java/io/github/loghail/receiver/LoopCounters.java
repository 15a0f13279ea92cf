package io.github.loghail.receiver;

import java.util.concurrent.atomic.AtomicLong;

/** What came in on the sockets. The loop counts, any thread reads. */
final class LoopCounters {

  private final AtomicLong datagrams = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  private final AtomicLong repaired = new AtomicLong();

  void received(int length) {
    add(datagrams, 1);
    add(bytes, length);
  }

  void unreadable() {
    add(unreadable, 1);
  }

  /** Ours, which --accept leaves out. */
  void leftOut() {
    add(leftOut, 1);
  }

  /** One thread writes: it needs no atomic addition, only that others see it some time. */
  static void add(AtomicLong counter, long more) {
    counter.lazySet(counter.getPlain() + more);
  }

  /** It could be read, or was not even tried, but its sender has no place here. */
  void refused() {
    add(refused, 1);
  }

  /** Packets that came after they were asked for again. */
  AtomicLong repaired() {
    return repaired;
  }

  long datagrams() {
    return datagrams.get();
  }

  long bytes() {
    return bytes.get();
  }

  long leftOutDatagrams() {
    return leftOut.get();
  }

  long unreadableDatagrams() {
    return unreadable.get();
  }

  long refusedDatagrams() {
    return refused.get();
  }
}
