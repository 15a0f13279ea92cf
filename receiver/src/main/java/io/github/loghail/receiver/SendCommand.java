package io.github.loghail.receiver;

import io.github.loghail.wire.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loghail send}: one event, the lines of a pipe, or a prompt. */
@Command(
    name = "send",
    version = ListenCommand.VERSION,
    header = "Sends a message, or each line of its input, as a log event.",
    description = "On a terminal it prompts, and ends on q, quit, exit or end of input.%n",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100)
final class SendCommand implements Callable<Integer> {

  private static final String PROMPT = ">>> ";
  private static final List<String> ENDS = List.of("q", "quit", "exit");

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "MESSAGE", description = "the message; none for input")
  private List<String> words = List.of();

  @Mixin private Target target;

  @Mixin private SecretOption secret;

  @Option(
      names = {"-s", "--service"},
      paramLabel = "NAME",
      defaultValue = "${env:LOGHAIL_SERVICE:-send}",
      description = "what the receiver shows as the service (default: ${DEFAULT-VALUE})")
  private String service;

  @Option(
      names = {"-l", "--level"},
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "trace, debug, info, warn, error or fatal (default: ${DEFAULT-VALUE})")
  private String level;

  @Option(names = "--plain", description = "send the bare text, for any UDP server")
  private boolean plain;

  SendCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    int severity = Severity.parse(level);
    check(severity > 0, "--level " + level + " is none of trace, debug, info, warn, error, fatal");
    check(
        !plain || secret.file() == null,
        "--plain sends in the clear, but there is a secret: " + secret.file());
    try (TextSender sender =
        plain
            ? PlainSender.open(target.host(), target.port())
            : SendSession.open(
                target.host(), target.port(), service, severity, secret.read(console::say))) {
      if (!words.isEmpty()) {
        sender.send(String.join(" ", words));
      } else if (console.isTerminal()) {
        prompt(sender);
      } else {
        pipe(sender);
      }
      sender.finish();
      return ExitCode.OK.code();
    }
  }

  private void check(boolean isRight, String message) {
    if (!isRight) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private void pipe(TextSender sender) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      sender.send(line);
      if (!lines.ready()) {
        sender.flush();
      }
    }
  }

  /** A line is a message: no quoting, no "!" for earlier lines, and nothing completes it. */
  private static LineReader reader(Terminal terminal) {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .variable(LineReader.DISABLE_COMPLETION, true)
        .build();
  }

  private void prompt(TextSender sender) throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      LineReader reader = reader(terminal);
      while (true) {
        String line = reader.readLine(PROMPT);
        if (ENDS.contains(line.trim().toLowerCase(Locale.ROOT))) {
          return;
        }
        sender.send(line);
        sender.flush();
      }
    } catch (EndOfFileException | UserInterruptException e) {
      // Ctrl-D and Ctrl-C end it as q does
    }
  }
}
