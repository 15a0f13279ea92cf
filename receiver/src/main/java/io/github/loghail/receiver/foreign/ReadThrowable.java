package io.github.loghail.receiver.foreign;

import io.github.loghail.wire.ThrowableAccess;
import java.util.ArrayList;
import java.util.List;

/** An exception read from text. */
final class ReadThrowable {

  static final ThrowableAccess<ReadThrowable> ACCESS = new Access();

  final String className;
  String message;
  final List<StackTraceElement> frames = new ArrayList<>();
  int framesInCommon;
  int framesLeftOut;
  int leftOutAt;
  boolean isCircular;
  final List<ReadThrowable> suppressed = new ArrayList<>(0);
  ReadThrowable cause;

  ReadThrowable(String className, String message) {
    this.className = className;
    this.message = message;
  }

  /**
   * Some write every frame of a cause: the ones that it shares with what encloses it are counted
   * instead, as {@link Throwable#printStackTrace()} does.
   */
  void countFramesInCommon() {
    List<StackTraceElement> outer = frames;
    for (ReadThrowable each = cause; each != null; each = each.cause) {
      List<StackTraceElement> whole = new ArrayList<>(each.frames);
      if (each.framesInCommon == 0) {
        each.shareEnd(outer);
      } else {
        int shared = Math.min(each.framesInCommon, outer.size());
        whole.addAll(outer.subList(outer.size() - shared, outer.size()));
      }
      outer = whole;
    }
  }

  private void shareEnd(List<StackTraceElement> outer) {
    int mine = frames.size();
    int theirs = outer.size();
    while (mine > 0 && theirs > 0 && frames.get(mine - 1).equals(outer.get(theirs - 1))) {
      mine--;
      theirs--;
    }
    framesInCommon = frames.size() - mine;
    frames.subList(mine, frames.size()).clear();
  }

  private static final class Access implements ThrowableAccess<ReadThrowable> {

    @Override
    public String className(ReadThrowable thrown) {
      return thrown.className;
    }

    @Override
    public String message(ReadThrowable thrown) {
      return thrown.message;
    }

    @Override
    public int frameCount(ReadThrowable thrown) {
      return thrown.frames.size() + thrown.framesInCommon;
    }

    @Override
    public StackTraceElement frame(ReadThrowable thrown, int index) {
      return thrown.frames.get(index);
    }

    @Override
    public int framesInCommon(ReadThrowable thrown) {
      return thrown.framesInCommon;
    }

    @Override
    public ReadThrowable cause(ReadThrowable thrown) {
      return thrown.cause;
    }

    @Override
    public int suppressedCount(ReadThrowable thrown) {
      return thrown.suppressed.size();
    }

    @Override
    public ReadThrowable suppressed(ReadThrowable thrown, int index) {
      return thrown.suppressed.get(index);
    }

    @Override
    public boolean isCircular(ReadThrowable thrown) {
      return thrown.isCircular;
    }

    @Override
    public int framesLeftOut(ReadThrowable thrown) {
      return thrown.framesLeftOut;
    }

    @Override
    public int leftOutAt(ReadThrowable thrown) {
      return thrown.leftOutAt;
    }
  }
}
