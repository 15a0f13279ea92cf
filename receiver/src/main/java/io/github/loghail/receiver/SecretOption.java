package io.github.loghail.receiver;

import io.github.loghail.wire.Secret;
import io.github.loghail.wire.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of a command whose datagrams can be sealed. */
final class SecretOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      defaultValue = "${env:LOGHAIL_SECRET_FILE}",
      description = "seal all by the secret in FILE, which 'loghail secret' makes; take no else")
  private Path file;

  /** The file; null when none is given. */
  Path file() {
    return file;
  }

  /**
   * The secret; null when none is asked for.
   *
   * @throws ParameterException with one line that says what is wrong with the file
   */
  Secret read(Consumer<String> notes) {
    try {
      return file == null ? null : SecretFile.read(file, notes);
    } catch (IOException e) {
      throw new ParameterException(command.commandLine(), "--secret-file: " + e.getMessage());
    }
  }
}
