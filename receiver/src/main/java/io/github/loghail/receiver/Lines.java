package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import java.util.function.Consumer;

/** Splits text at its line ends, whichever they are; an end at the very end starts no line. */
final class Lines {

  private Lines() {}

  /** The first line, without its end. */
  static Utf8 first(Utf8 text) {
    return upTo(text, end(text, text.offset()));
  }

  /** Calls with each line after the first. */
  static void forEachFurther(Utf8 text, Consumer<Utf8> consumer) {
    int limit = text.offset() + text.length();
    int end = end(text, text.offset());
    while (end + 1 < limit) {
      int start = end + 1;
      end = end(text, start);
      consumer.accept(upTo(new Utf8(text.bytes(), start, limit - start), end));
    }
  }

  private static int end(Utf8 text, int from) {
    return Ascii.indexOf('\n', text.bytes(), from, text.offset() + text.length());
  }

  private static Utf8 upTo(Utf8 text, int end) {
    int length = end - text.offset();
    if (length > 0 && text.bytes()[end - 1] == '\r') {
      length--;
    }
    return length == text.length() ? text : new Utf8(text.bytes(), text.offset(), length);
  }
}
