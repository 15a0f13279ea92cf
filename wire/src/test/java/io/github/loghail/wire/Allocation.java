package io.github.loghail.wire;

import java.lang.management.ManagementFactory;

/** How many bytes the current thread allocates. */
final class Allocation {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  static long of(Runnable task) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    task.run();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}
