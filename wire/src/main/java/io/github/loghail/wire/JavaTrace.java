package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A plain {@link Throwable} with its causes and suppressed ones, read once: the frames, those in
 * common with the enclosing trace counted as {@link Throwable#printStackTrace()} does, and circular
 * references found.
 *
 * <p>What the application's own methods throw while they are asked is not passed on: the message
 * then says so.
 */
public final class JavaTrace {

  /** Reads a {@link JavaTrace}. */
  public static final ThrowableAccess<JavaTrace> ACCESS = new Access();

  private static final StackTraceElement[] NO_FRAMES = {};

  /** Far beyond what is written; it keeps a chain built by mistake from exhausting the stack. */
  private static final int MAX_NODES = 1000;

  private final String className;
  private final String message;
  private final StackTraceElement[] frames;
  private final boolean circular;
  private final List<JavaTrace> suppressed = new ArrayList<>(0);
  private int framesInCommon;
  private JavaTrace cause;

  private JavaTrace(Throwable throwable, boolean circular) {
    this.className = throwable.getClass().getName();
    this.message = messageOf(throwable);
    this.circular = circular;
    this.frames = circular ? NO_FRAMES : framesOf(throwable);
  }

  /**
   * Reads a throwable and all that it leads to.
   *
   * @param throwable not null
   * @return its trace
   */
  public static JavaTrace of(Throwable throwable) {
    return read(throwable, null, Collections.newSetFromMap(new IdentityHashMap<>()), 0);
  }

  /** Follows the chain of causes in a loop, so that its length costs no stack. */
  private static JavaTrace read(
      Throwable first, JavaTrace enclosing, Set<Throwable> seen, int depth) {
    JavaTrace head = null;
    JavaTrace last = enclosing;
    for (Throwable next = first; next != null && seen.size() < MAX_NODES; next = causeOf(next)) {
      boolean circular = !seen.add(next);
      JavaTrace node = new JavaTrace(next, circular);
      if (last != null) {
        node.framesInCommon = inCommon(node.frames, last.frames);
      }
      if (head == null) {
        head = node;
      } else {
        last.cause = node;
      }
      last = node;
      if (circular) {
        break;
      }
      readSuppressed(next, node, seen, depth);
    }
    return head;
  }

  private static void readSuppressed(
      Throwable throwable, JavaTrace node, Set<Throwable> seen, int depth) {
    if (depth >= Wire.MAX_SUPPRESSED_DEPTH) {
      return;
    }
    for (Throwable each : throwable.getSuppressed()) {
      JavaTrace read = read(each, node, seen, depth + 1);
      if (read != null) {
        node.suppressed.add(read);
      }
    }
  }

  private static int inCommon(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int mine = frames.length - 1;
    int theirs = enclosing.length - 1;
    while (mine >= 0 && theirs >= 0 && frames[mine].equals(enclosing[theirs])) {
      mine--;
      theirs--;
    }
    return frames.length - 1 - mine;
  }

  private static String messageOf(Throwable throwable) {
    try {
      return throwable.getLocalizedMessage();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return "(getMessage() threw " + e.getClass().getName() + ")";
    }
  }

  private static Throwable causeOf(Throwable throwable) {
    try {
      return throwable.getCause();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null; // the trace ends here; what it has is still worth sending
    }
  }

  private static StackTraceElement[] framesOf(Throwable throwable) {
    try {
      StackTraceElement[] frames = throwable.getStackTrace();
      return frames == null ? NO_FRAMES : frames;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return NO_FRAMES;
    }
  }

  private static final class Access implements ThrowableAccess<JavaTrace> {

    @Override
    public String className(JavaTrace trace) {
      return trace.className;
    }

    @Override
    public String message(JavaTrace trace) {
      return trace.message;
    }

    @Override
    public int frameCount(JavaTrace trace) {
      return trace.frames.length;
    }

    @Override
    public StackTraceElement frame(JavaTrace trace, int index) {
      return trace.frames[index];
    }

    @Override
    public int framesInCommon(JavaTrace trace) {
      return trace.framesInCommon;
    }

    @Override
    public JavaTrace cause(JavaTrace trace) {
      return trace.cause;
    }

    @Override
    public int suppressedCount(JavaTrace trace) {
      return trace.suppressed.size();
    }

    @Override
    public JavaTrace suppressed(JavaTrace trace, int index) {
      return trace.suppressed.get(index);
    }

    @Override
    public boolean isCircular(JavaTrace trace) {
      return trace.circular;
    }
  }
}
