package io.github.loghail.wire;

import java.util.List;

/** Lines {@code key: value}, read one after the other. */
final class Lines {

  private final List<String> lines;
  private int next;

  Lines(List<String> lines) {
    this.lines = lines;
  }

  boolean isAt(String key) {
    return next < lines.size() && key(next).equals(key);
  }

  /** The key of the next line, or the empty string at the end. */
  String key() {
    return next < lines.size() ? key(next) : "";
  }

  /** The value of the next line, which must have this key. */
  String take(String key) {
    if (!isAt(key)) {
      throw new IllegalArgumentException(
          "'" + key + "' is missing before line " + lines.subList(next, lines.size()));
    }
    return unescape(lines.get(next++).substring(key.length() + 1).strip());
  }

  /** The same, or null when the next line has another key. */
  String takeIf(String key) {
    return isAt(key) ? take(key) : null;
  }

  boolean takeFlag(String key) {
    return Boolean.parseBoolean(takeIf(key));
  }

  long takeNumber(String key) {
    return Long.parseLong(take(key));
  }

  private String key(int line) {
    return lines.get(line).substring(0, lines.get(line).indexOf(':'));
  }

  /** A line as it stands in a file; what cannot be seen there is escaped. */
  static String line(String key, Object value) {
    return (key + ": " + escape(String.valueOf(value))).strip();
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean plain = c >= ' ' && c != '\\' && c != 0x7F && !Character.isSurrogate(c);
      out.append(plain ? c : String.format("\\u%04x", (int) c));
    }
    return out.toString();
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\u", i)) {
        out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
