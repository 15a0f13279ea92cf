package io.github.loghail.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls again and again, on a daemon thread of its own, until it is closed. */
final class KeepAlive implements Closeable {

  /** What is called. */
  interface Task {
    void run() throws IOException;
  }

  private final CountDownLatch closed = new CountDownLatch(1);

  private KeepAlive() {}

  static KeepAlive start(long periodMillis, Task task) {
    KeepAlive keepAlive = new KeepAlive();
    Thread thread = new Thread(() -> keepAlive.run(periodMillis, task), "loghail-keep-alive");
    thread.setDaemon(true);
    thread.start();
    return keepAlive;
  }

  private void run(long periodMillis, Task task) {
    try {
      while (!closed.await(periodMillis, TimeUnit.MILLISECONDS)) {
        call(task);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void call(Task task) {
    try {
      task.run();
    } catch (IOException e) {
      // The next line meets it too, and says it to the user.
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
