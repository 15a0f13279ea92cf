package io.github.loghail.wire;

import java.util.List;

/** A throwable as plain values: what a test writes, and what it expects to read. */
record ThrownSpec(
    String className,
    String message,
    List<FrameSpec> frames,
    int framesInCommon,
    int framesLeftOut,
    int leftOutAt,
    int causesLeftOut,
    boolean circular,
    List<ThrownSpec> suppressed,
    ThrownSpec cause) {

  /** Frames in common are counted, but never written, so it does not matter what they are. */
  private static final StackTraceElement COMMON = new StackTraceElement("common", "frame", null, 1);

  static final ThrowableAccess<ThrownSpec> ACCESS = new Access();

  static ThrownSpec of(String className, String message, FrameSpec... frames) {
    List<FrameSpec> list = List.of(frames);
    return new ThrownSpec(className, message, list, 0, 0, list.size(), 0, false, List.of(), null);
  }

  static ThrownSpec circular(String className, String message) {
    return new ThrownSpec(className, message, List.of(), 0, 0, 0, 0, true, List.of(), null);
  }

  ThrownSpec inCommon(int count) {
    return new ThrownSpec(
        className, message, frames, count, 0, leftOutAt, 0, circular, suppressed, cause);
  }

  ThrownSpec causedBy(ThrownSpec next) {
    return new ThrownSpec(
        className, message, frames, framesInCommon, 0, leftOutAt, 0, circular, suppressed, next);
  }

  ThrownSpec suppressing(List<ThrownSpec> others) {
    return new ThrownSpec(
        className, message, frames, framesInCommon, 0, leftOutAt, 0, circular, others, cause);
  }

  static ThrownSpec of(Thrown thrown) {
    if (thrown == null) {
      return null;
    }
    return new ThrownSpec(
        thrown.className().toString(),
        thrown.message() == null ? null : thrown.message().toString(),
        thrown.frames().stream().map(FrameSpec::of).toList(),
        thrown.framesInCommon(),
        thrown.framesLeftOut(),
        thrown.leftOutAt(),
        thrown.causesLeftOut(),
        thrown.isCircular(),
        thrown.suppressed().stream().map(ThrownSpec::of).toList(),
        of(thrown.cause()));
  }

  ThrownSpec wellFormed() {
    return new ThrownSpec(
        Text.wellFormed(className),
        message == null ? null : Text.wellFormed(message),
        frames.stream().map(FrameSpec::wellFormed).toList(),
        framesInCommon,
        framesLeftOut,
        leftOutAt,
        causesLeftOut,
        circular,
        suppressed.stream().map(ThrownSpec::wellFormed).toList(),
        cause == null ? null : cause.wellFormed());
  }

  /** The last of the chain of causes. */
  ThrownSpec root() {
    return cause == null ? this : cause.root();
  }

  private static final class Access implements ThrowableAccess<ThrownSpec> {

    @Override
    public String className(ThrownSpec thrown) {
      return thrown.className;
    }

    @Override
    public String message(ThrownSpec thrown) {
      return thrown.message;
    }

    @Override
    public int frameCount(ThrownSpec thrown) {
      return thrown.frames.size() + thrown.framesInCommon;
    }

    @Override
    public StackTraceElement frame(ThrownSpec thrown, int index) {
      return index < thrown.frames.size() ? thrown.frames.get(index).element() : COMMON;
    }

    @Override
    public int framesInCommon(ThrownSpec thrown) {
      return thrown.framesInCommon;
    }

    @Override
    public ThrownSpec cause(ThrownSpec thrown) {
      return thrown.cause;
    }

    @Override
    public int suppressedCount(ThrownSpec thrown) {
      return thrown.suppressed.size();
    }

    @Override
    public ThrownSpec suppressed(ThrownSpec thrown, int index) {
      return thrown.suppressed.get(index);
    }

    @Override
    public boolean isCircular(ThrownSpec thrown) {
      return thrown.circular;
    }
  }
}
