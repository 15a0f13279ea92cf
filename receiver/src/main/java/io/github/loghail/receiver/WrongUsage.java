package io.github.loghail.receiver;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for what is wrong with a command line: what, and what was meant if that is plain. */
final class WrongUsage {

  /** How picocli begins what a converter says. */
  private static final Pattern CONVERSION =
      Pattern.compile("Invalid value for option '(-[^']*)'[^:]*: (.*)");

  private WrongUsage() {}

  /** The line, which may hold what the user typed, as it was typed. */
  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched(), e.getCommandLine().getCommandSpec());
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec first = missing.getMissing().get(0);
      return first.isOption() ? name(first) + " needs " + first.paramLabel() : missing(first);
    }
    if (e instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + " is given twice";
    }
    if (e.getArgSpec() != null && e.getArgSpec().type().isEnum() && e.getValue() != null) {
      return choice(e.getArgSpec(), e.getValue());
    }
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    Matcher conversion = CONVERSION.matcher(message);
    return conversion.matches() ? conversion.group(1) + " " + number(conversion.group(2)) : message;
  }

  private static String unmatched(List<String> arguments, CommandSpec command) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    String word = first.startsWith("-") ? first.replaceFirst("=.*", "") : first;
    if (word.startsWith("-")) {
      return "there is no option " + word + meant(word, options(command));
    }
    return command.subcommands().isEmpty()
        ? "one argument too many: '" + word + "'"
        : "there is no command '" + word + "'" + meant(word, command.subcommands().keySet());
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static String meant(String word, Collection<String> names) {
    String nearest = word.length() > 2 ? Nearest.to(word, names) : null;
    return nearest == null ? "" : "; did you mean " + nearest + "?";
  }

  private static String choice(ArgSpec argument, String value) {
    String choices =
        Arrays.stream(argument.type().getEnumConstants())
            .map(each -> each.toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    String name = argument.isOption() ? name(argument) : argument.paramLabel();
    return name + " '" + value + "' is none of " + choices;
  }

  private static String number(String reason) {
    return reason.replaceFirst(" is not an? (int|long)$", " is not a whole number");
  }

  private static String name(ArgSpec option) {
    return ((OptionSpec) option).longestName();
  }

  private static String missing(ArgSpec positional) {
    return positional.paramLabel() + " is missing";
  }
}
