package io.github.loghail.receiver;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how text is laid out, for every command that shows events. */
final class LayoutOptions {

  static final String HEADING = "%nLayout:%n";

  private static final int MAX_COLUMNS = 10_000;

  @Option(
      names = {"-t", "--time"},
      paramLabel = "FORM",
      description = "clock, full, relative, delta or none (default: clock)")
  private TimeColumn.Style time = TimeColumn.Style.CLOCK;

  @Option(names = "--utc", description = "times of day in UTC")
  private boolean utc;

  @Option(
      names = {"-x", "--stack"},
      paramLabel = "FORM",
      description = "stack traces: app (its own frames), full, root or none (default: app)")
  private StackSwitch.Mode stack = StackSwitch.Mode.APP;

  @Option(
      names = "--app-packages",
      paramLabel = "PREFIX",
      split = ",",
      hideParamSyntax = true,
      description = "the app's own packages, such as com.acme; repeatable (default: found)")
  private List<String> appPackages = new ArrayList<>();

  @Option(
      names = "--template",
      paramLabel = "LINE",
      description =
          "a line of your own: '{time} {level:5} {message}'; also {service}, {logger}, {thread},"
              + " {attributes}, {attr:KEY}, {pid}, {host}, {trace}, {span}, {caller}, {markers},"
              + " {exception}")
  private String template;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      description = "lay out for so many, 0 for no limit (default: the terminal's)")
  private Integer width;

  /**
   * What the options ask for.
   *
   * @param line the command, for the error
   * @param colored whether there may be escape sequences
   * @param startEpochNanos what relative times count from, or {@link TimeColumn#FIRST_EVENT}
   * @throws ParameterException with one line that names the option and what is wrong with it
   */
  Layout layout(CommandLine line, boolean colored, long startEpochNanos) {
    if (width != null && width != 0 && (width < Room.LEAST_COLUMNS || width > MAX_COLUMNS)) {
      throw new ParameterException(
          line,
          "--width %d is neither 0 nor from %d to %d"
              .formatted(width, Room.LEAST_COLUMNS, MAX_COLUMNS));
    }
    ZoneId zone = utc ? ZoneOffset.UTC : ZoneId.systemDefault();
    return new Layout(
        colored,
        Terminals.isOutputTerminal() && !isUtf8(),
        TimeColumn.of(time, zone, startEpochNanos),
        columns(),
        new StackSwitch(stack),
        appPackages.stream()
            .map(LayoutOptions::packageName)
            .filter(name -> !name.isEmpty())
            .toList(),
        template(line));
  }

  private IntSupplier columns() {
    if (width == null) {
      return TerminalWidth.ofOutput();
    }
    int fixed = width;
    return () -> fixed;
  }

  private Template template(CommandLine line) {
    try {
      return template == null ? null : Template.parse(template);
    } catch (Template.Malformed e) {
      throw new ParameterException(line, "--template: " + e.getMessage());
    }
  }

  /** {@code com.acme.*} is what others want to read. */
  private static String packageName(String prefix) {
    return prefix.strip().replaceFirst("[.*]+$", "");
  }

  /** What the system's settings say of the terminal. */
  private static boolean isUtf8() {
    return StandardCharsets.UTF_8.name().equalsIgnoreCase(System.getProperty("native.encoding"));
  }
}
