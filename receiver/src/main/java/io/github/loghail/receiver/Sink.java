package io.github.loghail.receiver;

import java.io.IOException;

/**
 * Where entries end: the terminal, a file. Called by the pipeline's thread alone.
 *
 * <p>A failure ends the sink, not the receiver: the pipeline says so once and goes on without it; a
 * closed pipe ends the receiver quietly, and that is the pipeline's decision too.
 */
interface Sink extends AutoCloseable {

  /** Takes one entry; it may be kept in a buffer until {@link #flush}. */
  void accept(Entry entry) throws IOException;

  /** Shows what was taken. Called when nothing more waits, and at least several times a second. */
  void flush() throws IOException;

  /** Nothing came for as long as {@code --idle-notice} says; once for each such time. */
  default void idle() throws IOException {}

  /** Time goes by: called about once a second or more often, whether anything comes or not. */
  default void tick() throws IOException {}

  @Override
  void close() throws IOException;
}
