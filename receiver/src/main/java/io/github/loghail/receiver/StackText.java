package io.github.loghail.receiver;

import io.github.loghail.wire.Frame;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Utf8;
import java.util.List;

/**
 * Exceptions for people, as much as the {@link StackSwitch} says. Of the application's own frames
 * the first are shown, of the root cause the very first too, whosever they are; the rest is counted
 * by the library it belongs to. Not thread-safe.
 */
final class StackText {

  /** Enough to see how the application got there; a recursion would fill the screen. */
  private static final int APP_FRAMES = 10;

  /** Where the root cause was thrown, and who called, until the application's own come. */
  private static final int ROOT_FRAMES = 3;

  private final Palette palette;
  private final StackSwitch mode;
  private final AppFrames app;

  /** What is being written: of whom, where to, and what stands in front of each line. */
  private String service;

  private LineBuffer out;
  private Runnable begin;
  private boolean isFull;

  StackText(Palette palette, StackSwitch mode, AppFrames app) {
    this.palette = palette;
    this.mode = mode;
    this.app = app;
  }

  /**
   * Writes an exception.
   *
   * @param thrownBy the service
   * @param thrown the exception
   * @param begin writes what is in front of each line
   * @param out where to
   */
  void write(String thrownBy, Thrown thrown, Runnable begin, LineBuffer out) {
    this.service = thrownBy;
    this.begin = begin;
    this.out = out;
    StackSwitch.Mode now = mode.mode();
    isFull = now == StackSwitch.Mode.FULL;
    switch (now) {
      case APP, FULL -> chain(thrown, "", "");
      case ROOT -> root(thrown);
      case NONE -> title(thrown, "", "");
    }
  }

  private void chain(Thrown head, String title, String indent) {
    String kind = title;
    for (Thrown each = head; each != null; each = each.cause()) {
      if (each.causesLeftOut() > 0) {
        String causes = each.causesLeftOut() == 1 ? " cause" : " causes";
        note("… " + each.causesLeftOut() + causes + " left out by the sender", indent);
      }
      one(each, kind, indent);
      kind = "caused by ";
    }
  }

  private void one(Thrown thrown, String kind, String indent) {
    titleAndMessage(thrown, kind, indent);
    frames(thrown, indent + "  ");
    for (Thrown suppressed : thrown.suppressed()) {
      chain(suppressed, "suppressed ", indent + "  ");
    }
  }

  private void titleAndMessage(Thrown thrown, String kind, String indent) {
    title(thrown, kind, indent);
    if (thrown.message() != null) {
      Lines.forEachFurther(thrown.message(), line -> messageLine(line, indent));
    }
  }

  private void title(Thrown thrown, String kind, String indent) {
    begin.run();
    out.put(indent).put(kind).put(palette.level(4));
    name(thrown, out);
    out.put(palette.reset());
    out.put(thrown.isCircular() ? " (shown above)\n" : "\n");
  }

  /** {@code PaymentException: card declined}, the first line of it. */
  static void name(Thrown thrown, LineBuffer out) {
    Escaper.text(simpleName(thrown.className()), out);
    if (thrown.message() != null) {
      out.put(": ");
      Escaper.text(Lines.first(thrown.message()), out);
    }
  }

  private void messageLine(Utf8 line, String indent) {
    begin.run();
    out.put(indent).put("  ");
    Escaper.text(line, out);
    out.put('\n');
  }

  private void root(Thrown head) {
    Thrown root = head;
    Frame nearest = null;
    for (Thrown each = head; each != null; each = each.cause()) {
      root = each;
      // What an exception has in common with the one around it stands there.
      Frame own = firstOwn(each);
      nearest = own == null ? nearest : own;
    }
    titleAndMessage(root, root == head ? "" : "root cause ", "");
    if (nearest != null) {
      frame(nearest, "  ");
    } else if (!root.frames().isEmpty()) {
      frame(root.frames().get(0), "  ");
    }
  }

  private Frame firstOwn(Thrown thrown) {
    for (Frame frame : thrown.frames()) {
      if (app.isApp(service, frame)) {
        return frame;
      }
    }
    return null;
  }

  private void frames(Thrown thrown, String indent) {
    List<Frame> frames = thrown.frames();
    int forced = thrown.cause() == null ? ROOT_FRAMES : 0;
    int left = APP_FRAMES;
    int hidden = 0;
    int leftOut = 0;
    for (int i = 0; i < frames.size(); i++) {
      leftOut += i == thrown.leftOutAt() ? thrown.framesLeftOut() : 0;
      boolean isOwn = left > 0 && !isFull && app.isApp(service, frames.get(i));
      forced = isOwn ? 0 : forced;
      boolean isShown = isFull || isOwn || i < forced;
      if (isShown) {
        folded(frames.subList(i - hidden, i), 0, indent);
        leftOut(leftOut, indent);
        frame(frames.get(i), indent);
        left--;
        leftOut = 0;
      }
      hidden = isShown ? 0 : hidden + 1;
    }
    int end = frames.size();
    leftOut += end == thrown.leftOutAt() ? thrown.framesLeftOut() : 0;
    folded(frames.subList(end - hidden, end), thrown.framesInCommon(), indent);
    leftOut(leftOut, indent);
  }

  /** A single frame takes no more room than its count. */
  private void folded(List<Frame> frames, int inCommon, String indent) {
    long count = (long) frames.size() + inCommon;
    if (frames.size() == 1 && inCommon == 0) {
      frame(frames.get(0), indent);
    } else if (count > 0) {
      FrameGroups groups = new FrameGroups();
      frames.forEach(groups::add);
      note("… " + frames(count) + groups.text(), indent);
    }
  }

  private void leftOut(int count, String indent) {
    if (count > 0) {
      note("… " + frames(count) + " left out by the sender", indent);
    }
  }

  private static String frames(long count) {
    return count + (count == 1 ? " frame" : " frames");
  }

  private void note(String text, String indent) {
    begin.run();
    out.put(palette.dim()).put(indent);
    Escaper.text(Utf8.of(text), out);
    out.put(palette.reset()).put('\n');
  }

  private void frame(Frame frame, String indent) {
    begin.run();
    out.put(palette.dim()).put(indent).put("at ");
    Escaper.text(frame.className(), out);
    out.put('.');
    Escaper.text(frame.method(), out);
    out.put('(');
    place(frame, out);
    out.put(')').put(palette.reset()).put('\n');
  }

  /** {@code Gateway.java:88}. */
  static void place(Frame frame, LineBuffer out) {
    if (frame.isNative()) {
      out.put("Native Method");
    } else if (frame.file().isEmpty()) {
      out.put("Unknown Source");
    } else {
      Escaper.text(frame.file(), out);
      if (frame.line() >= 0) {
        out.put(':').put(frame.line());
      }
    }
  }

  private static Utf8 simpleName(Utf8 className) {
    int end = className.offset() + className.length();
    int start = end;
    while (start > className.offset() && className.bytes()[start - 1] != '.') {
      start--;
    }
    return start == end ? className : new Utf8(className.bytes(), start, end - start);
  }
}
