package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A plain {@link Throwable} with its causes and suppressed ones: the frames, those in common with
 * the enclosing trace counted as {@link Throwable#printStackTrace()} does, and circular references
 * found. The chain is followed at once; frames and messages are read when they are first asked for,
 * since of a very long chain only the ends are written.
 *
 * <p>What the application's own methods throw while they are asked is not passed on: the message
 * then says so. Not thread-safe.
 */
public final class JavaTrace {

  /** Reads a {@link JavaTrace}. */
  public static final ThrowableAccess<JavaTrace> ACCESS = new Access();

  private static final StackTraceElement[] NO_FRAMES = {};

  private final Throwable throwable;
  private final JavaTrace enclosing;
  private final boolean circular;
  private final List<JavaTrace> suppressed = new ArrayList<>(0);
  private JavaTrace cause;

  private String message;
  private boolean hasReadMessage;
  private StackTraceElement[] frames;

  private JavaTrace(Throwable throwable, JavaTrace enclosing, boolean circular) {
    this.throwable = throwable;
    this.enclosing = enclosing;
    this.circular = circular;
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
    Throwable next = first;
    while (next != null && seen.size() < Wire.MAX_CAUSES_FOLLOWED) {
      boolean circular = !seen.add(next);
      JavaTrace node = new JavaTrace(next, last, circular);
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
      next = AppCode.call(next::getCause, e -> null); // what the trace has is still worth sending
    }
    return head;
  }

  private static void readSuppressed(
      Throwable throwable, JavaTrace node, Set<Throwable> seen, int depth) {
    if (depth > Wire.MAX_SUPPRESSED_DEPTH) {
      return; // one level deeper than is written, so that it shows when something is left out
    }
    for (Throwable each : throwable.getSuppressed()) {
      JavaTrace read = read(each, node, seen, depth + 1);
      if (read != null) {
        node.suppressed.add(read);
      }
    }
  }

  private String message() {
    if (!hasReadMessage) {
      hasReadMessage = true;
      message =
          AppCode.call(
              throwable::getLocalizedMessage,
              e -> "(getMessage() threw " + e.getClass().getName() + ")");
    }
    return message;
  }

  private StackTraceElement[] frames() {
    if (frames == null) {
      StackTraceElement[] read = AppCode.call(throwable::getStackTrace, e -> NO_FRAMES);
      frames = read == null || Arrays.asList(read).contains(null) ? NO_FRAMES : read;
    }
    return frames;
  }

  private int framesInCommon() {
    if (enclosing == null) {
      return 0;
    }
    StackTraceElement[] own = frames();
    StackTraceElement[] outer = enclosing.frames();
    int mine = own.length - 1;
    int theirs = outer.length - 1;
    while (mine >= 0 && theirs >= 0 && own[mine].equals(outer[theirs])) {
      mine--;
      theirs--;
    }
    return own.length - 1 - mine;
  }

  private static final class Access implements ThrowableAccess<JavaTrace> {

    @Override
    public String className(JavaTrace trace) {
      return trace.throwable.getClass().getName();
    }

    @Override
    public String message(JavaTrace trace) {
      return trace.message();
    }

    @Override
    public int frameCount(JavaTrace trace) {
      return trace.frames().length;
    }

    @Override
    public StackTraceElement frame(JavaTrace trace, int index) {
      return trace.frames()[index];
    }

    @Override
    public int framesInCommon(JavaTrace trace) {
      return trace.framesInCommon();
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
