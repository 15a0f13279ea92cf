package io.github.loghail.receiver;

import java.util.Collection;

/** Finds what was meant by a name that there is not. */
final class Nearest {

  private Nearest() {}

  /** The name that takes the fewest edits, or null when all of them are another word altogether. */
  static String to(String wrong, Collection<String> names) {
    String nearest = null;
    int fewest = Math.max(2, wrong.length() / 3) + 1;
    for (String name : names) {
      int edits = edits(wrong, name);
      if (edits < fewest) {
        fewest = edits;
        nearest = name;
      }
    }
    return nearest;
  }

  /** Characters to insert, delete or replace: Levenshtein's distance, a row at a time. */
  static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
