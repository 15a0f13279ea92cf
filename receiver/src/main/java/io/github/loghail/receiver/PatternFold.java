package io.github.loghail.receiver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds patterns that RE2/J 1.8 would never have compiled: to ignore the case of a character it
 * goes from each of its forms to the next until it is back, and from nine Cyrillic ones, which are
 * younger than its tables, there is no way back.
 */
final class PatternFold {

  private static final int FIRST = 0x1C80;
  private static final int LAST = 0x1C88;

  private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[a-zA-Z]*i");

  /** A character, as it is or by its number; escapes of classes count as their letters. */
  private static final Pattern CHARACTER =
      Pattern.compile("\\\\x\\{0*([0-9A-Fa-f]{1,6})}|\\\\?(.)", Pattern.DOTALL);

  private PatternFold() {}

  /** Whether the case of one of the nine is to be ignored; rather too often than not. */
  static boolean isEndless(String regex) {
    if (!IGNORES_CASE.matcher(regex).find()) {
      return false;
    }
    int last = -1;
    boolean isRange = false;
    for (Matcher each = CHARACTER.matcher(regex); each.find(); ) {
      int point =
          each.group(1) != null
              ? Integer.parseInt(each.group(1), 16)
              : each.group(2).codePointAt(0);
      boolean isOne = point >= FIRST && point <= LAST;
      if (isOne || isRange && last <= LAST && point >= FIRST) {
        return true;
      }
      isRange = point == '-' && each.group().equals("-");
      last = isRange ? last : point;
    }
    return false;
  }
}
