package io.github.loghail.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What receives and writes, as a process of its own on a port of the loopback interface. */
final class Endpoint implements AutoCloseable {

  /** How the {@code loghail} command starts its JVM. */
  static final List<String> LAUNCHER_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx512m",
          "-Xms32m",
          "-Xmn24m",
          "-XX:SurvivorRatio=2",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-XX:-UsePerfData");

  private static final Path NOWHERE = Path.of("/dev/null");
  private static final Pattern SHOWN = Pattern.compile("shown ([\\d,]+)");

  /** The kinds of receivers. */
  enum Kind {
    LOGHAIL("Loghail, file"),
    LOGHAIL_TO_NOWHERE("Loghail, /dev/null"),
    RSYSLOG("rsyslog imudp"),
    SCRIPT("script's select loop");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** The program that a machine must have for it; empty for our own. */
    String program() {
      return this == RSYSLOG ? "rsyslogd" : this == SCRIPT ? "python3" : "";
    }

    boolean isHere() {
      return program().isEmpty() || Programs.find(program()).isPresent();
    }
  }

  private final ChildProcess process;
  private final int port;
  private final Path output;

  private Endpoint(ChildProcess process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /** Starts one and waits until its port is bound. */
  static Endpoint open(Lab lab, Kind kind, String... jvmOptions) throws IOException {
    int port = Lab.freePort();
    Endpoint endpoint =
        switch (kind) {
          case LOGHAIL -> loghail(lab, port, lab.file("received"), List.of(), jvmOptions);
          case LOGHAIL_TO_NOWHERE -> loghail(lab, port, NOWHERE, List.of(), jvmOptions);
          case RSYSLOG -> rsyslog(lab, port);
          case SCRIPT -> script(lab, port);
        };
    return endpoint.awaitBound();
  }

  /** Starts ours, which writes to a file, with arguments of its own. */
  static Endpoint loghail(Lab lab, List<String> arguments) throws IOException {
    return loghail(lab, Lab.freePort(), lab.file("received"), arguments).awaitBound();
  }

  private Endpoint awaitBound() throws IOException {
    Lab.await(20, () -> isBound(port) || !process.isAlive());
    if (!isBound(port)) {
      throw new IOException("the receiver did not start: " + Files.readString(process.err()));
    }
    return this;
  }

  private static Endpoint loghail(
      Lab lab, int port, Path output, List<String> arguments, String... options)
      throws IOException {
    List<String> line = new ArrayList<>(List.of(Lab.java()));
    line.addAll(LAUNCHER_OPTIONS);
    line.addAll(List.of(options));
    line.addAll(Lab.classPath("io.github.loghail.receiver.Main"));
    line.addAll(List.of("--bind", "127.0.0.1", "--port", "" + port));
    line.addAll(arguments);
    return new Endpoint(ChildProcess.start(output, lab.file("loghail.err"), line), port, output);
  }

  private static Endpoint rsyslog(Lab lab, int port) throws IOException {
    Path output = lab.file("rsyslog.log");
    String config =
        resource("rsyslog.conf")
            .replace("@FOLDER@", output.getParent().toString())
            .replace("@PORT@", "" + port)
            .replace("@FILE@", output.toString());
    Path configFile = Files.writeString(lab.file("rsyslog.conf"), config);
    String program = Programs.find(Kind.RSYSLOG.program()).orElseThrow().toString();
    List<String> line = new ArrayList<>(List.of(program, "-n", "-f", configFile.toString()));
    line.addAll(List.of("-i", lab.file("rsyslog.pid").toString()));
    return new Endpoint(ChildProcess.start(lab.file("rsyslogd"), line), port, output);
  }

  private static Endpoint script(Lab lab, int port) throws IOException {
    Path script = Files.writeString(lab.file("select-server.py"), resource("select-server.py"));
    String program = Programs.find(Kind.SCRIPT.program()).orElseThrow().toString();
    Path output = lab.file("script");
    List<String> line = List.of(program, script.toString(), "" + port);
    return new Endpoint(ChildProcess.start(output, line), port, output);
  }

  private static String resource(String name) throws IOException {
    try (InputStream resource = Endpoint.class.getResourceAsStream("/receive/" + name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean isBound(int port) {
    String end = String.format(Locale.ROOT, ":%04X ", port);
    return Lab.contains(Path.of("/proc/net/udp"), end)
        || Lab.contains(Path.of("/proc/net/udp6"), end);
  }

  ChildProcess process() {
    return process;
  }

  int port() {
    return port;
  }

  Path output() {
    return output;
  }

  boolean isToNowhere() {
    return output.equals(NOWHERE);
  }

  /** Bytes written so far, seen or thrown away. */
  long written() throws IOException {
    if (!isToNowhere()) {
      return output.toFile().length();
    }
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/io"))) {
      if (line.startsWith("wchar:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no wchar in /proc/" + process.pid() + "/io");
  }

  /** Ends it; events that it says it has shown in all, if it is one that says so. */
  OptionalLong stop() throws IOException {
    process.terminate();
    Matcher shown = SHOWN.matcher(Files.readString(process.err()));
    return shown.find()
        ? OptionalLong.of(Long.parseLong(shown.group(1).replace(",", "")))
        : OptionalLong.empty();
  }

  /** Ends it if it has not ended, and deletes what it wrote. */
  @Override
  public void close() throws IOException {
    try (process) {
      process.terminate();
    }
    if (!isToNowhere()) {
      Files.deleteIfExists(output);
    }
  }
}
