package io.github.loghail.log4j2;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Scratches that are not in use, a few for all threads together: one for each thread would be a
 * million with virtual threads. Threads that meet at one slot, or one that logs while it logs, make
 * a scratch of their own.
 */
final class ScratchPool {

  /** A power of two. */
  private static final int SLOTS = 32;

  /** Slots lie apart, so that no two share a cache line. */
  private static final int STRIDE = 16;

  private final AtomicReferenceArray<Scratch> slots = new AtomicReferenceArray<>(SLOTS * STRIDE);

  Scratch take() {
    Scratch scratch = slots.getAndSet(slot(), null);
    return scratch == null ? new Scratch() : scratch;
  }

  void give(Scratch scratch) {
    scratch.trim();
    slots.setRelease(slot(), scratch);
  }

  private static int slot() {
    return ((int) Thread.currentThread().getId() & SLOTS - 1) * STRIDE;
  }
}
