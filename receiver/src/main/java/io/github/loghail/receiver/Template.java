package io.github.loghail.receiver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A line of the user's own: text with placeholders such as {@code {level:5}}, taken apart once.
 *
 * @param parts texts and fields in their order
 */
record Template(List<Part> parts) {

  private static final int MAX_COLUMNS = 500;
  private static final String ATTRIBUTE = "attr:";

  /** What a placeholder stands for. */
  enum Field {
    TIME,
    SERVICE,
    LEVEL,
    LOGGER,
    THREAD,
    MESSAGE,
    ATTRIBUTES,
    ATTR,
    PID,
    HOST,
    TRACE,
    SPAN,
    CALLER,
    MARKERS,
    EXCEPTION;

    private static Field named(String name) {
      return Arrays.stream(values())
          .filter(field -> field != ATTR && field.text().equals(name))
          .findFirst()
          .orElse(null);
    }

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Content, which is never cut. */
    boolean isWhole() {
      return this == MESSAGE || this == ATTRIBUTES || this == ATTR || this == EXCEPTION;
    }
  }

  /**
   * A text or a field.
   *
   * @param text of a text the UTF-8 bytes, of an attribute its key; else empty
   * @param field the field, or null for a text
   * @param columns what the field fills, or 0 for what it needs
   */
  record Part(byte[] text, Field field, int columns) {}

  /** What is no template. */
  static final class Malformed extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Takes a template apart. Two braces stand for one, and {@code \t} for a tab.
   *
   * @param template as the user wrote it
   * @throws Malformed with what is wrong in it
   */
  static Template parse(String template) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < template.length(); at++) {
      char c = template.charAt(at);
      if ((c == '{' || c == '}') && template.startsWith("" + c + c, at)) {
        text.append(c);
        at++;
      } else if (template.startsWith("\\t", at)) {
        text.append('\t');
        at++;
      } else if (c == '{') {
        int end = template.indexOf('}', at);
        if (end < 0) {
          throw new Malformed("a { is not closed; {{ stands for a brace");
        }
        addText(text, parts);
        parts.add(field(template.substring(at + 1, end)));
        at = end;
      } else {
        text.append(c);
      }
    }
    addText(text, parts);
    return new Template(List.copyOf(parts));
  }

  private static void addText(StringBuilder text, List<Part> parts) {
    if (text.length() > 0) {
      String visible = Escaper.visible(text.toString());
      parts.add(new Part(visible.getBytes(StandardCharsets.UTF_8), null, 0));
      text.setLength(0);
    }
  }

  private static Part field(String placeholder) {
    int colon = placeholder.lastIndexOf(':');
    String last = placeholder.substring(colon + 1);
    boolean hasColumns = colon >= 0 && last.matches("[0-9]{1,3}") && !isKey(placeholder, colon);
    String name = hasColumns ? placeholder.substring(0, colon) : placeholder;
    int columns = hasColumns ? Integer.parseInt(last) : 0;
    if (columns > MAX_COLUMNS) {
      throw new Malformed("{" + placeholder + "} is wider than " + MAX_COLUMNS);
    }
    if (name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length()) {
      String key = name.substring(ATTRIBUTE.length());
      return new Part(key.getBytes(StandardCharsets.UTF_8), Field.ATTR, columns);
    }
    Field field = Field.named(name);
    if (field == null) {
      throw new Malformed("{" + placeholder + "} is none of " + all());
    }
    return new Part(new byte[0], field, columns);
  }

  /** {@code attr:404} is an attribute with that key. */
  private static boolean isKey(String placeholder, int colon) {
    return placeholder.startsWith(ATTRIBUTE) && colon == ATTRIBUTE.length() - 1;
  }

  /** All placeholders, as they are written. */
  static String all() {
    return Arrays.stream(Field.values())
        .map(field -> field == Field.ATTR ? "{attr:KEY}" : "{" + field.text() + "}")
        .collect(Collectors.joining(" "));
  }
}
