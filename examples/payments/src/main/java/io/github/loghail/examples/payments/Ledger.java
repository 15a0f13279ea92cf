package io.github.loghail.examples.payments;

import java.util.Random;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Settles payments, many at once: a burst of events. */
final class Ledger {

  private static final Logger LOG = LogManager.getLogger(Ledger.class);

  private final Random random;

  Ledger(Random random) {
    this.random = random;
  }

  void settle(int count) {
    LOG.info("Settling {} payments", count);
    for (int i = 1; i <= count; i++) {
      LOG.debug("Payment R-{} settled", random.nextInt(10_000));
    }
    LOG.info("Settled {} payments", count);
  }
}
