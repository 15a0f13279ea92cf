package io.github.loghail.wire;

/** Strings as tests need them. */
final class Text {

  private Text() {}

  /** What a string becomes on the wire: each lone surrogate replaced by U+FFFD. */
  static String wellFormed(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  /** How often one sequence of bytes occurs in another. */
  static int occurrences(byte[] in, int length, String text) {
    byte[] sought = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int found = 0;
    for (int i = 0; i + sought.length <= length; i++) {
      if (java.util.Arrays.equals(in, i, i + sought.length, sought, 0, sought.length)) {
        found++;
      }
    }
    return found;
  }
}
