package io.github.loghail.receiver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the command once for each line of a file, words apart by tabs, in the terminal there is. */
final class EveryFlag {

  private EveryFlag() {}

  public static void main(String[] args) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      System.out.println("run " + ++number);
      int status = CommandLineRunner.run(Console.ofProcess(), line.split("\t"));
      System.out.println("status " + status);
    }
    System.out.println("run done");
  }
}
