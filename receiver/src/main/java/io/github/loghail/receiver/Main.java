package io.github.loghail.receiver;

/** The {@code loghail} command. */
public final class Main {

  private Main() {}

  /**
   * Runs the command and ends the JVM with its status.
   *
   * @param args as given in the shell
   */
  public static void main(String[] args) {
    System.exit(CommandLineRunner.run(Console.ofProcess(), ConfigPlaces.ofProcess(), args));
  }
}
