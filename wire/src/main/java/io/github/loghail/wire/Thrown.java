package io.github.loghail.wire;

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

  /** The same with a cause. */
  Thrown causedBy(Thrown next) {
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
