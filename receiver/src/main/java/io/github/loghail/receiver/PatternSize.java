package io.github.loghail.receiver;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a pattern becomes once its counted repetitions are written out, as RE2/J does before it
 * matches: {@code ((a{1000}){1000}){1000}} would fill the memory. A bound from above, found in one
 * pass over the source.
 */
final class PatternSize {

  private static final long MAX = 4_000;

  private final String regex;
  private final Deque<Long> enclosing = new ArrayDeque<>();
  private long sum;
  private long lastAtom;
  private int at;

  private PatternSize(String regex) {
    this.regex = regex;
  }

  static boolean isTooLarge(String regex) {
    return regex.indexOf('{') >= 0 && new PatternSize(regex).measure() > MAX;
  }

  private long measure() {
    while (at < regex.length()) {
      char c = regex.charAt(at++);
      switch (c) {
        case '(' -> {
          enclosing.push(sum);
          sum = 0;
        }
        case ')' -> {
          lastAtom = sum + 1;
          sum = lastAtom + (enclosing.isEmpty() ? 0 : enclosing.pop());
        }
        case '{' -> repeat();
        case '[' -> {
          skipClass();
          atom();
        }
        case '\\' -> {
          at++;
          atom();
        }
        default -> atom();
      }
    }
    while (!enclosing.isEmpty()) {
      sum += enclosing.pop();
    }
    return sum;
  }

  private void atom() {
    lastAtom = 1;
    sum = Math.min(sum + 1, MAX + 1);
  }

  /** {@code n}, {@code n,} or {@code n,m} repeats what is before it; anything else is text. */
  private void repeat() {
    int close = regex.indexOf('}', at);
    String inside = close < 0 ? "" : regex.substring(at, close);
    if (!inside.matches("\\d{1,4}(,\\d{0,4})?")) {
      atom();
      return;
    }
    at = close + 1;
    long times = 0;
    for (String bound : inside.split(",")) {
      times = Math.max(times, Long.parseLong(bound));
    }
    long more = lastAtom * Math.max(0, times - 1);
    lastAtom = Math.min(lastAtom + more, MAX + 1);
    sum = Math.min(sum + more, MAX + 1);
  }

  /** To the end of {@code [...]}: a bracket first in it, or escaped, is text. */
  private void skipClass() {
    int first = at < regex.length() && regex.charAt(at) == '^' ? at + 1 : at;
    at = first;
    while (at < regex.length() && (regex.charAt(at) != ']' || at == first)) {
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }
}
