package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;

/**
 * A flag that was set elsewhere than on the command line.
 *
 * @param key the flag's long name, without dashes
 * @param value empty for a flag that stands alone
 * @param place where it was set, for a person
 */
record Setting(String key, String value, String place) {

  /** Text of a file that somebody else may have written, as it may be printed. */
  static String printable(String text) {
    LineBuffer out = new LineBuffer();
    Escaper.text(Utf8.of(text), out);
    return out.toString();
  }
}
