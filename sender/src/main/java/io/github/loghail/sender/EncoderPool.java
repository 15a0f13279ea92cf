package io.github.loghail.sender;

import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few encoders for whoever logs right now. Not one for each thread: there may be a million
 * virtual ones, and few of them log at the same moment. Thread-safe, without locks.
 */
final class EncoderPool {

  /** A power of two. */
  private static final int PLACES = 16;

  private static final int TRIES = 4;

  /** References are four bytes: sixteen make a cache line, so that threads do not share one. */
  private static final int STRIDE = 16;

  private final AtomicReferenceArray<EventEncoder> places =
      new AtomicReferenceArray<>(PLACES * STRIDE);
  private final Names names;
  private final int maxEventBytes;

  EncoderPool(Names names, int maxEventBytes) {
    this.names = names;
    this.maxEventBytes = maxEventBytes;
  }

  EventEncoder take() {
    int start = (int) Thread.currentThread().getId();
    for (int i = 0; i < TRIES; i++) {
      int place = (start + i & PLACES - 1) * STRIDE;
      EventEncoder encoder = places.getAndSet(place, null);
      if (encoder != null) {
        return encoder;
      }
    }
    return new EventEncoder(names, maxEventBytes);
  }

  void giveBack(EventEncoder encoder) {
    int start = (int) Thread.currentThread().getId();
    for (int i = 0; i < TRIES; i++) {
      if (places.compareAndSet((start + i & PLACES - 1) * STRIDE, null, encoder)) {
        return;
      }
    }
  }
}
