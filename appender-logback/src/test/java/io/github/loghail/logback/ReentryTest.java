package io.github.loghail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReentryTest {

  private final Reentry reentry = new Reentry();

  @Test
  void letsAThreadInSoDeepAndNoDeeper() {
    for (int depth = 0; depth < Reentry.MAX_DEPTH; depth++) {
      assertThat(reentry.enter()).isTrue();
    }
    assertThat(reentry.enter()).isFalse();

    reentry.exit();
    assertThat(reentry.enter()).isTrue();
    assertThat(reentry.enter()).isFalse();
  }

  @Test
  void forgetsAThreadThatLeft() {
    for (int round = 0; round < 100; round++) {
      assertThat(reentry.enter()).isTrue();
      reentry.exit();
    }
  }

  /** Far more than there are slots, and all at once inside. */
  @Test
  void keepsAnyNumberOfThreadsApart() throws InterruptedException {
    int count = 300;
    CountDownLatch inside = new CountDownLatch(count);
    AtomicInteger right = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(
          new Thread(
              () -> {
                boolean entered = reentry.enter();
                inside.countDown();
                awaitAll(inside);
                int depth = 1;
                while (depth < 100 && reentry.enter()) {
                  depth++;
                }
                for (int out = 0; out < depth; out++) {
                  reentry.exit();
                }
                boolean again = reentry.enter();
                reentry.exit();
                if (entered && again && depth == Reentry.MAX_DEPTH) {
                  right.incrementAndGet();
                }
              }));
    }

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(right).hasValue(count);
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
