package io.github.loghail.receiver;

import io.github.loghail.wire.Severity;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that end the receiver by themselves, for scripts. */
final class ScriptOptions {

  static final String HEADING =
      "%nScripting:%nWhat comes first ends it; the events are those of the services shown.%n";

  private static final Duration MAX_TIMEOUT = Duration.ofDays(30);

  @Option(
      names = "--wait-for",
      paramLabel = "RE",
      description = "end with 0 when an event matches, as --include does, shown or not")
  private String waitFor;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      description = "end with 4 when an event is at least so severe, shown or not")
  private String failOn;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "end after so long; with 5 if --wait-for or --count was not met")
  private Duration timeout;

  @Option(names = "--count", paramLabel = "N", description = "end with 0 when N events were shown")
  private Long count;

  /**
   * What the options ask for.
   *
   * @param line the command, for the error
   * @param filter whose services are looked at
   * @throws ParameterException with one line that names the option and what is wrong with it
   */
  Watch watch(CommandLine line, Filter filter) {
    if (count != null && count < 1) {
      throw new ParameterException(line, "--count " + count + " is not at least 1");
    }
    if (timeout != null
        && (timeout.isZero() || timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0)) {
      throw new ParameterException(line, "--timeout is not above 0 and at most 720h");
    }
    try {
      return new Watch(
          new Watch.Goals(
              waitFor == null ? null : TextPattern.of("--wait-for", waitFor),
              failOn == null ? Severity.MAX + 1 : Levels.parse("--fail-on", failOn),
              failOn,
              count == null ? 0 : count,
              timeout),
          filter::acceptsService);
    } catch (BadFilterException e) {
      throw new ParameterException(line, e.getMessage());
    }
  }
}
