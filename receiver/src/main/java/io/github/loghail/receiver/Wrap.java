package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;

/** Breaks what stands under a message at its spaces, but not at those within quotation marks. */
final class Wrap {

  private Wrap() {}

  /** Where a line that begins here ends: at a space, or behind everything. */
  static int end(byte[] bytes, int from, int end, int columns) {
    int fitting = -1;
    boolean isQuoted = false;
    for (int at = from; at < end; at++) {
      byte c = bytes[at];
      if (isQuoted && c == '\\') {
        at++; // what is escaped ends nothing
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ' ' && !isQuoted) {
        if (Width.of(new Utf8(bytes, from, at - from)) > columns) {
          return fitting < 0 ? at : fitting;
        }
        fitting = at;
      }
    }
    boolean isAll = fitting < 0 || Width.of(new Utf8(bytes, from, end - from)) <= columns;
    return isAll ? end : fitting;
  }
}
