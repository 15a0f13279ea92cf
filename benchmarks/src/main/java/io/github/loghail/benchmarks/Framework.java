package io.github.loghail.benchmarks;

import io.github.loghail.sender.SenderCounters;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A logging framework whose only appender is ours. */
interface Framework {

  /** Logs event {@code number} of a thread, at INFO, with two attributes. */
  void log(int thread, long number);

  /** Stops the framework as an application does at its end. */
  void stop();

  /** What the appender has counted. */
  SenderCounters senderCounters();

  /** The same, by name. */
  default Map<String, Long> counters() {
    SenderCounters counters = senderCounters();
    Map<String, Long> named = new LinkedHashMap<>();
    named.put("logged", counters.logged());
    named.put("dropped", counters.dropped());
    named.put("expired", counters.expired());
    named.put("abandoned", counters.abandoned());
    named.put("sentPackets", counters.sentPackets());
    named.put("sendErrors", counters.sendErrors());
    return named;
  }

  static Framework start(String name) throws IOException {
    return switch (name) {
      case "logback" -> new LogbackFramework();
      case "log4j2" -> new Log4j2Framework();
      default -> throw new IllegalArgumentException("neither logback nor log4j2: " + name);
    };
  }
}
