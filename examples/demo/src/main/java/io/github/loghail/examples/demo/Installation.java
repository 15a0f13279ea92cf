package io.github.loghail.examples.demo;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the built programs lie, and how they are started: each with the JVM that runs the demo.
 *
 * @param root folder of the project
 */
record Installation(Path root) {

  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xshare:auto");

  /** The project that this class was built in: it lies in examples/demo/target. */
  static Installation own() {
    try {
      Path built =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Installation(built.getParent().getParent().getParent().getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The command that runs an example, without Maven. */
  List<String> example(String name) {
    return java(root.resolve("examples/" + name + "/target/" + name + ".jar"), List.of());
  }

  /** The command that runs the receiver. */
  List<String> receiver(List<String> arguments) {
    return java(root.resolve("receiver/target/loghail.jar"), arguments);
  }

  /** Where the output of an example goes, of which there is none if all is well. */
  File output(String name) {
    return root.resolve("examples/" + name + "/target/" + name + ".out").toFile();
  }

  private static List<String> java(Path jar, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    return command;
  }
}
