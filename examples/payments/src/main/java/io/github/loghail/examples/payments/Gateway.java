package io.github.loghail.examples.payments;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The bank's side, which has its bad moments. */
final class Gateway {

  private static final Logger LOG = LogManager.getLogger(Gateway.class);

  private final Random random;

  Gateway(Random random) {
    this.random = random;
  }

  void charge(double amount) throws PaymentException {
    LOG.debug("POST /v1/charges, {} EUR", amount);
    int luck = random.nextInt(60);
    if (luck == 0) {
      PaymentException failure =
          new PaymentException("card declined", new SocketTimeoutException("read timed out"));
      failure.addSuppressed(new ConnectException("gateway-b: connection refused"));
      throw failure;
    }
    if (luck == 1) {
      LOG.fatal("No gateway left, charging {} EUR later", amount);
    } else if (luck < 5) {
      LOG.warn("Slow answer: {} ms", 900 + random.nextInt(2000));
    }
  }
}
