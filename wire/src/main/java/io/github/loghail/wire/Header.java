package io.github.loghail.wire;

/**
 * The common header of a datagram whose checksum matches, and the bytes that it heads.
 *
 * @param datagram all bytes, from index 0
 * @param length how many there are
 * @param session it belongs to
 * @param sequence what it counts depends on the kind
 * @param flags both bytes
 * @param headerLength at most {@code length}
 */
record Header(
    byte[] datagram, int length, long session, long sequence, int flags, int headerLength) {

  Header atLeast(int bytes) throws MalformedException {
    if (headerLength < bytes) {
      throw new MalformedException("header length " + headerLength);
    }
    return this;
  }

  int kind() {
    return datagram[Wire.KIND_AT] & 0xFF;
  }

  /** One of the numbers of 8 bytes that a sealed header has behind those of a plain one. */
  long added(int plainHeader, int index) throws MalformedException {
    int at = plainHeader + 8 * index;
    atLeast(at + 8);
    return Bytes.getLong(datagram, at);
  }

  Header opened(byte[] bytes) {
    return new Header(bytes, bytes.length, session, sequence, flags, headerLength);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  Reader body() {
    return new Reader(datagram, headerLength, length);
  }
}
