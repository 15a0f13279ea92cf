package io.github.loghail.receiver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loghail completion}: a script that teaches a shell to complete the command. */
@Command(
    name = "completion",
    version = ListenCommand.VERSION,
    header = "Prints what lets a shell complete this command.",
    description = {
      "In ~/.bashrc:  eval \"$(loghail completion bash)\"",
      "In ~/.zshrc:   eval \"$(loghail completion zsh)\"",
      "For fish:      loghail completion fish > ~/.config/fish/completions/loghail.fish%n"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100)
final class CompletionCommand implements Callable<Integer> {

  /** Shells that there is a script for. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
  private Shell shell;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine root = spec.root().commandLine();
    root.getSubcommands().values().forEach(each -> writeAsTyped(each.getCommandSpec()));
    writeAsTyped(root.getCommandSpec());
    String script =
        shell == Shell.FISH
            ? new FishCompletion(root.getCommandSpec()).script()
            : AutoComplete.bash(root.getCommandName(), root); // brings zsh's bashcompinit along
    console.out().write(script.getBytes(StandardCharsets.UTF_8));
    console.out().flush();
    return ExitCode.OK.code();
  }

  /** The names of constants are in capitals, and nobody types them so. */
  private static void writeAsTyped(CommandSpec command) {
    for (OptionSpec option : List.copyOf(command.options())) {
      if (option.type().isEnum() && option.group() == null) {
        command.remove(option);
        command.addOption(
            OptionSpec.builder(option)
                .completionCandidates(FishCompletion.candidates(option.completionCandidates()))
                .build());
      }
    }
  }
}
