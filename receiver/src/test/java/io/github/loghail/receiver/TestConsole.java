package io.github.loghail.receiver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A console that keeps what is written. */
final class TestConsole {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console;

  TestConsole(String input) {
    this(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), null);
  }

  /** With streams of a test's own; its output is kept here when it has none. */
  TestConsole(InputStream in, OutputStream out) {
    console =
        new Console(
            in,
            out == null ? this.out : out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
  }

  Console console() {
    return console;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  List<String> errLines() {
    return err().lines().toList();
  }
}
