package io.github.loghail.benchmarks;

import java.util.Map;

/** Event {@code i} of the acceptance tests: the same for the application and for the test. */
record Sample(int i) {

  private static final String[] LEVELS = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR"};
  private static final String[] TEXTS = {
    "Order accepted", "größer 漢字 \uD83D\uDE80", "two\nlines\tand a tab", "", "\u001b[31mnot red"
  };

  String level() {
    return LEVELS[i % LEVELS.length];
  }

  String logger() {
    return "com.acme.shop.Service" + i % 7;
  }

  String message() {
    return i + " " + TEXTS[i / 5 % TEXTS.length];
  }

  Map<String, String> context() {
    return i % 3 == 0 ? Map.of() : Map.of("order", "o-" + i, "user", "ada");
  }

  boolean hasException() {
    return i % 500 == 0;
  }

  RuntimeException exception() {
    RuntimeException thrown =
        new IllegalStateException("outer " + i, new java.io.IOException("root of " + i));
    thrown.addSuppressed(new ArithmeticException("beside " + i));
    return thrown;
  }
}
