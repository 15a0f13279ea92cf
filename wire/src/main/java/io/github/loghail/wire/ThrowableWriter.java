package io.github.loghail.wire;

/** Writes the throwable of an event, no more of it than a reader takes. */
final class ThrowableWriter {

  private final EventBuffer out;
  private final Shortening shortening;
  private int throwablesLeft;
  private int framesLeft;

  ThrowableWriter(EventBuffer out, Shortening shortening) {
    this.out = out;
    this.shortening = shortening;
  }

  <T> void write(T throwable, ThrowableAccess<T> access) {
    throwablesLeft = Wire.MAX_THROWABLES - 1;
    framesLeft = Wire.MAX_FRAMES;
    chain(throwable, access, 0);
  }

  /** A chain of causes; that there is room for its first has been seen to. */
  private <T> void chain(T head, ThrowableAccess<T> access, int depth) {
    int length = length(head, access);
    int kept = 1 + Math.min(Math.min(length, shortening.maxCauses()) - 1, throwablesLeft);
    throwablesLeft -= kept - 1;
    out.varint(kept);
    T next = head;
    for (int written = 1; written < kept; written++, next = access.cause(next)) {
      throwable(next, access, 0, depth);
    }
    int leftOut = length - kept;
    for (int skip = 0; skip < leftOut; skip++) {
      next = access.cause(next); // the middle goes, the root cause stays
    }
    throwable(next, access, leftOut, depth);
  }

  private static <T> int length(T head, ThrowableAccess<T> access) {
    int length = 1;
    T next = head;
    while (length < Wire.MAX_CAUSES_FOLLOWED && !access.isCircular(next)) {
      next = access.cause(next);
      if (next == null) {
        break;
      }
      length++;
    }
    return length;
  }

  private <T> void throwable(T throwable, ThrowableAccess<T> access, int leftOut, int depth) {
    int lengthAt = out.slot(4);
    boolean circular = access.isCircular(throwable);
    String message = access.message(throwable);
    out.u8(
        (message != null ? Wire.THROWABLE_HAS_MESSAGE : 0)
            | (circular ? Wire.THROWABLE_CIRCULAR : 0));
    out.name(access.className(throwable));
    if (message != null) {
      out.text(message);
    }
    out.varint(leftOut + (long) access.causesLeftOut(throwable));
    if (circular) {
      frames(throwable, access, 0, 0);
      out.varint(0);
    } else {
      int all = access.frameCount(throwable);
      int inCommon = Math.max(0, Math.min(all, access.framesInCommon(throwable)));
      frames(throwable, access, all - inCommon, inCommon);
      suppressed(throwable, access, depth);
    }
    out.putSlotLength(lengthAt);
  }

  /** The frames in common, those left out of the middle and where, then what remains. */
  private <T> void frames(T throwable, ThrowableAccess<T> access, int own, int inCommon) {
    int kept = Math.min(own, Math.min(shortening.maxFrames(), framesLeft));
    framesLeft -= kept;
    int tail = kept < own ? kept / 4 : 0;
    int head = kept - tail;
    int before = access.framesLeftOut(throwable);
    boolean isPassedOn = before > 0 && kept == own;
    out.varint(inCommon);
    out.varint(own - kept + (long) before);
    out.varint(isPassedOn ? Math.min(access.leftOutAt(throwable), kept) : head);
    out.varint(kept);
    for (int i = 0; i < kept; i++) {
      out.frame(access.frame(throwable, i < head ? i : own - kept + i));
    }
  }

  private <T> void suppressed(T throwable, ThrowableAccess<T> access, int depth) {
    int count = access.suppressedCount(throwable);
    int kept = depth < Wire.MAX_SUPPRESSED_DEPTH ? Math.min(count, throwablesLeft) : 0;
    kept = Math.min(kept, shortening.maxSuppressed());
    if (kept < count) {
      shortening.leaveOut();
    }
    throwablesLeft -= kept;
    out.varint(kept);
    for (int i = 0; i < kept; i++) {
      chain(access.suppressed(throwable, i), access, depth + 1);
    }
  }
}
