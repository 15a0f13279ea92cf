package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;

/**
 * A name in which {@code *} stands for any characters and {@code ?} for one. Case counts. It
 * matches bytes, in a time that is at most the product of both lengths.
 */
final class NameGlob {

  private final String source;
  private final byte[] glob;

  NameGlob(String glob) {
    this.source = glob;
    Utf8 utf8 = Utf8.of(glob);
    this.glob = java.util.Arrays.copyOfRange(utf8.bytes(), utf8.offset(), utf8.length());
  }

  /** Whether it is the whole name. */
  boolean matches(Utf8 name) {
    byte[] bytes = name.bytes();
    int end = name.offset() + name.length();
    int at = name.offset();
    int in = 0;
    int star = -1;
    int starAt = 0;
    while (at < end) {
      byte c = in < glob.length ? glob[in] : 0;
      if (in < glob.length && c == '*') {
        star = in++;
        starAt = at;
      } else if (in < glob.length && c == '?') {
        in++;
        at = next(bytes, at, end);
      } else if (in < glob.length && c == bytes[at]) {
        in++;
        at++;
      } else if (star >= 0) { // the last star takes one more
        in = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (in < glob.length && glob[in] == '*') {
      in++;
    }
    return in == glob.length;
  }

  private static int next(byte[] bytes, int at, int end) {
    int next = at + 1;
    while (next < end && (bytes[next] & 0xC0) == 0x80) {
      next++;
    }
    return next;
  }

  @Override
  public String toString() {
    return Escaper.visible(source);
  }
}
