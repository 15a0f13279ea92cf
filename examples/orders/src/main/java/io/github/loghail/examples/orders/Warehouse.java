package io.github.loghail.examples.orders;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps articles, and is not always to be reached. */
final class Warehouse {

  private static final Logger LOG = LoggerFactory.getLogger(Warehouse.class);

  private final Random random;

  Warehouse(Random random) {
    this.random = random;
  }

  void reserve(int items) throws OrderException {
    try {
      call();
    } catch (IOException e) {
      throw new OrderException("cannot reserve " + items + " items", e);
    }
    int left = random.nextInt(60);
    LOG.debug("{} items reserved, {} left", items, left);
    if (left < 5) {
      LOG.atWarn().addKeyValue("left", left).log("Stock is low");
    }
  }

  private void call() throws IOException {
    if (random.nextInt(25) == 0) {
      IOException failure = new IOException("warehouse-2:7070 does not answer");
      failure.initCause(new SocketTimeoutException("Read timed out"));
      throw failure;
    }
  }
}
