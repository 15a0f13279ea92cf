package io.github.loghail.receiver;

/**
 * What each session may have in flight. A half of the socket's buffer is shared by the sessions
 * that send: the kernel rounds each datagram up, at worst to twice its size.
 *
 * <p>Not thread-safe: the loop's thread alone.
 */
final class Window {

  private final int sharedBytes;
  private int activeSessions = 1;
  private boolean closed;

  /**
   * Makes a window.
   *
   * @param receiveBufferBytes what the smallest of the sockets was granted
   */
  Window(int receiveBufferBytes) {
    sharedBytes = receiveBufferBytes / 2;
  }

  /** How many sessions share. */
  void activeSessions(int sessions) {
    activeSessions = Math.max(1, sessions);
  }

  /** Whether nothing more can be taken: the pipeline is too far behind. */
  void closed(boolean isClosed) {
    closed = isClosed;
  }

  boolean isClosed() {
    return closed;
  }

  /** What one session may have in flight now. */
  int bytes() {
    return closed ? 0 : openBytes();
  }

  private int openBytes() {
    return Math.max(Limits.MIN_WINDOW_BYTES, sharedBytes / activeSessions);
  }

  /** What one session may hold behind a gap: all of a window, with the objects made of it. */
  long heldBytes() {
    return Math.max(Limits.MIN_HELD_BYTES, 4L * openBytes());
  }
}
