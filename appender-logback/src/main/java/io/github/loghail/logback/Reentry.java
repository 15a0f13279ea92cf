package io.github.loghail.logback;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How deep each thread is inside one appender. An argument whose {@code toString()} logs brings its
 * thread back in: that event is sent too, but one that brings it back again and again is stopped.
 *
 * <p>Logback has a guard of its own, which since 1.5.21 does nothing unless an appender asks for
 * it, by a method that older versions cannot load.
 *
 * <p>Not a thread-local, which would leave something behind in each of a million virtual threads: a
 * thread holds one slot of a small table while it is inside. Only where the few slots that it may
 * take are taken by others, because as many are inside at once, does it use a thread-local, and
 * removes that on leaving.
 */
final class Reentry {

  static final int MAX_DEPTH = 4;

  private static final int SLOT_BITS = 6;
  private static final int PROBES = 4;

  /** Slots lie apart, so that no two share a cache line. */
  private static final int STRIDE = 16;

  private static final int LENGTH = STRIDE << SLOT_BITS;

  private final AtomicReferenceArray<Thread> owners = new AtomicReferenceArray<>(LENGTH);

  /** Read and written by the slot's owner alone. */
  private final int[] depths = new int[LENGTH];

  private final ThreadLocal<int[]> crowded = new ThreadLocal<>();
  private final AtomicInteger crowdedThreads = new AtomicInteger();

  /** Answers false, and has no effect, where the calling thread is too deep inside already. */
  boolean enter() {
    Thread me = Thread.currentThread();
    int home = home(me);
    int at = find(me, home);
    if (at >= 0) {
      return deepen(depths, at);
    }
    int[] depth = crowdedThreads.get() == 0 ? null : crowded.get();
    if (depth != null) {
      return deepen(depth, 0);
    }
    if (!claim(me, home)) {
      crowded.set(new int[] {1});
      crowdedThreads.incrementAndGet();
    }
    return true;
  }

  /** Undoes one {@link #enter} that answered true. */
  void exit() {
    Thread me = Thread.currentThread();
    int at = find(me, home(me));
    if (at >= 0) {
      if (--depths[at] == 0) {
        owners.setRelease(at, null);
      }
    } else if (--crowded.get()[0] == 0) {
      crowded.remove();
      crowdedThreads.decrementAndGet();
    }
  }

  private static boolean deepen(int[] depths, int at) {
    if (depths[at] == MAX_DEPTH) {
      return false;
    }
    depths[at]++;
    return true;
  }

  private int find(Thread me, int home) {
    for (int i = 0; i < PROBES; i++) {
      int at = slot(home, i);
      if (owners.getAcquire(at) == me) {
        return at;
      }
    }
    return -1;
  }

  private boolean claim(Thread me, int home) {
    for (int i = 0; i < PROBES; i++) {
      int at = slot(home, i);
      if (owners.getAcquire(at) == null && owners.compareAndSet(at, null, me)) {
        depths[at] = 1;
        return true;
      }
    }
    return false;
  }

  private static int slot(int home, int probe) {
    return home + probe * STRIDE & LENGTH - 1;
  }

  /** Thread ids count up: consecutive ones are spread by the golden ratio (Knuth, 6.4). */
  private static int home(Thread thread) {
    int hash = (int) thread.getId() * 0x9E3779B9;
    return (hash >>> 32 - SLOT_BITS) * STRIDE;
  }
}
