package io.github.loghail.examples.payments;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A service that takes payments until it is stopped. */
public final class Payments {

  private static final Logger LOG = LogManager.getLogger(Payments.class);

  private static final int FIRST_ORDER = 4711;
  private static final int WORKERS = 2;
  private static final int PAUSE_MILLIS = 600;
  private static final int SETTLE_EVERY_MILLIS = 11_000;
  private static final int SETTLED_PAYMENTS = 150;

  private Payments() {}

  /**
   * Runs the service.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    LOG.info("Ready for payments");
    AtomicInteger number = new AtomicInteger(FIRST_ORDER);
    for (int i = 1; i <= WORKERS; i++) {
      Till till = new Till(new Random());
      start("grpc-" + i, PAUSE_MILLIS, () -> till.charge(number.getAndIncrement()));
    }
    Ledger ledger = new Ledger(new Random());
    start("ledger", SETTLE_EVERY_MILLIS, () -> ledger.settle(SETTLED_PAYMENTS));
  }

  /** Repeats a task, with pauses as long as those between independent customers. */
  private static void start(String name, int meanPauseMillis, Runnable task) {
    Random random = new Random();
    Runnable loop =
        () -> {
          try {
            while (true) {
              Thread.sleep((long) (-Math.log(1 - random.nextDouble()) * meanPauseMillis));
              task.run();
            }
          } catch (InterruptedException e) {
            LOG.info("{} stopped", name);
          }
        };
    new Thread(loop, name).start();
  }
}
