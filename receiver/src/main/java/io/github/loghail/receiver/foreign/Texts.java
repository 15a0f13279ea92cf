package io.github.loghail.receiver.foreign;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Makes strings of bytes that should be UTF-8. */
final class Texts {

  private Texts() {}

  /** The text; bytes that are not UTF-8 become {@code \xe9}, as they are shown elsewhere. */
  static String of(byte[] bytes, int start, int end) {
    int length = Math.max(0, end - start);
    if (isAscii(bytes, start, end)) {
      return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      return escaped(bytes, start, end);
    }
  }

  private static boolean isAscii(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static String escaped(byte[] bytes, int start, int end) {
    StringBuilder text = new StringBuilder(end - start + 16);
    for (int i = start; i < end; ) {
      int length = characterBytes(bytes, i, end);
      if (length == 0) {
        text.append(String.format("\\x%02x", bytes[i] & 0xFF));
        i++;
      } else {
        text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  /** How many bytes the character takes; 0 when it is none. */
  private static int characterBytes(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || first > 0xF4 || at + length > end) {
      return 0;
    }
    String one = new String(bytes, at, length, StandardCharsets.UTF_8);
    return one.indexOf('\uFFFD') < 0 || isReplacement(bytes, at) ? length : 0;
  }

  /** The character may have been sent. */
  private static boolean isReplacement(byte[] bytes, int at) {
    return bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBF && bytes[at + 2] == (byte) 0xBD;
  }
}
