package io.github.loghail.receiver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern that is nothing but words, {@code timeout|refused} or {@code (?i)timeout}, and so can
 * be looked for without an automaton: RE2/J takes some 30 ns a byte for these, this takes one.
 * Where case does not count only ASCII is decided: elsewhere K is a letter k as well.
 */
final class Literals {

  private static final String META = "\\.[]{}()*+?^$|";

  private final List<byte[]> words;
  private final boolean ignoresCase;

  private Literals(List<byte[]> words, boolean ignoresCase) {
    this.words = words;
    this.ignoresCase = ignoresCase;
  }

  /** The words of a pattern, or null when it is more than that. */
  static Literals of(String regex) {
    boolean ignoresCase = regex.startsWith("(?i)");
    List<byte[]> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = ignoresCase ? 4 : 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '|') {
        words.add(bytes(word, ignoresCase));
        word.setLength(0);
      } else if (c == '\\' && i + 1 < regex.length() && META.indexOf(regex.charAt(i + 1)) >= 0) {
        word.append(regex.charAt(++i));
      } else if (META.indexOf(c) >= 0 || Character.isSurrogate(c) || ignoresCase && c >= 0x80) {
        return null;
      } else {
        word.append(c);
      }
    }
    words.add(bytes(word, ignoresCase));
    return new Literals(words, ignoresCase);
  }

  private static byte[] bytes(StringBuilder word, boolean ignoresCase) {
    byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length && ignoresCase; i++) {
      bytes[i] = lower(bytes[i]);
    }
    return bytes;
  }

  private static byte lower(byte c) {
    return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
  }

  boolean canDecide(byte[] text) {
    if (ignoresCase) {
      for (byte c : text) {
        if (c < 0) {
          return false;
        }
      }
    }
    return true;
  }

  boolean isIn(byte[] text) {
    for (byte[] word : words) {
      if (word.length == 0 || (ignoresCase ? findsIgnoringCase(word, text) : finds(word, text))) {
        return true;
      }
    }
    return false;
  }

  private static boolean finds(byte[] word, byte[] text) {
    byte first = word[0];
    for (int i = 0, last = text.length - word.length; i <= last; i++) {
      if (text[i] == first && isAt(word, text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] word, byte[] text, int at) {
    for (int i = 1; i < word.length; i++) {
      if (text[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean findsIgnoringCase(byte[] word, byte[] text) {
    byte first = word[0];
    byte upper = first >= 'a' && first <= 'z' ? (byte) (first - 32) : first;
    for (int i = 0, last = text.length - word.length; i <= last; i++) {
      if ((text[i] == first || text[i] == upper) && isAtIgnoringCase(word, text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAtIgnoringCase(byte[] word, byte[] text, int at) {
    for (int i = 1; i < word.length; i++) {
      if (lower(text[at + i]) != word[i]) {
        return false;
      }
    }
    return true;
  }
}
