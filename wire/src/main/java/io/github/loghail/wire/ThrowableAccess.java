package io.github.loghail.wire;

/**
 * How to read a throwable of a logging framework. All methods are called on the thread that encodes
 * the event, in no particular order.
 *
 * @param <T> the framework's type of throwable
 */
public interface ThrowableAccess<T> {

  /**
   * The class name.
   *
   * @param throwable one of a chain
   * @return a binary class name, never null
   */
  String className(T throwable);

  /**
   * The detail message.
   *
   * @param throwable one of a chain
   * @return the text, or null for none
   */
  String message(T throwable);

  /**
   * How many frames the whole trace has, those in common included.
   *
   * @param throwable one of a chain
   * @return 0 or more
   */
  int frameCount(T throwable);

  /**
   * One frame.
   *
   * @param throwable one of a chain
   * @param index 0 for where it was thrown
   * @return the frame
   */
  StackTraceElement frame(T throwable, int index);

  /**
   * How many frames at the end are those of the throwable that encloses it.
   *
   * @param throwable one of a chain
   * @return 0 to {@link #frameCount}
   */
  int framesInCommon(T throwable);

  /**
   * The cause.
   *
   * @param throwable one of a chain
   * @return the next of the chain, or null at its end
   */
  T cause(T throwable);

  /**
   * How many throwables were suppressed.
   *
   * @param throwable one of a chain
   * @return 0 or more
   */
  int suppressedCount(T throwable);

  /**
   * One of those that were suppressed.
   *
   * @param throwable one of a chain
   * @param index 0 to {@link #suppressedCount} − 1
   * @return the start of a chain of its own
   */
  T suppressed(T throwable, int index);

  /**
   * Whether it was met before in the same event: then only class and message are written.
   *
   * @param throwable one of a chain
   * @return true where following it further would not end
   */
  boolean isCircular(T throwable);

  /**
   * How many of its own frames were left out before it came here, as when an event that was
   * shortened is passed on; {@link #frameCount} does not count them.
   *
   * @param throwable one of a chain
   * @return 0 or more
   */
  default int framesLeftOut(T throwable) {
    return 0;
  }

  /**
   * Where those frames were.
   *
   * @param throwable one of a chain
   * @return index of the first frame behind those that were left out
   */
  default int leftOutAt(T throwable) {
    return 0;
  }

  /**
   * How many causes in front of it were left out before it came here.
   *
   * @param throwable one of a chain
   * @return 0 or more
   */
  default int causesLeftOut(T throwable) {
    return 0;
  }
}
