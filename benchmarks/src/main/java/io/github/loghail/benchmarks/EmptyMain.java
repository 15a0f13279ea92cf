package io.github.loghail.benchmarks;

/** Does nothing: what is left is the JVM's own start and end. */
public final class EmptyMain {

  private EmptyMain() {}

  /**
   * Returns.
   *
   * @param args not looked at
   */
  public static void main(String[] args) {}
}
