package io.github.loghail.examples.orders;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that takes orders until it is stopped. */
public final class Orders {

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private static final int FIRST_ORDER = 4711;
  private static final int WORKERS = 2;
  private static final int PAUSE_MILLIS = 600;
  private static final int IMPORT_EVERY_MILLIS = 8000;
  private static final int IMPORTED_ARTICLES = 200;

  private Orders() {}

  /**
   * Runs the service.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    LOG.atInfo().addKeyValue("port", 8080).log("Ready for orders");
    AtomicInteger number = new AtomicInteger(FIRST_ORDER);
    for (int i = 1; i <= WORKERS; i++) {
      Shop shop = new Shop(new Random());
      start("http-" + i, PAUSE_MILLIS, () -> shop.order(number.getAndIncrement()));
    }
    Catalogue catalogue = new Catalogue();
    start("catalogue", IMPORT_EVERY_MILLIS, () -> catalogue.importArticles(IMPORTED_ARTICLES));
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
