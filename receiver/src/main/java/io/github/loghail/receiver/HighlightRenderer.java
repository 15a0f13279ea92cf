package io.github.loghail.receiver;

import com.google.re2j.Matcher;
import io.github.loghail.wire.Utf8;
import java.util.Arrays;
import java.util.List;

/**
 * Marks, in what another renderer wrote, all that patterns match: in reverse video. It looks at
 * each line behind its time and service, as it is seen: escape sequences are passed over, none is
 * split, and one that ends all attributes does not end a mark.
 */
final class HighlightRenderer implements Renderer {

  private static final String ON = "\u001b[7m";
  private static final String OFF = "\u001b[27m";
  private static final byte ESCAPE = 0x1B;

  /** Each match may look at the rest of the line, so both are bounded. */
  private static final int MAX_LINE_BYTES = 8 << 10;

  private static final int MAX_MATCHES = 100;

  private final Renderer inner;
  private final List<TextPattern> patterns;
  private final LineBuffer written = new LineBuffer();
  private final LineBuffer visible = new LineBuffer();

  HighlightRenderer(Renderer inner, List<TextPattern> patterns) {
    this.inner = inner;
    this.patterns = patterns;
  }

  @Override
  public void idle(LineBuffer out) {
    inner.idle(out);
  }

  @Override
  public void render(Entry entry, LineBuffer out) {
    written.clear();
    inner.render(entry, written);
    Utf8 all = written.from(0);
    byte[] bytes = all.bytes();
    for (int start = 0; start < all.length(); ) {
      int end = start;
      while (end < all.length() && bytes[end] != '\n') {
        end++;
      }
      int body = Math.min(written.bodyIn(start, end), end);
      out.put(bytes, start, body - start);
      line(bytes, body, end, out);
      start = Math.min(end + 1, all.length());
      out.put(bytes, end, start - end);
    }
  }

  private void line(byte[] bytes, int start, int end, LineBuffer out) {
    boolean[] marks = marks(bytes, start, end);
    if (marks == null) {
      out.put(bytes, start, end - start);
      return;
    }
    boolean isOn = false;
    int seen = 0;
    for (int at = start; at < end; ) {
      int length = sequenceBytes(bytes, at, end);
      if (length > 0) {
        out.put(bytes, at, length).put(isOn ? ON : "");
        at += length;
        continue;
      }
      boolean isMarked = seen < marks.length && marks[seen];
      out.put(isMarked == isOn ? "" : isMarked ? ON : OFF).put((char) (bytes[at] & 0xFF));
      isOn = isMarked;
      seen++;
      at++;
    }
    out.put(isOn ? OFF : "");
  }

  /** Of each visible byte whether it is marked; null when none is. */
  private boolean[] marks(byte[] bytes, int start, int end) {
    visible.clear();
    for (int at = start; at < end && hasRoom(bytes[at]); ) {
      int length = sequenceBytes(bytes, at, end);
      if (length == 0) {
        visible.put((char) (bytes[at] & 0xFF));
      }
      at += Math.max(1, length);
    }
    byte[] text = visible.toByteArray();
    boolean[] marks = null;
    for (TextPattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      for (int i = 0; i < MAX_MATCHES && matcher.find(); i++) {
        marks = marks == null ? new boolean[text.length] : marks;
        Arrays.fill(marks, matcher.start(), matcher.end(), true);
      }
    }
    return marks;
  }

  /** No character is taken by half. */
  private boolean hasRoom(byte next) {
    return visible.size() < MAX_LINE_BYTES || (next & 0xC0) == 0x80;
  }

  /** How long an escape sequence is that begins here (CSI, ECMA-48 §5.4); 0 when none does. */
  private static int sequenceBytes(byte[] bytes, int at, int end) {
    if (bytes[at] != ESCAPE) {
      return 0;
    }
    int to = at + 1;
    if (to < end && bytes[to] == '[') {
      to++;
      while (to < end && bytes[to] >= 0x20 && bytes[to] < 0x40) {
        to++;
      }
    }
    return Math.min(to + 1, end) - at;
  }
}
