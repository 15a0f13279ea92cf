package io.github.loghail.benchmarks;

/** Threads of either kind; virtual ones since Java 21, which is not what this is compiled for. */
final class Threads {

  private Threads() {}

  static boolean hasVirtual() {
    return Runtime.version().feature() >= 21;
  }

  static Thread start(boolean isVirtual, Runnable task) {
    if (!isVirtual) {
      Thread thread = new Thread(task, "caller");
      thread.start();
      return thread;
    }
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no virtual threads in this JVM", e);
    }
  }
}
