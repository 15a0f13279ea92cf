package io.github.loghail.benchmarks;

import java.util.List;

/** What follows a command. */
final class Options {

  private Options() {}

  /** Takes {@code --name TEXT} out of the words. */
  static String text(List<String> words, String name, String fallback) {
    int at = words.indexOf(name);
    if (at < 0) {
      return fallback;
    }
    String text = words.get(at + 1);
    words.subList(at, at + 2).clear();
    return text;
  }

  /** Takes {@code --name N} out of the words. */
  static int number(List<String> words, String name, int fallback) {
    return Integer.parseInt(text(words, name, "" + fallback));
  }
}
