package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * A throwable, as data.
 *
 * @param className binary name of its class
 * @param message its detail message, or null for none
 * @param frames its own frames, innermost first; those in common with the enclosing one are not
 *     here
 * @param framesInCommon how many frames at the end are those of the enclosing throwable
 * @param framesLeftOut how many frames a sender has left out to keep the event within its limit
 * @param leftOutAt index in {@code frames} of the first frame behind those left out
 * @param causesLeftOut how many causes a sender has left out in front of this one
 * @param isCircular true when it was met before in the same event, and is not followed again
 * @param suppressed those that were suppressed
 * @param cause the next of the chain, or null at its end
 */
public record Thrown(
    Utf8 className,
    Utf8 message,
    List<Frame> frames,
    int framesInCommon,
    int framesLeftOut,
    int leftOutAt,
    int causesLeftOut,
    boolean isCircular,
    List<Thrown> suppressed,
    Thrown cause) {

  /** Reads a chain: a count, then so many throwables, each in front of its cause. */
  static Thrown readChain(Reader reader, NameTable names, int depth) throws MalformedException {
    if (depth > Wire.MAX_SUPPRESSED_DEPTH) {
      throw new MalformedException("suppressed exceptions deeper than " + depth);
    }
    int count = reader.length();
    if (count < 1 || count > Wire.MAX_CAUSES) {
      throw new MalformedException("a chain of " + count + " exceptions");
    }
    List<Thrown> chain = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chain.add(read(reader.slice(reader.i32()), names, depth));
    }
    Thrown head = null;
    for (int i = count - 1; i >= 0; i--) {
      head = chain.get(i).causedBy(head);
    }
    return head;
  }

  /** A throwable alone; what a later version adds at its end is left alone. */
  private static Thrown read(Reader reader, NameTable names, int depth) throws MalformedException {
    int flags = reader.u8();
    Utf8 className = names.name(reader);
    Utf8 message = (flags & Wire.THROWABLE_HAS_MESSAGE) != 0 ? reader.text() : null;
    int causesLeftOut = count(reader);
    int inCommon = count(reader);
    int leftOut = count(reader);
    int leftOutAt = count(reader);
    int frameCount = reader.length();
    List<Frame> frames = new ArrayList<>(Math.min(frameCount, reader.remaining() / 2));
    for (int i = 0; i < frameCount; i++) {
      frames.add(names.frame(reader));
    }
    int suppressedCount = reader.length();
    List<Thrown> suppressed = new ArrayList<>(Math.min(suppressedCount, reader.remaining() / 8));
    for (int i = 0; i < suppressedCount; i++) {
      suppressed.add(readChain(reader, names, depth + 1));
    }
    return new Thrown(
        className,
        message,
        frames,
        inCommon,
        leftOut,
        Math.min(leftOutAt, frameCount),
        causesLeftOut,
        (flags & Wire.THROWABLE_CIRCULAR) != 0,
        suppressed,
        null);
  }

  private static int count(Reader reader) throws MalformedException {
    long count = reader.varint();
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new MalformedException("a count of " + count);
    }
    return (int) count;
  }

  private Thrown causedBy(Thrown next) {
    return next == null
        ? this
        : new Thrown(
            className,
            message,
            frames,
            framesInCommon,
            framesLeftOut,
            leftOutAt,
            causesLeftOut,
            isCircular,
            suppressed,
            next);
  }
}
