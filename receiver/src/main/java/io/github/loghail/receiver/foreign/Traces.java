package io.github.loghail.receiver.foreign;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a Java stack trace from text: as {@link Throwable#printStackTrace()} writes it, Logback
 * (frames "common", packages in brackets), logstash-logback-encoder (root cause first, frames left
 * out) and Log4j2.
 */
final class Traces {

  private static final String CAUSED_BY = "Caused by: ";
  private static final String WRAPPED_BY = "Wrapped by: ";
  private static final String SUPPRESSED = "Suppressed: ";
  private static final String CIRCULAR = "[CIRCULAR REFERENCE";
  private static final String IN_THREAD = "Exception in thread \"";

  /** Suppressed ones of suppressed ones; an event holds fewer. */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_NODES = 4096;
  private static final int MAX_FRAMES = 65_536;

  /** At each depth, the last one. */
  private final List<ReadThrowable> open = new ArrayList<>();

  private ReadThrowable head;
  private ReadThrowable last;
  private boolean isRootFirst;
  private int nodes;
  private int frames;

  private Traces() {}

  /** The exception; null when the text is anything else. */
  static ReadThrowable parse(String text) {
    Traces traces = new Traces();
    return text.lines().allMatch(traces::line) ? traces.end() : null;
  }

  /**
   * Where a trace begins in a text that ends with one, as when a layout wrote it behind the
   * message; −1 when there is none.
   */
  static int find(String text) {
    int frame = text.indexOf("\n\tat ");
    int at = frame < 0 ? text.indexOf("\n    at ") : frame;
    while (at > 0) {
      int start = text.lastIndexOf('\n', at - 1) + 1;
      String line = text.substring(start, at);
      if (isHead(line) && line.indexOf('.') > 0) {
        return start;
      }
      at = start - 1;
    }
    return -1;
  }

  /** A message without the trace that some layouts write behind it as well. */
  static String cut(String message, String trace) {
    int end = trace.indexOf('\n');
    String title = end < 0 ? trace : trace.substring(0, end).stripTrailing();
    int at = title.isEmpty() ? -1 : message.indexOf(title + "\n\tat ");
    return at < 0 ? message : message.substring(0, at).stripTrailing();
  }

  private ReadThrowable end() {
    if (head == null || frames == 0 && head.className.indexOf('.') < 0) {
      return null;
    }
    head.countFramesInCommon();
    return head;
  }

  /** Takes the next line; false when this is no trace. */
  private boolean line(String line) {
    String text = line.strip();
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == '\t') {
      indent++;
    }
    if (head == null) {
      return text.isEmpty() || first(text);
    } else if (text.startsWith("at ")) {
      return frame(text) || further(line);
    } else if (text.startsWith("... ") && leftOut(text)) {
      return true;
    } else if (text.startsWith(CAUSED_BY)) {
      return cause(text.substring(CAUSED_BY.length()), indent);
    } else if (text.startsWith(WRAPPED_BY)) {
      isRootFirst = true;
      return cause(text.substring(WRAPPED_BY.length()), indent);
    } else if (text.startsWith(SUPPRESSED)) {
      return suppressed(text.substring(SUPPRESSED.length()), Math.max(1, indent));
    }
    return text.isEmpty() && !last.frames.isEmpty() || further(line);
  }

  private boolean first(String line) {
    int quote = line.startsWith(IN_THREAD) ? line.indexOf("\" ", IN_THREAD.length()) : -1;
    head = node(quote < 0 ? line : line.substring(quote + 2));
    if (head != null) {
      open.add(head);
    }
    return head != null;
  }

  /** A line of the message: it stands in front of the frames. */
  private boolean further(String line) {
    if (!last.frames.isEmpty() || last.framesInCommon > 0 || last.isCircular) {
      return false;
    }
    last.message = last.message == null ? line : last.message + "\n" + line;
    return true;
  }

  private boolean cause(String title, int indent) {
    int depth = Math.min(indent, open.size() - 1);
    ReadThrowable cause = node(title);
    if (cause == null) {
      return false;
    }
    if (isRootFirst && depth == 0) {
      cause.cause = head;
      head = cause;
    } else {
      open.get(depth).cause = cause;
    }
    close(depth);
    open.add(cause);
    return true;
  }

  private boolean suppressed(String title, int indent) {
    int depth = Math.min(indent, open.size());
    ReadThrowable suppressed = depth > MAX_DEPTH ? null : node(title);
    if (suppressed == null) {
      return false;
    }
    open.get(depth - 1).suppressed.add(suppressed);
    close(depth);
    open.add(suppressed);
    return true;
  }

  private void close(int depth) {
    open.subList(depth, open.size()).clear();
  }

  /** {@code com.acme.PaymentException: card declined}. */
  private ReadThrowable node(String title) {
    String text = title;
    boolean isCircular = text.startsWith(CIRCULAR);
    if (isCircular) {
      int end = text.endsWith("]") ? text.length() - 1 : text.length();
      text = text.substring(Math.min(end, CIRCULAR.length()), end);
      text = text.startsWith(":") ? text.substring(1).strip() : text;
    }
    if (!isHead(text) || ++nodes > MAX_NODES) {
      return null;
    }
    int colon = text.indexOf(':');
    last =
        colon < 0
            ? new ReadThrowable(text.strip(), null)
            : new ReadThrowable(text.substring(0, colon), text.substring(colon + 1).strip());
    last.isCircular = isCircular;
    return last;
  }

  /** Whether a line begins with a class name and, if more follows, a colon. */
  private static boolean isHead(String line) {
    int end = line.indexOf(':');
    String name = end < 0 ? line.strip() : line.substring(0, end);
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter != '.' && letter != '/' && !Character.isJavaIdentifierPart(letter)) {
        return false;
      }
    }
    return !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0));
  }

  private boolean frame(String line) {
    StackTraceElement frame = Frames.parse(line.substring("at ".length()));
    if (frame == null || ++frames > MAX_FRAMES) {
      return false;
    }
    last.frames.add(frame);
    return true;
  }

  /** {@code ... 12 more}, {@code ... 27 common frames omitted}, {@code ... 5 frames excluded}. */
  private boolean leftOut(String line) {
    int at = "... ".length();
    int count = 0;
    for (; at < line.length() && Character.isDigit(line.charAt(at)); at++) {
      count = Math.min(10 * count + Character.digit(line.charAt(at), 10), 1 << 20);
    }
    String what = line.substring(at).strip();
    if (count > 0 && (what.equals("more") || what.startsWith("common frames"))) {
      last.framesInCommon = count;
    } else if (count > 0 && what.startsWith("frame")) {
      last.framesLeftOut += count;
      last.leftOutAt = last.frames.size();
    } else {
      return false;
    }
    return true;
  }
}
