package io.github.loghail.wire;

/** The value of an attribute. */
public sealed interface Value {

  /** No value. */
  record Null() implements Value {}

  /**
   * A string.
   *
   * @param text as it was
   */
  record Text(Utf8 text) implements Value {}

  /**
   * A boolean.
   *
   * @param value as it was
   */
  record Bool(boolean value) implements Value {}

  /**
   * A byte, short, int or long.
   *
   * @param value as it was
   */
  record Whole(long value) implements Value {}

  /**
   * A float or double.
   *
   * @param value as it was
   */
  record Real(double value) implements Value {}

  /** A value of a type that only a later version knows. */
  record Unknown() implements Value {}
}
