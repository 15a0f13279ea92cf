package io.github.loghail.receiver;

/** A filter that a user wrote and that cannot be understood; its message is one line for them. */
final class BadFilterException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  BadFilterException(String message) {
    super(message);
  }

  /** What a user wrote, quoted, with nothing in it that a terminal would obey. */
  static String quoted(String text) {
    return "'" + Escaper.visible(text) + "'";
  }
}
