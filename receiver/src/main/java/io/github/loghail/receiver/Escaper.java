package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;

/**
 * Copies text that came over the network and makes visible what a terminal would obey or hide:
 * every C0 control but tab, DEL, C1, bidirectional and zero-width characters, and bytes that are no
 * UTF-8. Stripping escape sequences alone is not enough (CVE-2021-25743, CVE-2025-55754).
 */
final class Escaper {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private Escaper() {}

  /** For a terminal or a text file: on one line, controls as {@code \\u001b}. */
  static void text(Utf8 text, LineBuffer out) {
    copy(text, out, false);
  }

  /** The same for a string. */
  static String visible(String text) {
    LineBuffer out = new LineBuffer();
    text(Utf8.of(text), out);
    return out.toString();
  }

  /** For the inside of a JSON string. */
  static void json(Utf8 text, LineBuffer out) {
    copy(text, out, true);
  }

  private static void copy(Utf8 text, LineBuffer out, boolean json) {
    byte[] bytes = text.bytes();
    int end = text.offset() + text.length();
    int at = text.offset();
    while (at < end) {
      int start = at;
      at = json ? Ascii.plainJsonEnd(bytes, at, end) : Ascii.plainEnd(bytes, at, end);
      if (at > start) {
        out.put(bytes, start, at - start);
      }
      if (at < end) {
        at += one(bytes, at, end, out, json);
      }
    }
  }

  /** One character that is not plain; answers how many bytes it took. */
  private static int one(byte[] bytes, int at, int end, LineBuffer out, boolean json) {
    int codePoint = CodePoints.at(bytes, at, end);
    if (codePoint < 0) {
      if (json) {
        out.put("\\ufffd");
      } else {
        out.put("\\x").put(HEX[(bytes[at] & 0xF0) >> 4]).put(HEX[bytes[at] & 0xF]);
      }
      return 1;
    }
    int length = CodePoints.bytes(codePoint);
    if (json && (codePoint == '"' || codePoint == '\\')) {
      out.put('\\').put((char) codePoint);
    } else if (json && codePoint == '\n') {
      out.put("\\n");
    } else if (codePoint == '\t') {
      out.put(json ? "\\t" : "\t");
    } else if (isHidden(codePoint)) {
      for (char unit : Character.toChars(codePoint)) {
        escape(unit, out);
      }
    } else {
      out.put(bytes, at, length);
    }
    return length;
  }

  private static void escape(char unit, LineBuffer out) {
    out.put("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.put(HEX[unit >> shift & 0xF]);
    }
  }

  /** Controls, and what changes or hides the text around it. */
  static boolean isHidden(int codePoint) {
    if (codePoint < 0xA0) {
      return codePoint < ' ' || codePoint >= 0x7F;
    }
    return switch (codePoint) {
      case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0 -> true;
      default ->
          codePoint >= 0x180B && codePoint <= 0x180F
              || codePoint >= 0x200B && codePoint <= 0x200F
              || codePoint >= 0x2028 && codePoint <= 0x202E
              || codePoint >= 0x2060 && codePoint <= 0x206F
              || codePoint >= 0xFFF0 && codePoint <= 0xFFFB
              || codePoint >= 0x1BCA0 && codePoint <= 0x1BCA3
              || codePoint >= 0x1D173 && codePoint <= 0x1D17A
              || codePoint >= 0xE0000 && codePoint <= 0xE0FFF;
    };
  }
}
