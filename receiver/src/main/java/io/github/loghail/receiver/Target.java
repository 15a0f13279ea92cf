package io.github.loghail.receiver;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of a command that speaks to a receiver: where it is. */
final class Target {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "${env:LOGHAIL_HOST:-localhost}",
      description = "where the receiver is (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      defaultValue = "${env:LOGHAIL_PORT:-9527}",
      description = "its UDP port (default: ${DEFAULT-VALUE})")
  private int port;

  String host() {
    return host;
  }

  /** The port, if it is one. */
  int port() {
    if (port < 1 || port > 65_535) {
      CommandLine line = command.commandLine();
      throw new ParameterException(line, "--port " + port + " is not from 1 to 65535");
    }
    return port;
  }
}
