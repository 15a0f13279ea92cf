package io.github.loghail.receiver;

import io.github.loghail.wire.KeyMask;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is a secret, for every command that shows events. */
final class MaskOptions {

  static final String HEADING =
      "%nSecrets, shown and kept as ***:%n"
          + "Attributes whose keys end with password, secret, token or authorization are.%n";

  @Option(
      names = "--mask",
      paramLabel = "KEY",
      split = ",",
      hideParamSyntax = true,
      description = "and those with this key; * is any text; none drops the four; repeatable")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--mask-pattern",
      paramLabel = "RE",
      description = "and what matches in messages, attributes, exceptions; repeatable")
  private List<String> patterns = new ArrayList<>();

  /**
   * What the options ask for.
   *
   * @param line the command, for the error
   * @throws ParameterException when a pattern is none, or matches where there is nothing
   */
  Masking masking(CommandLine line) {
    try {
      return new Masking(
          KeyMask.of(String.join(",", keys)), patterns.stream().map(MaskOptions::pattern).toList());
    } catch (BadFilterException e) {
      throw new ParameterException(line, e.getMessage());
    }
  }

  private static TextPattern pattern(String regex) {
    TextPattern pattern = TextPattern.of("--mask-pattern", regex);
    if (pattern.isIn(new byte[0])) {
      throw new BadFilterException(
          "--mask-pattern " + BadFilterException.quoted(regex) + " matches where there is nothing");
    }
    return pattern;
  }
}
