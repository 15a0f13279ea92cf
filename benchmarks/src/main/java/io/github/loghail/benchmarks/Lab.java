package io.github.loghail.benchmarks;

import io.github.loghail.wire.SecretFile;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts receivers and applications as processes of their own, in a folder for their output. */
final class Lab {

  private final Path folder;

  /** What all is sealed with, or null. */
  private final Path secret;

  private int started;

  Lab() throws IOException {
    this(Files.createTempDirectory("loghail-faults"), null);
  }

  private Lab(Path folder, Path secret) {
    this.folder = folder;
    this.secret = secret;
  }

  /** One in the same folder whose receivers and applications share a new secret. */
  Lab sealed() throws IOException {
    Path file = file("secret");
    SecretFile.create(file);
    return new Lab(Files.createTempDirectory(folder, "sealed"), file);
  }

  /** A port of the loopback interface that was free just now. */
  static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Starts a receiver that writes JSON, and waits until it listens. */
  ChildProcess receiver(int port, String... options) throws IOException {
    List<String> arguments = new ArrayList<>();
    if (!Arrays.asList(options).contains("-o")) {
      arguments.addAll(List.of("-o", "json"));
    }
    arguments.addAll(List.of("--bind", "127.0.0.1", "--port", "" + port));
    if (secret != null) {
      arguments.addAll(List.of("--secret-file", secret.toString()));
    }
    arguments.addAll(Arrays.asList(options));
    ChildProcess receiver = command(arguments.toArray(String[]::new));
    await(10, () -> contains(receiver.err(), "listening") || !receiver.isAlive());
    if (!receiver.isAlive()) {
      throw new IOException("the receiver ended: " + Files.readString(receiver.err()));
    }
    return receiver;
  }

  /** Starts the {@code loghail} command. */
  ChildProcess command(String... arguments) throws IOException {
    return ChildProcess.start(file("loghail"), commandLine(arguments));
  }

  /** What {@link #command} starts. */
  List<String> commandLine(String... arguments) {
    List<String> line = new ArrayList<>(List.of(java(), "-Xmx512m", "-XX:+UseSerialGC"));
    line.addAll(classPath("io.github.loghail.receiver.Main"));
    line.addAll(Arrays.asList(arguments));
    return line;
  }

  /** Starts an application: {@code load} of {@link Main}, with settings as {@code name=value}. */
  ChildProcess app(String load, int port, String... settings) throws IOException {
    List<String> line = appLine(load, "127.0.0.1", port, settings);
    return ChildProcess.start(file("app"), line);
  }

  /** What {@link #app} starts, for a receiver on any host. */
  List<String> appLine(String load, String host, int port, String... settings) {
    List<String> line = new ArrayList<>(List.of(java(), "-Xmx256m", "-XX:+UseSerialGC"));
    line.add("-Dloghail.host=" + host);
    line.add("-Dloghail.port=" + port);
    line.add("-Dloghail.service=load");
    if (secret != null) {
      line.add("-Dloghail.secretFile=" + secret);
    }
    for (String setting : settings) {
      line.add("-Dloghail." + setting);
    }
    line.addAll(classPath("io.github.loghail.benchmarks.Main"));
    line.addAll(Arrays.asList(load.split(" ")));
    return line;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static List<String> classPath(String main) {
    return List.of("-cp", System.getProperty("java.class.path"), main);
  }

  /** A new file for output. */
  Path file(String name) {
    return folder.resolve(++started + "-" + name + ".out");
  }

  static boolean contains(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until something is so; whether it came to be so in time. */
  static boolean await(long seconds, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      pause(50);
    }
    return true;
  }

  static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Waits until a file grows no more. */
  static void awaitQuiet(Path file, long quietMillis, long seconds) {
    long[] last = {-1, System.nanoTime()};
    await(
        seconds,
        () -> {
          long size = file.toFile().length();
          if (size != last[0]) {
            last[0] = size;
            last[1] = System.nanoTime();
          }
          return System.nanoTime() - last[1] >= TimeUnit.MILLISECONDS.toNanos(quietMillis);
        });
  }

  /** Removes all output. */
  void clean() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }
}
