package io.github.loghail.receiver;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** A command that has nothing but the filters' options, as each command has them. */
@Command(name = "loghail")
final class Filtering {

  @ArgGroup(validate = false, heading = FilterOptions.HEADING)
  final FilterOptions options = new FilterOptions();

  private final CommandLine line = new CommandLine(this);

  private Filtering(String... arguments) {
    line.parseArgs(arguments);
  }

  static Filter by(String... arguments) {
    Filtering filtering = new Filtering(arguments);
    return filtering.options.filter(filtering.line);
  }

  static Renderer highlighted(Renderer text, boolean colored, String... arguments) {
    Filtering filtering = new Filtering(arguments);
    return filtering.options.highlighted(filtering.line, text, colored);
  }

  static CommandLine line() {
    return new Filtering().line;
  }
}
