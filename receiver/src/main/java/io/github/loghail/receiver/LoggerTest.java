package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;

/**
 * A logger's name or the name of a package or class around it: {@code com.acme} means {@code
 * com.acme.Orders} too, but not {@code com.acmeshop}. May hold {@code *} and {@code ?}.
 */
final class LoggerTest {

  private final NameGlob whole;
  private final NameGlob inPackage;
  private final NameGlob inClass;

  LoggerTest(String name) {
    String base = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    whole = new NameGlob(base);
    inPackage = new NameGlob(base + ".*");
    inClass = new NameGlob(base + "$*");
  }

  boolean accepts(Utf8 logger) {
    return whole.matches(logger) || inPackage.matches(logger) || inClass.matches(logger);
  }

  @Override
  public String toString() {
    return whole.toString();
  }
}
