package io.github.loghail.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** How a framework hands events to the appender {@code OUT} of a configuration. */
enum Wrapping {
  BARE("", "", ""),

  /**
   * As it is without any setting: Logback's then discards INFO when its queue is filled to 80 %.
   */
  ASYNC(
      "async",
      "<appender name=\"ASYNC\" class=\"ch.qos.logback.classic.AsyncAppender\">"
          + "<appender-ref ref=\"OUT\"/></appender>",
      "<Async name=\"ASYNC\"><AppenderRef ref=\"OUT\"/></Async>"),

  /** Logback's with the setting that users find who miss events: it blocks instead. */
  ASYNC_KEEPING(
      "async, keeping all",
      "<appender name=\"ASYNC\" class=\"ch.qos.logback.classic.AsyncAppender\">"
          + "<discardingThreshold>0</discardingThreshold><appender-ref ref=\"OUT\"/></appender>",
      ""),

  /** Log4j2's asynchronous loggers: a system property, the configuration stays as it is. */
  ALL_ASYNC("all loggers async", "", "");

  private final String title;
  private final String logback;
  private final String log4j2;

  Wrapping(String title, String logback, String log4j2) {
    this.title = title;
    this.logback = logback;
    this.log4j2 = log4j2;
  }

  String title() {
    return title;
  }

  /** The text of a resource with the appender wrapped. */
  String apply(String framework, String resource) throws IOException {
    String text;
    try (InputStream in = Wrapping.class.getResourceAsStream("/" + resource)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    boolean isLogback = framework.equals("logback");
    String wrapper = isLogback ? logback : log4j2;
    if (wrapper.isEmpty()) {
      return text;
    }
    return isLogback
        ? text.replace("ref=\"OUT\"", "ref=\"ASYNC\"").replace("<root", wrapper + "<root")
        : text.replace("ref=\"OUT\"", "ref=\"ASYNC\"")
            .replace("</Appenders>", wrapper + "</Appenders>");
  }
}
