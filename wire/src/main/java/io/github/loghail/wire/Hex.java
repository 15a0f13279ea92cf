package io.github.loghail.wire;

/**
 * Trace and span ids: hexadecimal digits, not all of them zero (W3C Trace Context, section 3.2).
 */
final class Hex {

  private Hex() {}

  static boolean isId(CharSequence text, int digits) {
    if (text == null || text.length() != digits) {
      return false;
    }
    int bits = 0;
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return false;
      }
      bits |= digit;
    }
    return bits != 0;
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
