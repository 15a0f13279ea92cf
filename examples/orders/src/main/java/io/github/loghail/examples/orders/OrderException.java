package io.github.loghail.examples.orders;

/** An order that cannot be fulfilled. */
final class OrderException extends Exception {

  private static final long serialVersionUID = 1;

  OrderException(String message, Throwable cause) {
    super(message, cause);
  }
}
