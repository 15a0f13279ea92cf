package io.github.loghail.benchmarks;

import java.util.List;

/** What follows a command. */
final class Options {

  private Options() {}

  /** Takes {@code --name N} out of the words. */
  static int number(List<String> words, String name, int fallback) {
    int at = words.indexOf(name);
    if (at < 0) {
      return fallback;
    }
    int number = Integer.parseInt(words.get(at + 1));
    words.subList(at, at + 2).clear();
    return number;
  }
}
