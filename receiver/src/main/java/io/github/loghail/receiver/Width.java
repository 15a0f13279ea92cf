package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import org.jline.utils.WCWidth;

/**
 * How many columns text takes on a terminal: two for what is wide in East Asia and for emoji, none
 * for what combines (UAX #11, UAX #29), by JLine's tables. Text that has been made visible, so
 * without controls but tabs.
 */
final class Width {

  /** A tab may take fewer. */
  private static final int TAB_COLUMNS = 8;

  private static final int NO_CHARACTER = -1;

  private Width() {}

  /** All of a text. */
  static int of(Utf8 text) {
    int end = text.offset() + text.length();
    int plainEnd = Ascii.plainEnd(text.bytes(), text.offset(), end);
    int plain = plainEnd - text.offset();
    return plainEnd == end ? plain : plain + careful(text.bytes(), plainEnd, end);
  }

  private static int careful(byte[] bytes, int from, int end) {
    int columns = 0;
    int last = NO_CHARACTER;
    for (int at = from; at < end; ) {
      int codePoint = CodePoints.at(bytes, at, end);
      int more = columns(codePoint, last);
      columns += more;
      last = endsFlag(codePoint, more) ? NO_CHARACTER : codePoint;
      at += length(codePoint);
    }
    return columns;
  }

  /**
   * How much of a text fits.
   *
   * @param text the text
   * @param columns what there is
   * @return bytes of whole characters, with all that combines with the last of them
   */
  static int fit(Utf8 text, int columns) {
    byte[] bytes = text.bytes();
    int end = text.offset() + text.length();
    int left = columns;
    int last = NO_CHARACTER;
    int at = text.offset();
    while (at < end) {
      int codePoint = CodePoints.at(bytes, at, end);
      int more = columns(codePoint, last);
      if (more > left) {
        break;
      }
      left -= more;
      last = endsFlag(codePoint, more) ? NO_CHARACTER : codePoint;
      at += length(codePoint);
    }
    return at - text.offset();
  }

  /** The beginning of a text that fits. */
  static Utf8 fitted(Utf8 text, int columns) {
    return new Utf8(text.bytes(), text.offset(), fit(text, columns));
  }

  private static int columns(int codePoint, int before) {
    if (codePoint == '\t') {
      return TAB_COLUMNS;
    }
    if (codePoint < 0x80) {
      return 1; // a byte that is no UTF-8 too
    }
    boolean isFlag = WCWidth.isRegionalIndicator(codePoint) && WCWidth.isRegionalIndicator(before);
    return isFlag ? 0 : Math.max(0, WCWidth.wcwidth(codePoint));
  }

  /** Two regional indicators are one flag, a third begins the next. */
  private static boolean endsFlag(int codePoint, int columns) {
    return columns == 0 && WCWidth.isRegionalIndicator(codePoint);
  }

  private static int length(int codePoint) {
    return codePoint < 0 ? 1 : CodePoints.bytes(codePoint);
  }
}
