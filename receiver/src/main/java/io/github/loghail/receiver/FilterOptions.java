package io.github.loghail.receiver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is shown, for every command that shows events. */
final class FilterOptions {

  static final String HEADING =
      "%nFilters:%n"
          + "Each may be repeated: any of a kind must match, of --field all, of the excluded none.%n";

  @Option(
      names = {"-l", "--level"},
      paramLabel = "LEVEL",
      description = "least severe to show: trace, debug, info, warn, error or fatal")
  private List<String> levels = new ArrayList<>();

  @Option(
      names = {"-s", "--service"},
      paramLabel = "NAME",
      description = "show this service; * and ? stand for any text, any character")
  private List<String> services = new ArrayList<>();

  @Option(
      names = {"-S", "--exclude-service"},
      paramLabel = "NAME",
      description = "do not show this service, its notices neither")
  private List<String> excludedServices = new ArrayList<>();

  @Option(
      names = {"-L", "--logger"},
      paramLabel = "NAME",
      description = "show this logger, and those below; * and ? as above")
  private List<String> loggers = new ArrayList<>();

  @Option(
      names = {"-i", "--include"},
      paramLabel = "RE",
      description = "show matches in message, logger, thread, attributes, markers, stack")
  private List<String> includes = new ArrayList<>();

  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "RE",
      description = "do not show what matches there")
  private List<String> excludes = new ArrayList<>();

  @Option(
      names = {"-f", "--field"},
      paramLabel = "K=V",
      description = "show what has this attribute; also K!=V, K~=RE, 'K>V', <, >=, <=")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = {"-H", "--highlight"},
      paramLabel = "RE",
      description = "mark what matches, where there are colors")
  private List<String> highlights = new ArrayList<>();

  @Option(
      names = "--dedup",
      description = "show equal events in a row once, and then their count; text only")
  private boolean dedup;

  /**
   * What the options ask for.
   *
   * @param line the command, for the error
   * @throws ParameterException with one line that names the option and what is wrong with it
   */
  Filter filter(CommandLine line) {
    try {
      return new Filter(
          new Filter.Criteria(
              each(levels, Levels::parse).stream().reduce(0, (before, last) -> last),
              each(services, NameGlob::new),
              each(excludedServices, NameGlob::new),
              each(loggers, LoggerTest::new),
              each(fields, FieldTest::of),
              each(includes, regex -> TextPattern.of("--include", regex)),
              each(excludes, regex -> TextPattern.of("--exclude", regex))));
    } catch (BadFilterException e) {
      throw new ParameterException(line, e.getMessage());
    }
  }

  /**
   * A renderer of text that marks what is to be marked.
   *
   * @param line the command, for the error
   * @param text writes the text
   * @param colored whether it may hold escape sequences
   * @throws ParameterException when a pattern is none
   */
  Renderer highlighted(CommandLine line, Renderer text, boolean colored) {
    try {
      List<TextPattern> patterns = each(highlights, re -> TextPattern.of("--highlight", re));
      return colored && !patterns.isEmpty() ? new HighlightRenderer(text, patterns) : text;
    } catch (BadFilterException e) {
      throw new ParameterException(line, e.getMessage());
    }
  }

  /** A screen that counts repeats, if that is asked for. */
  Sink deduplicated(Sink screen) {
    return dedup ? new DedupSink(screen, System::nanoTime) : screen;
  }

  private static <T> List<T> each(List<String> texts, Function<String, T> read) {
    return texts.stream().map(read).toList();
  }
}
