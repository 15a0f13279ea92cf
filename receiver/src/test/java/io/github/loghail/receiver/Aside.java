package io.github.loghail.receiver;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs what a test needs beside itself, each on a thread of its own. The common pool has one thread
 * on two cores, and from JDK 25 on {@code CompletableFuture} uses it even so: a receiver that runs
 * there leaves no room for anything else.
 */
final class Aside {

  private Aside() {}

  static <T> CompletableFuture<T> call(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, Aside::start);
  }

  static CompletableFuture<Void> run(Runnable work) {
    return CompletableFuture.runAsync(work, Aside::start);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "aside");
    thread.setDaemon(true);
    thread.start();
  }
}
