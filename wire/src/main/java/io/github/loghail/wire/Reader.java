package io.github.loghail.wire;

/** Reads within bounds; every length is checked before it is used. */
final class Reader {

  private final byte[] bytes;
  private final int end;
  private int position;

  Reader(byte[] bytes, int position, int end) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  int end() {
    return end;
  }

  int remaining() {
    return end - position;
  }

  int u8() throws MalformedException {
    return bytes[advance(1)] & 0xFF;
  }

  int u16() throws MalformedException {
    return Bytes.getU16(bytes, advance(2));
  }

  int i32() throws MalformedException {
    return Bytes.getInt(bytes, advance(4));
  }

  long i64() throws MalformedException {
    return Bytes.getLong(bytes, advance(8));
  }

  long varint() throws MalformedException {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = u8();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedException("a variable-length integer of more than ten bytes");
  }

  /** A length or count that cannot be larger than what is left, since each takes a byte. */
  int length() throws MalformedException {
    long length = varint();
    if (length < 0 || length > end - position) {
      throw new MalformedException(
          "a length of " + length + " where " + (end - position) + " are left");
    }
    return (int) length;
  }

  /** A length and so many bytes of text. */
  Utf8 text() throws MalformedException {
    int length = length();
    return new Utf8(bytes, advance(length), length);
  }

  /** Passes over a length and so many bytes. */
  void skipText() throws MalformedException {
    advance(length());
  }

  /** The next bytes, as a reader of their own; this one goes on behind them. */
  Reader slice(int length) throws MalformedException {
    int start = advance(length);
    return new Reader(bytes, start, start + length);
  }

  int advance(int length) throws MalformedException {
    int start = position;
    if (length < 0 || length > end - start) {
      throw new MalformedException("ends within a field of " + length + " bytes");
    }
    position = start + length;
    return start;
  }
}
