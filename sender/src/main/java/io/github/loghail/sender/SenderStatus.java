package io.github.loghail.sender;

/**
 * Where a sender tells what a user should know: the logging framework's own status messages. Few
 * and short: one for each change, never one for each event. Called by the sender's thread, and by
 * the thread that starts or stops it.
 */
public interface SenderStatus {

  /**
   * Something changed, and all is well.
   *
   * @param message one line
   */
  void info(String message);

  /**
   * Something is not as it was asked for; the application goes on.
   *
   * @param message one line that says what, where and what is done instead
   */
  void warn(String message);
}
