package io.github.loghail.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A client that somebody else has made, or our appender in another format, as a process of its own.
 *
 * @param name the service that it logs as, where it can say so; each message begins with it
 * @param format what the receiver has to find
 * @param tool the program that has to be there
 * @param carries what arrives besides the message
 * @param command what is started
 * @param input the lines that are typed into it, or null where it logs by itself
 */
record Stranger(
    String name,
    String format,
    String tool,
    Set<Carries> carries,
    List<String> command,
    IntFunction<String> input) {

  /** What a format, or a client's use of it, can say. */
  enum Carries {
    SERVICE,
    LEVEL,
    LOGGER,
    THREAD,
    ORDER,
    /** A Java exception, to be read as ours are. */
    EXCEPTION,
    /** And what caused it. */
    CAUSE,
    /** Another language's, which stays lines of text. */
    TRACE
  }

  /** The distribution's own, where its packages are found. */
  static final String PYTHON =
      Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

  private static final Set<Carries> ALL = EnumSet.complementOf(EnumSet.of(Carries.TRACE));

  @Override
  public String toString() {
    return name;
  }

  private static Set<Carries> without(Carries... what) {
    Set<Carries> rest = EnumSet.copyOf(ALL);
    rest.removeAll(List.of(what));
    return rest;
  }

  /** All of them, sending so many events at such a rate. */
  static List<Stranger> all(int port, int count, int perSecond, Path folder) {
    Maker make = new Maker(port, count, perSecond, folder);
    List<Stranger> all = new ArrayList<>();
    for (String each : List.of("plain", "gzip", "zlib", "chunked")) {
      all.add(make.java("logback-gelf-" + each, "logback", "gelf", ALL));
    }
    all.add(make.java("log4j2-gelf-plain", "log4j2", "gelf", ALL));
    all.add(make.java("log4j2-gelf-gzip", "log4j2", "gelf", ALL));
    all.add(
        make.java("logback-syslog", "logback", "syslog", without(Carries.SERVICE, Carries.ORDER)));
    all.add(
        make.java("log4j2-rfc5424", "log4j2", "syslog", without(Carries.LOGGER, Carries.THREAD)));
    all.add(make.java("log4j2-bsd", "log4j2", "syslog", EnumSet.of(Carries.LEVEL)));
    all.add(make.java("logstash-encoder", "logback", "json", ALL));
    for (String each : List.of("ecs", "logstash", "json")) {
      // the template named after JsonLayout has the frames of the outermost exception alone
      Set<Carries> carried = each.equals("json") ? without(Carries.CAUSE) : ALL;
      all.add(make.java("log4j2-template-" + each, "log4j2", "json", carried));
    }
    all.add(make.java("boot-structured", "logback", "json", without(Carries.SERVICE)));
    all.add(make.java("boot-foreign", "log4j2", "json", ALL));
    all.add(make.java("loghail-logback", "logback", "loghail", ALL));
    all.add(make.java("loghail-log4j2", "log4j2", "loghail", ALL));
    all.add(make.java("loghail-json", "logback", "json", ALL));
    all.add(make.java("loghail-text", "log4j2", "text", EnumSet.of(Carries.TRACE)));
    all.addAll(make.scripts());
    all.addAll(make.tools());
    return all;
  }

  /** What all of them share. */
  private record Maker(int port, int count, int perSecond, Path folder) {

    private static Path resource(String name) {
      return Path.of("src/test/resources", name).toAbsolutePath();
    }

    private Stranger java(String name, String framework, String format, Set<Carries> carries) {
      List<String> command =
          new ArrayList<>(
              List.of(Lab.java(), "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.addAll(List.of("-Xshare:auto", "-Dport=" + port, "-Dloghail.host=127.0.0.1"));
      if (name.startsWith("boot-")) {
        command.add(
            "-Dorg.springframework.boot.logging.LoggingSystem=org.springframework.boot.logging."
                + (framework.equals("logback")
                    ? "logback.LogbackLoggingSystem"
                    : "log4j2.Log4J2LoggingSystem"));
      } else {
        String file = "strangers/" + name + ".xml";
        command.add("-Dlogback.configurationFile=" + file);
        command.add("-Dlog4j2.configurationFile=" + file);
      }
      command.addAll(Lab.classPath(StrangerApp.class.getName()));
      command.addAll(List.of(name, framework, "" + count, "" + perSecond));
      return new Stranger(name, format, "java", carries, command, null);
    }

    private List<Stranger> scripts() {
      return List.of(
          python(
              "python-syslog", "syslog", EnumSet.of(Carries.SERVICE, Carries.LEVEL, Carries.TRACE)),
          python("python-json", "json", without(Carries.EXCEPTION, Carries.CAUSE)),
          new Stranger(
              "pino",
              "json",
              "pino",
              EnumSet.of(Carries.SERVICE, Carries.LEVEL, Carries.ORDER, Carries.TRACE),
              List.of(
                  "node",
                  resource("strangers/pino.js").toString(),
                  "" + port,
                  "" + count,
                  "" + perSecond),
              null));
    }

    private Stranger python(String name, String format, Set<Carries> carries) {
      return new Stranger(
          name,
          format,
          name.equals("python-json") ? "pythonjsonlogger" : PYTHON,
          carries,
          List.of(
              PYTHON,
              resource("strangers/clients.py").toString(),
              name,
              "" + port,
              "" + count,
              "" + perSecond),
          null);
    }

    private List<Stranger> tools() {
      String at = "127.0.0.1";
      String to = "" + port;
      String script =
          "while IFS= read -r line; do printf %s \"$line\" >/dev/udp/127.0.0.1/" + port + "; done";
      return List.of(
          logger("logger-rfc5424", "logger", "-d", "-n", at, "-P", to, "--rfc5424"),
          logger("logger-rfc3164", "logger", "-d", "-n", at, "-P", to, "--rfc3164"),
          logger(
              "rsyslog-rfc5424",
              "rsyslogd",
              "-u",
              folder.resolve("rsyslog-rfc5424/log").toString()),
          logger(
              "rsyslog-rfc3164",
              "rsyslogd",
              "-u",
              folder.resolve("rsyslog-rfc3164/log").toString()),
          typed("tutorial", PYTHON, PYTHON, resource("tutorial-client.py").toString(), to),
          typed("netcat", "nc", "nc", "-u", "-q", "1", at, to),
          typed("socat", "socat", "socat", "-u", "-", "UDP4-SENDTO:127.0.0.1:" + to),
          typed("bash", "bash", "bash", "-c", script));
    }

    /** A line's priority stands in front of it: 8 for the facility user, and the severity. */
    private static Stranger logger(String name, String tool, String... options) {
      List<String> command = new ArrayList<>(List.of("logger", "-t", name, "--prio-prefix"));
      command.addAll(List.of(options));
      int[] severities = {7, 6, 4, 3};
      return new Stranger(
          name,
          "syslog",
          tool,
          EnumSet.of(Carries.SERVICE, Carries.LEVEL),
          command,
          i -> "<" + (8 + severities[i % 4]) + ">" + StrangerApp.message(name, i));
    }

    private static Stranger typed(String name, String tool, String... command) {
      return new Stranger(
          name,
          "text",
          tool,
          EnumSet.noneOf(Carries.class),
          List.of(command),
          i -> StrangerApp.message(name, i));
    }
  }
}
