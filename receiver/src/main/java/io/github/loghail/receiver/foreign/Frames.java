package io.github.loghail.receiver.foreign;

/** Reads one frame of a stack trace. */
final class Frames {

  private static final int NATIVE = -2;

  private Frames() {}

  /**
   * The frame of {@code loader/module@version/com.acme.Shop.open(Shop.java:88)}, whatever stands
   * behind it; null when the text is anything else.
   */
  static StackTraceElement parse(String text) {
    int open = text.indexOf('(');
    int close = text.indexOf(')', open + 1);
    int dot = open < 0 ? -1 : text.lastIndexOf('.', open);
    if (close < 0 || dot <= 0 || dot + 1 == open || hasBlank(text, open)) {
      return null;
    }
    int slash = text.lastIndexOf('/', dot);
    if (slash >= 0 && text.startsWith("0x", slash + 1)) {
      slash = text.lastIndexOf('/', slash - 1); // a hidden class: Shop$$Lambda/0x000076f1
    }
    String place = text.substring(open + 1, close);
    int colon = place.lastIndexOf(':');
    int line = colon < 0 ? -1 : number(place, colon + 1);
    boolean isNative = place.equals("Native Method");
    boolean isUnknown = isNative || place.isEmpty() || place.equals("Unknown Source");
    return new StackTraceElement(
        null,
        slash < 0 ? null : module(text.substring(0, slash)),
        null,
        text.substring(slash + 1, dot),
        text.substring(dot + 1, open),
        isUnknown ? null : line < 0 ? place : place.substring(0, colon),
        isNative ? NATIVE : line);
  }

  /** Before the class stands {@code module@version}, or a loader's name and a slash before it. */
  private static String module(String prefix) {
    String module = prefix.substring(prefix.indexOf('/') + 1);
    int version = module.indexOf('@');
    String name = version < 0 ? module : module.substring(0, version);
    return name.isEmpty() ? null : name;
  }

  private static boolean hasBlank(String text, int end) {
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }

  private static int number(String text, int from) {
    int number = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > 100_000_000) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return from == text.length() ? -1 : number;
  }
}
