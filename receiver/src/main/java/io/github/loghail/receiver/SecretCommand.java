package io.github.loghail.receiver;

import io.github.loghail.wire.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code loghail secret}: makes what receiver and applications share to seal their datagrams. */
@Command(
    name = "secret",
    version = ListenCommand.VERSION,
    header = "Makes a secret for sealed datagrams, in a file that only you can read.",
    description = {
      "Give a copy to each machine that logs, by a way that you trust. A file that is there already"
          + " is left as it is.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100)
final class SecretCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "loghail.secret",
      description = "where it is written to (default: ${DEFAULT-VALUE})")
  private Path file;

  SecretCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    SecretFile.create(file);
    String path = file.toAbsolutePath().normalize().toString();
    print("made " + path);
    print("receiver:     loghail --secret-file " + path);
    print("application:  -Dloghail.secretFile=" + path);
    print("either:       LOGHAIL_SECRET_FILE=" + path);
    return ExitCode.OK.code();
  }

  private void print(String line) throws IOException {
    LineBuffer out = new LineBuffer();
    out.putUtf8(Setting.printable(line)).put('\n');
    out.writeTo(console.out());
  }
}
