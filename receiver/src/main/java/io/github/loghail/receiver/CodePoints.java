package io.github.loghail.receiver;

/** Characters of UTF-8 bytes, strictly: no overlong forms, no surrogates. */
final class CodePoints {

  private CodePoints() {}

  /** The character that begins here, or −1 when none does. */
  static int at(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0x80) {
      return lead;
    }
    int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || at + more >= end) {
      return -1;
    }
    int codePoint = lead & 0x3F >> more;
    for (int i = 1; i <= more; i++) {
      int next = bytes[at + i];
      if ((next & 0xC0) != 0x80) {
        return -1;
      }
      codePoint = codePoint << 6 | next & 0x3F;
    }
    boolean isSurrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    return isSurrogate || bytes(codePoint) != more + 1 || codePoint > 0x10FFFF ? -1 : codePoint;
  }

  /** How many bytes a character takes. */
  static int bytes(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
}
