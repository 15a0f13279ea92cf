package io.github.loghail.receiver;

import io.github.loghail.wire.Units;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;

/** Turns arguments into a command that runs, and everything that can be wrong into one line. */
final class CommandLineRunner {

  private CommandLineRunner() {}

  /** Runs what the arguments say, and nothing else; answers the status to exit with. */
  static int run(Console console, String... args) {
    return commandLine(console).execute(args);
  }

  /** Runs what the arguments say, with defaults from the places for them. */
  static int run(Console console, ConfigPlaces places, String... args) {
    CommandLine line = commandLine(console);
    Configuration configuration = Configuration.apply(places, line, console::say);
    return line.setParameterExceptionHandler(
            (e, arguments) ->
                wrongUsage(console, e, configuration.origin(WrongUsage.of(e), List.of(arguments))))
        .execute(args);
  }

  static CommandLine commandLine(Console console) {
    CommandLine line =
        new CommandLine(new ListenCommand(console))
            .addSubcommand(new ViewCommand(console))
            .addSubcommand(new SendCommand(console))
            .addSubcommand(new DoctorCommand(console))
            .addSubcommand(new InitCommand(console))
            .addSubcommand(new SecretCommand(console))
            .addSubcommand(new CompletionCommand(console))
            .addSubcommand(new CommandLine.HelpCommand())
            .registerConverter(Duration.class, CommandLineRunner::duration)
            .registerConverter(Size.class, CommandLineRunner::size)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false) // "send @ops: look" is a message
            .setUsageHelpAutoWidth(true)
            .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(console.err(), true))
            .setParameterExceptionHandler((e, arguments) -> wrongUsage(console, e, ""))
            .setExecutionExceptionHandler((e, failed, result) -> failure(console, e));
    line.getCommandSpec()
        .usageMessage()
        .abbreviateSynopsis(true)
        .footer("%nFlags can also be set in files and the environment: docs/configuration.md");
    return line;
  }

  private static int wrongUsage(Console console, CommandLine.ParameterException e, String origin) {
    console.say(Setting.printable(WrongUsage.of(e)) + origin);
    console.say("try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE.code();
  }

  private static int failure(Console console, Exception e) {
    if (e instanceof CannotBindException cannotBind) {
      console.say(PortOwner.explain(cannotBind));
      return ExitCode.CANNOT_BIND.code();
    }
    console.say(e.getMessage() == null ? e.toString() : e.getMessage());
    return ExitCode.FAILURE.code();
  }

  /** A number of bytes. */
  record Size(long bytes) {

    /** By hand: picocli asks for it at each start, and linking the one of a record takes 15 ms. */
    @Override
    public String toString() {
      return Long.toString(bytes);
    }
  }

  private static Duration duration(String text) {
    Duration duration = Units.duration(text);
    if (duration == null) {
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is not a duration such as 500ms or 3s");
    }
    return duration;
  }

  private static Size size(String text) {
    long bytes = Units.bytes(text);
    if (bytes < 0) {
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is not a size such as 512KB or 4MB");
    }
    return new Size(bytes);
  }
}
