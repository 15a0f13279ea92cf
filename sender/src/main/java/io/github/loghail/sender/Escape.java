package io.github.loghail.sender;

/**
 * What is written in place of a character. In both forms what a terminal would obey becomes
 * visible: controls, and what changes the direction of the text around it.
 */
enum Escape {
  /** Line ends and tabs stay: text may have several lines. */
  TEXT,
  /** For the inside of a JSON string, which stays on one line. */
  JSON;

  private static final String HEX = "0123456789abcdef";

  /** The replacement, or null when the character stands for itself. */
  String of(int codePoint) {
    if (this == TEXT) {
      return codePoint == '\n' || codePoint == '\t' || !isObeyed(codePoint)
          ? null
          : unicode(codePoint);
    }
    return switch (codePoint) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isObeyed(codePoint) ? unicode(codePoint) : null;
    };
  }

  /** C0, DEL and C1; line and paragraph separators, bidirectional marks, embeddings, isolates. */
  private static boolean isObeyed(int codePoint) {
    return codePoint < ' '
        || codePoint >= 0x7F && codePoint < 0xA0
        || codePoint == 0x061C
        || codePoint >= 0x200E && codePoint <= 0x200F
        || codePoint >= 0x2028 && codePoint <= 0x202E
        || codePoint >= 0x2066 && codePoint <= 0x2069;
  }

  private static String unicode(int codePoint) {
    StringBuilder text = new StringBuilder("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX.charAt(codePoint >> shift & 0xF));
    }
    return text.toString();
  }
}
