package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Value;

/**
 * A number to compare attributes with: exact as long as it is whole, else a double.
 *
 * @param whole its value when it is whole
 * @param real its value
 * @param isWhole whether {@code whole} counts
 */
record Decimal(long whole, double real, boolean isWhole) {

  /** What {@link #order} answers when one of both is no number at all. */
  static final int UNORDERED = 2;

  /** Powers of ten and whole numbers up to 2⁵³ are exact doubles, so one division is exact too. */
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18
  };

  private static final long MAX_EXACT = 1L << 53;

  /** The number that a value is or, as MDC values are all texts, spells; null when it is none. */
  static Decimal of(Value value) {
    if (value instanceof Value.Whole number) {
      return new Decimal(number.value(), number.value(), true);
    } else if (value instanceof Value.Real number) {
      return new Decimal(0, number.value(), false);
    }
    return value instanceof Value.Text text ? parse(text.text()) : null;
  }

  /**
   * Reads digits with a sign, a fraction, both or neither. No exponents, and no more digits than a
   * long holds: what looks like these is more often an identifier, and is compared as one.
   */
  static Decimal parse(Utf8 text) {
    byte[] bytes = text.bytes();
    int end = text.offset() + text.length();
    int at = text.offset();
    boolean isNegative = at < end && bytes[at] == '-';
    at += isNegative || at < end && bytes[at] == '+' ? 1 : 0;
    long digits = 0;
    int point = -1;
    int start = at;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        if (digits > (Long.MAX_VALUE - digit) / 10) {
          return null;
        }
        digits = digits * 10 + digit;
      } else if (bytes[at] == '.' && point < 0 && at > start) {
        point = at;
      } else {
        return null;
      }
    }
    if (at == start || point == end - 1) {
      return null;
    }
    long signed = isNegative ? -digits : digits;
    return point < 0 ? new Decimal(signed, signed, true) : fraction(text, signed, end - point - 1);
  }

  private static Decimal fraction(Utf8 text, long digits, int scale) {
    boolean isExact = Math.abs(digits) <= MAX_EXACT && scale < POWERS.length;
    double real = isExact ? digits / POWERS[scale] : Double.parseDouble(text.toString());
    return new Decimal(0, real, false);
  }

  /** −1, 0 or 1 as this is less than, equal to or greater than the other. */
  int order(Decimal other) {
    if (isWhole && other.isWhole) {
      return Long.compare(whole, other.whole);
    }
    if (Double.isNaN(real) || Double.isNaN(other.real)) {
      return UNORDERED;
    }
    return real < other.real ? -1 : real > other.real ? 1 : 0;
  }
}
