package io.github.loghail.receiver;

import io.github.loghail.wire.Frame;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Utf8;
import java.util.List;

/**
 * Exceptions for people: of each the class, the message and the first frames; the rest of the
 * frames is counted by the library they belong to.
 */
final class StackText {

  private static final int FRAMES = 5;

  private final Palette palette;

  StackText(Palette palette) {
    this.palette = palette;
  }

  /** Writes the chain; {@code begin} writes what is in front of each line. */
  void write(Thrown thrown, Runnable begin, LineBuffer out) {
    chain(thrown, "", "", begin, out);
  }

  private void chain(Thrown head, String title, String indent, Runnable begin, LineBuffer out) {
    String kind = title;
    for (Thrown each = head; each != null; each = each.cause()) {
      if (each.causesLeftOut() > 0) {
        String causes = each.causesLeftOut() == 1 ? " cause" : " causes";
        note("… " + each.causesLeftOut() + causes + " left out by the sender", indent, begin, out);
      }
      one(each, kind, indent, begin, out);
      kind = "caused by ";
    }
  }

  private void one(Thrown thrown, String kind, String indent, Runnable begin, LineBuffer out) {
    begin.run();
    out.put(indent).put(kind).put(palette.level(4));
    Escaper.text(simpleName(thrown.className()), out);
    if (thrown.message() != null) {
      out.put(": ");
      Escaper.text(Lines.first(thrown.message()), out);
    }
    out.put(palette.reset());
    out.put(thrown.isCircular() ? " (shown above)\n" : "\n");
    if (thrown.message() != null) {
      Lines.forEachFurther(
          thrown.message(),
          line -> {
            begin.run();
            out.put(indent).put("  ");
            Escaper.text(line, out);
            out.put('\n');
          });
    }
    frames(thrown, indent + "  ", begin, out);
    for (Thrown suppressed : thrown.suppressed()) {
      chain(suppressed, "suppressed ", indent + "  ", begin, out);
    }
  }

  private void frames(Thrown thrown, String indent, Runnable begin, LineBuffer out) {
    List<Frame> frames = thrown.frames();
    int shown = frames.size() <= FRAMES + 1 ? frames.size() : FRAMES;
    for (int i = 0; i < shown; i++) {
      if (i == thrown.leftOutAt()) {
        leftOut(thrown, indent, begin, out);
      }
      begin.run();
      out.put(palette.dim()).put(indent).put("at ");
      frame(frames.get(i), out);
      out.put(palette.reset()).put('\n');
    }
    folded(frames.subList(shown, frames.size()), thrown.framesInCommon(), indent, begin, out);
    if (shown <= thrown.leftOutAt()) {
      leftOut(thrown, indent, begin, out);
    }
  }

  private void folded(
      List<Frame> frames, int inCommon, String indent, Runnable begin, LineBuffer out) {
    long count = (long) frames.size() + inCommon;
    if (count > 0) {
      FrameGroups groups = new FrameGroups();
      frames.forEach(groups::add);
      note("… " + frames(count) + groups.text(), indent, begin, out);
    }
  }

  private void leftOut(Thrown thrown, String indent, Runnable begin, LineBuffer out) {
    int count = thrown.framesLeftOut();
    if (count > 0) {
      note("… " + frames(count) + " left out by the sender", indent, begin, out);
    }
  }

  private static String frames(long count) {
    return count + (count == 1 ? " frame" : " frames");
  }

  private void note(String text, String indent, Runnable begin, LineBuffer out) {
    begin.run();
    out.put(palette.dim()).put(indent);
    Escaper.text(Utf8.of(text), out);
    out.put(palette.reset()).put('\n');
  }

  private void frame(Frame frame, LineBuffer out) {
    Escaper.text(frame.className(), out);
    out.put('.');
    Escaper.text(frame.method(), out);
    out.put('(');
    place(frame, out);
    out.put(')');
  }

  /** {@code Gateway.java:88}. */
  void place(Frame frame, LineBuffer out) {
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
