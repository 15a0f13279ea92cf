package io.github.loghail.receiver;

import io.github.loghail.wire.Thrown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** An exception that was logged, as data: its class need not be known here. Immutable. */
public final class LogException {

  private final String type;
  private final String message;
  private final List<StackTraceElement> frames;
  private final int framesInCommon;
  private final int framesLeftOut;
  private final int leftOutAt;
  private final int causesLeftOut;
  private final boolean isCircular;
  private final List<LogException> suppressed;
  private final LogException cause;

  private LogException(Thrown thrown, LogException cause) {
    this.type = thrown.className().toString();
    this.message = thrown.message() == null ? null : thrown.message().toString();
    this.frames = thrown.frames().stream().map(LogEvent::element).toList();
    this.framesInCommon = thrown.framesInCommon();
    this.framesLeftOut = thrown.framesLeftOut();
    this.leftOutAt = thrown.leftOutAt();
    this.causesLeftOut = thrown.causesLeftOut();
    this.isCircular = thrown.isCircular();
    this.suppressed = thrown.suppressed().stream().map(LogException::of).toList();
    this.cause = cause;
  }

  static LogException of(Thrown thrown) {
    Deque<Thrown> chain = new ArrayDeque<>();
    for (Thrown each = thrown; each != null; each = each.cause()) {
      chain.push(each);
    }
    LogException last = null;
    for (Thrown each : chain) {
      last = new LogException(each, last);
    }
    return last;
  }

  /**
   * The binary name of its class, such as {@code java.io.IOException}.
   *
   * @return the name
   */
  public String type() {
    return type;
  }

  /**
   * The detail message.
   *
   * @return null for none
   */
  public String message() {
    return message;
  }

  /**
   * Its frames, innermost first; of a cause without those at the end that it has in common with
   * what it caused.
   *
   * @return empty for none
   */
  public List<StackTraceElement> frames() {
    return frames;
  }

  /**
   * What was suppressed for it.
   *
   * @return empty for none
   */
  public List<LogException> suppressed() {
    return suppressed;
  }

  /**
   * What caused it.
   *
   * @return null for nothing
   */
  public LogException cause() {
    return cause;
  }

  /**
   * The last of the causes.
   *
   * @return this when it has no cause
   */
  public LogException rootCause() {
    LogException root = this;
    while (root.cause != null) {
      root = root.cause;
    }
    return root;
  }

  /**
   * The whole trace, causes and suppressed ones included, as {@link Throwable#printStackTrace()}
   * writes it; what a sender left out for its size is said where it is missing.
   *
   * @return lines, each with an end of line
   */
  public String stackTrace() {
    StringBuilder out = new StringBuilder();
    print("", "", out);
    return out.toString();
  }

  private void print(String indent, String title, StringBuilder out) {
    String kind = title;
    for (LogException each = this; each != null; each = each.cause) {
      if (each.causesLeftOut > 0) {
        out.append(indent).append("... ").append(each.causesLeftOut).append(" causes left out\n");
      }
      each.printOne(indent, kind, out);
      kind = "Caused by: ";
    }
  }

  private void printOne(String indent, String kind, StringBuilder out) {
    out.append(indent).append(kind);
    if (isCircular) {
      out.append("[CIRCULAR REFERENCE: ").append(this).append("]\n");
      return;
    }
    out.append(this).append('\n');
    for (int i = 0; i <= frames.size(); i++) {
      if (framesLeftOut > 0 && i == leftOutAt) {
        out.append(indent).append("\t... ").append(framesLeftOut).append(" frames left out\n");
      }
      if (i < frames.size()) {
        out.append(indent).append("\tat ").append(frames.get(i)).append('\n');
      }
    }
    if (framesInCommon > 0) {
      out.append(indent).append("\t... ").append(framesInCommon).append(" more\n");
    }
    suppressed.forEach(each -> each.print(indent + "\t", "Suppressed: ", out));
  }

  /**
   * Its class and message, as {@link Throwable#toString()} has them.
   *
   * @return one line, or as many as the message has
   */
  @Override
  public String toString() {
    return message == null ? type : type + ": " + message;
  }
}
