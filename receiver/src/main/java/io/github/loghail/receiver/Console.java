package io.github.loghail.receiver;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes.
 *
 * @param in its input
 * @param out its output, raw: a closed pipe must be told, and {@link System#out} tells nothing
 * @param err notices and errors
 * @param isTerminal whether a person sees the output and types the input
 */
record Console(InputStream in, OutputStream out, PrintStream err, boolean isTerminal) {

  /** The process's own. */
  static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Terminals.isTerminal());
  }

  /** Says one line to the user, apart from the output. */
  void say(String line) {
    err.println("loghail: " + line);
  }
}
