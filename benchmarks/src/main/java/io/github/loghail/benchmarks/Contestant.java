package io.github.loghail.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to log, to be compared.
 *
 * @param title what it is
 * @param framework {@code logback} or {@code log4j2}
 * @param config of the appender, as {@link EventLog#start} has it
 * @param wrapping how events get to it
 * @param kind whose it is
 */
record Contestant(String title, String framework, String config, Wrapping wrapping, Kind kind) {

  /** Whose it is. */
  enum Kind {
    OURS,
    PEER,
    FLOOR
  }

  static List<Contestant> all() {
    List<Contestant> all = new ArrayList<>();
    for (String framework : List.of("logback", "log4j2")) {
      all.add(floor("does nothing", framework, "none"));
      if (framework.equals("logback")) {
        all.add(floor("reads the event", framework, "reads"));
      }
      all.add(floor("formats a pattern, to nowhere", framework, "floor"));
      addAsBare(all, "Loghail, fields", framework, "loghail", Kind.OURS);
      addAsBare(all, "Loghail, a pattern", framework, "loghail-pattern", Kind.OURS);
    }
    addWrapped(all, "Loghail, fields", "logback", "loghail", Kind.OURS);
    addWrapped(all, "Loghail, fields", "log4j2", "loghail", Kind.OURS);
    addPeer(all, "SyslogAppender", "logback", "syslog");
    addPeer(all, "logstash-logback-encoder", "logback", "logstash");
    addPeer(all, "logback-gelf", "logback", "gelf");
    addPeer(all, "logback-gelf, gzip", "logback", "gelf-gzip");
    addPeer(all, "Socket, PatternLayout", "log4j2", "pattern");
    addPeer(all, "Socket, GelfLayout", "log4j2", "gelf");
    addPeer(all, "Socket, JsonTemplateLayout", "log4j2", "json");
    addPeer(all, "Syslog", "log4j2", "syslog");
    return all;
  }

  private static Contestant floor(String title, String framework, String config) {
    return new Contestant(title, framework, config, Wrapping.BARE, Kind.FLOOR);
  }

  private static void addPeer(List<Contestant> all, String title, String framework, String config) {
    addAsBare(all, title, framework, config, Kind.PEER);
    addWrapped(all, title, framework, config, Kind.PEER);
  }

  private static void addAsBare(
      List<Contestant> all, String title, String framework, String config, Kind kind) {
    all.add(new Contestant(title, framework, config, Wrapping.BARE, kind));
  }

  private static void addWrapped(
      List<Contestant> all, String title, String framework, String config, Kind kind) {
    all.add(new Contestant(title, framework, config, Wrapping.ASYNC, kind));
    if (kind == Kind.PEER) {
      Wrapping other = framework.equals("logback") ? Wrapping.ASYNC_KEEPING : Wrapping.ALL_ASYNC;
      all.add(new Contestant(title, framework, config, other, kind));
    }
  }

  /** {@code Logback: SyslogAppender, async}. */
  String name() {
    String mode = wrapping == Wrapping.BARE ? "" : " [" + wrapping.title() + "]";
    return (framework.equals("logback") ? "Logback: " : "Log4j2: ") + title + mode;
  }

  boolean isCompressed() {
    return config.equals("gelf-gzip");
  }

  /** What the framework's own documentation says to set. */
  List<String> jvmOptions() {
    List<String> options = new ArrayList<>(EmitterProcess.OPTIONS);
    if (wrapping == Wrapping.ALL_ASYNC) {
      options.add(
          "-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
    }
    if (framework.equals("log4j2")) {
      options.add("-Dlog4j2.garbagefreeThreadContextMap=true");
      options.add("-Dlog4j2.enableThreadlocals=true");
    }
    return options;
  }
}
