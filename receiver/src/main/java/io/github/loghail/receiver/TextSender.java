package io.github.loghail.receiver;

import java.io.Closeable;
import java.io.IOException;

/** Sends lines of text to a receiver. */
interface TextSender extends Closeable {

  /** Sends a line, now or with others that follow. */
  void send(String line) throws IOException;

  /** Nothing follows for now. */
  void flush() throws IOException;

  /** Waits until all has arrived, as far as can be known. */
  void finish() throws IOException;
}
