package io.github.loghail.examples.payments;

import java.util.Random;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.StringMapMessage;

/** Charges for orders. */
final class Till {

  private static final Logger LOG = LogManager.getLogger(Till.class);
  private static final Marker AUDIT = MarkerManager.getMarker("AUDIT");
  private static final Marker FRAUD = MarkerManager.getMarker("FRAUD").setParents(AUDIT);

  private final Random random;
  private final Gateway gateway;

  Till(Random random) {
    this.random = random;
    this.gateway = new Gateway(random);
  }

  void charge(int order) {
    ThreadContext.put("order", Integer.toString(order));
    ThreadContext.push("checkout");
    try {
      take((500 + random.nextInt(20_000)) / 100.0);
      LOG.info(new StringMapMessage().with("receipt", "R-" + order));
    } catch (PaymentException e) {
      LOG.error("Charge declined", e);
    } finally {
      ThreadContext.clearAll();
    }
  }

  private void take(double amount) throws PaymentException {
    LOG.trace("Card token {} read", Integer.toHexString(random.nextInt()));
    LOG.debug("Charging {} EUR", amount);
    if (random.nextInt(30) == 0) {
      LOG.warn(FRAUD, "Card was used in {} countries today", 2 + random.nextInt(4));
    }
    gateway.charge(amount);
    LOG.info(AUDIT, "Charged {} EUR", amount);
  }
}
