package io.github.loghail.sender;

import io.github.loghail.wire.Frame;
import io.github.loghail.wire.Thrown;
import java.util.List;

/**
 * Exceptions as {@link Throwable#printStackTrace()} writes them: what every tool that reads logs
 * knows.
 */
final class TraceText {

  private final LineBytes out;

  TraceText(LineBytes out) {
    this.out = out;
  }

  /** Writes it; the last line has no end. */
  void write(Thrown thrown) {
    chain(thrown, "", "");
  }

  private void chain(Thrown head, String caption, String indent) {
    int length = 0;
    for (Thrown each = head; each != null; each = each.cause()) {
      length++;
    }
    int tail = out.allowance().causes() / 2;
    int headLength = out.allowance().causes() - tail;
    int index = 0;
    for (Thrown each = head; each != null; each = each.cause(), index++) {
      if (index < headLength || index >= length - tail) {
        one(each, index == 0 ? caption : "\n" + indent + "Caused by: ", indent);
      } else if (index == headLength) {
        note(length - tail - headLength, " causes left out", indent);
      }
    }
  }

  private void one(Thrown thrown, String caption, String indent) {
    note(thrown.causesLeftOut(), " causes left out", indent);
    out.whole(caption);
    out.put(thrown.isCircular() ? "[CIRCULAR REFERENCE: " : "").text(thrown.className());
    if (thrown.message() != null) {
      out.put(": ").text(thrown.message());
    }
    out.put(thrown.isCircular() ? "]" : "");
    frames(thrown, indent);
    note(thrown.framesInCommon(), " more", indent);
    List<Thrown> suppressed = thrown.suppressed();
    int shown = Math.min(suppressed.size(), out.allowance().list());
    for (Thrown each : suppressed.subList(0, shown)) {
      chain(each, "\n" + indent + "\tSuppressed: ", indent + "\t");
    }
    note(suppressed.size() - shown, " suppressed left out", indent);
  }

  private void frames(Thrown thrown, String indent) {
    List<Frame> frames = thrown.frames();
    int tail = out.allowance().frames() / 2;
    int head = out.allowance().frames() - tail;
    int leftOut = 0;
    for (int i = 0; i < frames.size(); i++) {
      leftOut += i == thrown.leftOutAt() ? thrown.framesLeftOut() : 0;
      if (i < head || i >= frames.size() - tail) {
        note(leftOut, " frames left out", indent);
        leftOut = 0;
        out.whole("\n" + indent + "\tat ");
        frame(frames.get(i));
      } else {
        leftOut++;
      }
    }
    leftOut += frames.size() == thrown.leftOutAt() ? thrown.framesLeftOut() : 0;
    note(leftOut, " frames left out", indent);
  }

  private void note(long count, String what, String indent) {
    if (count > 0) {
      out.whole("\n" + indent + "\t... ").put(count).put(what);
    }
  }

  private void frame(Frame frame) {
    if (!frame.module().isEmpty()) {
      out.text(frame.module()).put("/");
    }
    out.text(frame.className()).put(".").text(frame.method()).put("(");
    place(frame, out);
    out.put(")");
  }

  /** {@code Gateway.java:88}. */
  static void place(Frame frame, LineBytes out) {
    if (frame.isNative()) {
      out.put("Native Method");
    } else if (frame.file().isEmpty()) {
      out.put("Unknown Source");
    } else {
      out.text(frame.file());
      if (frame.line() >= 0) {
        out.put(":").put(frame.line());
      }
    }
  }
}
