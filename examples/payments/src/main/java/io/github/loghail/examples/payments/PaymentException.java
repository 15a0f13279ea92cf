package io.github.loghail.examples.payments;

/** A charge that was not made. */
final class PaymentException extends Exception {

  private static final long serialVersionUID = 1;

  PaymentException(String message, Throwable cause) {
    super(message, cause);
  }
}
