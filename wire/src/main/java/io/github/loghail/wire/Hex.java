package io.github.loghail.wire;

/** Hexadecimal digits, as trace and span ids are written. */
final class Hex {

  private Hex() {}

  static boolean isHex(CharSequence text, int digits) {
    if (text == null || text.length() != digits) {
      return false;
    }
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  static void parse(CharSequence text, byte[] out, int at) {
    for (int i = 0; i < text.length(); i += 2) {
      int high = Character.digit(text.charAt(i), 16);
      int low = Character.digit(text.charAt(i + 1), 16);
      out[at + i / 2] = (byte) (high << 4 | low);
    }
  }

  static String format(byte[] bytes, int at, int length) {
    return java.util.HexFormat.of().formatHex(bytes, at, at + length);
  }
}
