package io.github.loghail.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A way from a log call to text in a file.
 *
 * @param name of the appender
 * @param framework {@code logback} or {@code log4j2}
 * @param config of the appender, as {@link EventLog#start} has it
 * @param options settings of the appender, as options to the JVM
 * @param kind of the receiver
 */
record Pairing(
    String name, String framework, String config, List<String> options, Endpoint.Kind kind) {

  private static final int CHARACTERS = 120;

  /** Ours, at full speed without loss. */
  static List<Pairing> ours() {
    List<Pairing> all = new ArrayList<>();
    for (String framework : List.of("logback", "log4j2")) {
      for (Endpoint.Kind kind : List.of(Endpoint.Kind.LOGHAIL, Endpoint.Kind.LOGHAIL_TO_NOWHERE)) {
        List<String> small = new ArrayList<>(EmitterProcess.BLOCK);
        small.add("-Dloghail.maxPacketSize=1400");
        all.add(new Pairing("Loghail", framework, "loghail", EmitterProcess.BLOCK, kind));
        all.add(new Pairing("Loghail, 1,400-byte packets", framework, "loghail", small, kind));
      }
    }
    return all;
  }

  /** What a user would pick instead, all to one kind of receiver. */
  static List<Pairing> peers(Endpoint.Kind kind) {
    return List.of(
        peer("SyslogAppender", "logback", "syslog", kind),
        peer("logstash-logback-encoder", "logback", "logstash", kind),
        peer("logback-gelf", "logback", "gelf", kind),
        peer("logback-gelf, gzip", "logback", "gelf-gzip", kind),
        peer("Socket, PatternLayout", "log4j2", "pattern", kind),
        peer("Socket, GelfLayout", "log4j2", "gelf", kind),
        peer("Socket, JsonTemplateLayout", "log4j2", "json", kind),
        peer("Syslog", "log4j2", "syslog", kind));
  }

  private static Pairing peer(String name, String framework, String config, Endpoint.Kind kind) {
    return new Pairing(name, framework, config, List.of(), kind);
  }

  boolean isOurs() {
    return config.equals("loghail");
  }

  String title() {
    return (framework.equals("logback") ? "Logback: " : "Log4j2: ") + name;
  }

  /** Whether the receiver writes what nobody can read: rsyslog does not unpack GELF. */
  boolean isUnreadable() {
    return config.equals("gelf-gzip") && kind == Endpoint.Kind.RSYSLOG;
  }

  EmitterProcess.Setup setup() {
    return new EmitterProcess.Setup(framework, config, 1, CHARACTERS, options);
  }
}
