package io.github.loghail.receiver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a pattern in RE2's syntax as a tree over the bytes of UTF-8, for {@link ByteProgram}. It
 * knows what patterns for logs are made of, and gives up on the rest: flags other than a leading
 * {@code (?i)}, classes by a Unicode or POSIX name or with members beyond ASCII, characters by
 * their number, quotations.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2, Syntax</a>
 */
final class PatternTree {

  /** A part of a pattern. */
  sealed interface Node permits Bytes, Place, Sequence, Choice, Repeated {}

  /** One byte of a range. */
  record Bytes(int low, int high) implements Node {}

  /** No byte, but a place between two. */
  enum Place implements Node {
    LINE_BEGIN,
    LINE_END,
    TEXT_BEGIN,
    TEXT_END,
    WORD_EDGE,
    NO_WORD_EDGE
  }

  /** One after the other. */
  record Sequence(List<Node> parts) implements Node {}

  /** One of them. */
  record Choice(List<Node> parts) implements Node {}

  /** At least so often and at most; without end where {@code max} is negative. */
  record Repeated(Node part, int min, int max) implements Node {}

  private static final String FOLDED = "(?i)";

  /** Of a counted repetition; what has a zero in front is text to RE2. */
  private static final String BOUND = "0|[1-9]\\d{0,3}";

  private static final int MAX_DEPTH = 100;
  private static final int ASCII = 0x80;

  private static final Bytes NEXT = new Bytes(0x80, 0xBF);
  private static final Node BEYOND_ASCII =
      new Choice(
          List.of(
              new Sequence(List.of(new Bytes(0xC2, 0xDF), NEXT)),
              new Sequence(List.of(new Bytes(0xE0, 0xEF), NEXT, NEXT)),
              new Sequence(List.of(new Bytes(0xF0, 0xF4), NEXT, NEXT, NEXT))));

  private final String regex;
  private final boolean ignoresCase;
  private boolean isKnown = true;
  private int depth;
  private int at;

  private PatternTree(String regex) {
    this.regex = regex;
    ignoresCase = ignoresCase(regex);
    at = ignoresCase ? FOLDED.length() : 0;
  }

  /** Whether a pattern ignores case as a whole; its tree then holds for texts of ASCII alone. */
  static boolean ignoresCase(String regex) {
    return regex.startsWith(FOLDED);
  }

  /**
   * The tree of a pattern.
   *
   * @param regex one that RE2 compiles
   * @return null where there is something in it that is not known
   */
  static Node read(String regex) {
    PatternTree reader = new PatternTree(regex);
    Node whole = reader.choice();
    return reader.isKnown && reader.at == regex.length() ? whole : null;
  }

  /** Gives up: what is answered from here on does not matter. */
  private Node unknown() {
    isKnown = false;
    at = regex.length();
    return new Sequence(List.of());
  }

  private boolean isNext(String text) {
    return regex.startsWith(text, at);
  }

  private boolean skip(String text) {
    boolean isNext = isNext(text);
    at += isNext ? text.length() : 0;
    return isNext;
  }

  private Node choice() {
    List<Node> parts = new ArrayList<>();
    do {
      parts.add(sequence());
    } while (skip("|"));
    return parts.size() == 1 ? parts.get(0) : new Choice(parts);
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (at < regex.length() && !isNext("|") && !isNext(")")) {
      parts.add(repeated(atom()));
    }
    return new Sequence(parts);
  }

  private Node repeated(Node part) {
    Node repeated = part;
    if (skip("*")) {
      repeated = new Repeated(part, 0, -1);
    } else if (skip("+")) {
      repeated = new Repeated(part, 1, -1);
    } else if (skip("?")) {
      repeated = new Repeated(part, 0, 1);
    } else if (skip("{")) {
      repeated = counted(part);
    } else {
      return part;
    }
    skip("?"); // whether it takes much or little does not matter where only a match counts
    return isNext("*") || isNext("+") || isNext("?") || isNext("{") ? unknown() : repeated;
  }

  private Node counted(Node part) {
    int close = regex.indexOf('}', at);
    String[] bounds = close < 0 ? new String[0] : regex.substring(at, close).split(",", -1);
    if (bounds.length < 1 || bounds.length > 2 || !bounds[0].matches(BOUND)) {
      return unknown();
    }
    String last = bounds[bounds.length - 1];
    if (!last.isEmpty() && !last.matches(BOUND)) {
      return unknown();
    }
    at = close + 1;
    return new Repeated(
        part, Integer.parseInt(bounds[0]), last.isEmpty() ? -1 : Integer.parseInt(last));
  }

  private Node atom() {
    int point = regex.codePointAt(at);
    at += Character.charCount(point);
    return switch (point) {
      case '(' -> group();
      case '[' -> characters();
      case '.' -> any();
      case '^' -> Place.LINE_BEGIN;
      case '$' -> Place.LINE_END;
      case '\\' -> escape();
      case '{', '*', '+', '?' -> unknown();
      default -> literal(point);
    };
  }

