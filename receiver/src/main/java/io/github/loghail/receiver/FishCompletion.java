package io.github.loghail.receiver;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completions of a command for fish, which picocli has none for: a line for each option. */
final class FishCompletion {

  private final CommandSpec root;
  private final String start;
  private final StringBuilder out = new StringBuilder();

  FishCompletion(CommandSpec root) {
    this.root = root;
    this.start = "complete -c " + root.name();
  }

  String script() {
    out.append(start).append(" -f\n"); // no files but where one is asked for
    options(root, "__fish_use_subcommand");
    root.subcommands().forEach((name, line) -> subcommand(name, line.getCommandSpec()));
    return out.toString();
  }

  private void subcommand(String name, CommandSpec command) {
    out.append(start).append(" -n __fish_use_subcommand -a ").append(name);
    description(command.usageMessage().header());
    out.append('\n');
    String condition = "'__fish_seen_subcommand_from " + name + "'";
    options(command, condition);
    List<String> words =
        command.userObject() instanceof CommandLine.HelpCommand
            ? List.copyOf(root.subcommands().keySet())
            : command.positionalParameters().stream()
                .flatMap(each -> candidates(each.completionCandidates()).stream())
                .toList();
    if (!words.isEmpty()) {
      out.append(start).append(" -n ").append(condition);
      out.append(" -a ").append(quoted(String.join(" ", words))).append('\n');
    }
  }

  private void options(CommandSpec command, String condition) {
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        out.append(start).append(" -n ").append(condition);
        for (String name : option.names()) {
          out.append(
              name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        value(option);
        description(option.description());
        out.append('\n');
      }
    }
  }

  private void value(OptionSpec option) {
    List<String> candidates = candidates(option.completionCandidates());
    if (option.arity().min() == 0) {
      return;
    }
    out.append(isFile(option) ? " -r -F" : " -x");
    if (!candidates.isEmpty()) {
      out.append(" -a ").append(quoted(String.join(" ", candidates)));
    }
  }

  private static boolean isFile(ArgSpec argument) {
    return Arrays.stream(argument.auxiliaryTypes())
        .anyMatch(type -> type == Path.class || type == File.class);
  }

  private void description(String[] lines) {
    if (lines.length > 0) {
      String text =
          lines[0].replace("%n", "").replace("%%", "%").strip().replaceAll(" \\(default: .*", "");
      out.append(" -d ").append(quoted(text));
    }
  }

  /** Within single quotes fish knows two escapes. */
  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** As they are typed: in lower case; none for null. */
  static List<String> candidates(Iterable<String> candidates) {
    return candidates == null
        ? List.of()
        : StreamSupport.stream(candidates.spliterator(), false)
            .map(each -> each.toLowerCase(Locale.ROOT))
            .toList();
  }
}
