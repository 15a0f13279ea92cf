package io.github.loghail.benchmarks;

import java.io.IOException;

/** Log calls of one kind, for the micro-benchmarks. */
public final class LogCalls {

  private static final String MESSAGE = Emitter.message(Emitter.FIRST_NUMBER, Emitter.filler(120));

  private final EventLog log;

  private LogCalls(EventLog log) {
    this.log = log;
  }

  /**
   * Starts a framework, with two keys in the calling thread's context.
   *
   * @param framework {@code logback} or {@code log4j2}
   * @param config of the appender
   * @return to be stopped
   * @throws IOException when the configuration cannot be read
   */
  public static LogCalls start(String framework, String config) throws IOException {
    EventLog.putContext();
    return new LogCalls(EventLog.start(framework, config, "app"));
  }

  /** Logs. */
  public void info() {
    log.info(MESSAGE);
  }

  /** Stops the framework. */
  public void stop() {
    log.stop();
  }
}
