package io.github.loghail.receiver;

/**
 * What each session may have in flight. A half of the socket's buffer is shared by the sessions
 * that send: the kernel rounds each datagram up, at worst to twice its size.
 *
 * <p>A session that has just come, or was silent, gets little at first and then twice as much each
 * time: however many begin at once, what they were promised fits.
 *
 * <p>Not thread-safe: the loop's thread alone.
 */
final class Window {

  /** So many sessions may begin at once and find room. */
  private static final int BEGINNERS = 16;

  private final int sharedBytes;
  private int activeSessions = 1;
  private boolean closed;
  private boolean full;

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

  /** Whether senders should wait: the pipeline is behind. */
  void closed(boolean isClosed) {
    closed = isClosed;
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether nothing can be taken of senders either that read no answers, and so cannot wait. */
  void full(boolean isFull) {
    full = isFull;
  }

  boolean isFull() {
    return full;
  }

  /** What one session may have in flight now. */
  int bytes() {
    return closed ? 0 : openBytes();
  }

  /**
   * What to grant a session now.
   *
   * @param grantedBytes what it was granted last
   * @param isActive whether it has sent packets lately
   */
  int grant(int grantedBytes, boolean isActive) {
    int beginning = Math.max(Limits.MIN_WINDOW_BYTES, sharedBytes / BEGINNERS);
    return (int) Math.min(bytes(), isActive ? Math.max(beginning, 2L * grantedBytes) : beginning);
  }

  private int openBytes() {
    return Math.max(Limits.MIN_WINDOW_BYTES, sharedBytes / activeSessions);
  }

  /** What one session may hold behind a gap: all of a window, with the objects made of it. */
  long heldBytes() {
    return Math.max(Limits.MIN_HELD_BYTES, 4L * openBytes());
  }
}
