package io.github.loghail.receiver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loghail init}: what an application needs, to be pasted. */
@Command(
    name = "init",
    version = ListenCommand.VERSION,
    header = "Prints what to paste into an application's build and logging configuration.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100)
final class InitCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FRAMEWORK",
      description = "logback, log4j2, or spring: Spring Boot with Logback, as it comes")
  private Snippet framework;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "where the receiver will be (default: this machine)")
  private String host;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "its UDP port (default: " + ListenCommand.DEFAULT_PORT + ")")
  private Integer port;

  @Option(names = "--gradle", description = "the dependency for Gradle instead of Maven")
  private boolean isGradle;

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    check(
        host == null || host.matches("[A-Za-z0-9._:-]+"),
        "--host \"" + host + "\" is neither a host's name nor an address");
    check(
        port == null || port >= 1 && port <= 65_535, "--port " + port + " is not from 1 to 65535");
    String text =
        framework.dependency(Build.version(), isGradle)
            + "\n"
            + framework.configuration(host, port);
    console.out().write(text.getBytes(StandardCharsets.UTF_8));
    console.out().flush();
    return ExitCode.OK.code();
  }

  private void check(boolean isRight, String message) {
    if (!isRight) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