  private Node group() {
    if (skip("?P<")) {
      at = regex.indexOf('>', at) + 1;
    } else if (!skip("?:") && isNext("?")) {
      return unknown();
    }
    if (depth == MAX_DEPTH) {
      return unknown();
    }
    depth++;
    Node inside = choice();
    depth--;
    return skip(")") ? inside : unknown();
  }

  private Node literal(int point) {
    if (point >= ASCII) {
      boolean isHalf = point <= Character.MAX_VALUE && Character.isSurrogate((char) point);
      return ignoresCase || isHalf ? unknown() : bytes(Character.toString(point));
    }
    boolean[] members = new boolean[ASCII];
    add(members, point);
    return oneOf(members, false);
  }

  private static Node bytes(String text) {
    List<Node> parts = new ArrayList<>();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      parts.add(new Bytes(each & 0xFF, each & 0xFF));
    }
    return new Sequence(parts);
  }

  private void add(boolean[] members, int c) {
    members[c] = true;
    if (ignoresCase && Character.isLetter(c)) {
      members[Character.toLowerCase(c)] = true;
      members[Character.toUpperCase(c)] = true;
    }
  }

  private Node any() {
    boolean[] members = new boolean[ASCII];
    for (int c = 0; c < ASCII; c++) {
      members[c] = c != '\n';
    }
    return oneOf(members, true);
  }

  /** A character of ASCII, and where {@code orBeyond} any other. */
  private static Node oneOf(boolean[] members, boolean orBeyond) {
    List<Node> ranges = new ArrayList<>();
    for (int low = 0; low < ASCII; low++) {
      if (members[low]) {
        int high = low;
        while (high + 1 < ASCII && members[high + 1]) {
          high++;
        }
        ranges.add(new Bytes(low, high));
        low = high;
      }
    }
    if (orBeyond) {
      ranges.add(BEYOND_ASCII);
    }
    return ranges.isEmpty()
        ? new Bytes(1, 0) // none
        : ranges.size() == 1 ? ranges.get(0) : new Choice(ranges);
  }

  private Node escape() {
    if (at == regex.length()) {
      return unknown();
    }
    char c = regex.charAt(at++);
    switch (c) {
      case 'b':
        return Place.WORD_EDGE;
      case 'B':
        return Place.NO_WORD_EDGE;
      case 'A':
        return Place.TEXT_BEGIN;
      case 'z':
        return Place.TEXT_END;
      default:
        boolean[] members = new boolean[ASCII];
        if (addClass(members, c)) {
          return oneOf(members, Character.isUpperCase(c));
        }
        int literal = escaped(c);
        return literal < 0 ? unknown() : literal(literal);
    }
  }

  /** Adds {@code \d}, {@code \w}, {@code \s} or what is not that; false where it is none. */
  private static boolean addClass(boolean[] members, char name) {
    char lower = Character.toLowerCase(name);
    if ("dws".indexOf(lower) < 0) {
      return false;
    }
    for (int c = 0; c < ASCII; c++) {
      boolean isDigit = c >= '0' && c <= '9';
      boolean isIn =
          switch (lower) {
            case 'd' -> isDigit;
            case 'w' -> isWord(c);
            default -> "\t\n\f\r ".indexOf(c) >= 0;
          };
      members[c] |= isIn == (name == lower);
    }
    return true;
  }

  /** Whether a byte is a letter, a digit or the underscore: of ASCII alone, as in RE2. */
  static boolean isWord(int b) {
    return b == '_' || b < ASCII && Character.isLetterOrDigit(b);
  }

  /** The character that an escape stands for, or -1. */
  private static int escaped(char c) {
    int control = "tnrfva".indexOf(c);
    if (control >= 0) {
      return "\t\n\r\f\u000B\u0007".charAt(control);
    }
    return c < ASCII && !Character.isLetterOrDigit(c) ? c : -1;
  }

  /** Behind the bracket that opens a class. */
  private Node characters() {
    boolean[] members = new boolean[ASCII];
    boolean isBeyond = false;
    boolean isNegated = skip("^");
    for (boolean isFirst = true; isFirst || !isNext("]"); isFirst = false) {
      if (at == regex.length() || isNext("[:")) {
        return unknown();
      }
      char name = isNext("\\") && at + 1 < regex.length() ? regex.charAt(at + 1) : 0;
      if (addClass(members, name)) {
        isBeyond |= Character.isUpperCase(name);
        at += 2;
      } else if (!addRange(members)) {
        return unknown();
      }
    }
    at++;
    for (int c = 0; c < ASCII && isNegated; c++) {
      members[c] = !members[c];
    }
    return oneOf(members, isBeyond != isNegated);
  }

  /** Adds one character, or all from one to another. */
  private boolean addRange(boolean[] members) {
    int low = member();
    int high = low;
    if (isNext("-") && !isNext("-]")) {
      at++;
      high = at < regex.length() ? member() : -1;
    }
    if (low < 0 || high < 0) {
      return false;
    }
    for (int c = low; c <= high; c++) {
      add(members, c);
    }
    return true;
  }

  /** A character in a class, or -1 where it is not one of ASCII. */
  private int member() {
    char c = regex.charAt(at++);
    if (c != '\\') {
      return c < ASCII ? c : -1;
    }
    return at < regex.length() ? escaped(regex.charAt(at++)) : -1;
  }
}
