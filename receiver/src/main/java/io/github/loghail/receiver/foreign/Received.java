package io.github.loghail.receiver.foreign;

import java.net.InetSocketAddress;
import java.util.List;

/** A datagram on its way through the formats. */
final class Received {

  private static final int DEL = 0x7F;

  private final byte[] bytes;
  private final int length;
  private final InetSocketAddress from;
  private final long epochNanos;
  private final long nanos;

  private boolean isParsed;
  private List<JsonFields> objects;
  private UnreadableException complaint;

  Received(byte[] bytes, int length, InetSocketAddress from, long epochNanos, long nanos) {
    this.bytes = bytes;
    this.length = length;
    this.from = from;
    this.epochNanos = epochNanos;
    this.nanos = nanos;
  }

  /** The same datagram, with what was packed in it. */
  Received with(byte[] content, int contentLength) {
    return new Received(content, contentLength, from, epochNanos, nanos);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** The byte at an index; 0 where there is none. */
  int at(int index) {
    return index >= 0 && index < length ? bytes[index] & 0xFF : 0;
  }

  InetSocketAddress from() {
    return from;
  }

  /** When it came, nanoseconds since the epoch. */
  long epochNanos() {
    return epochNanos;
  }

  /** When it came, by a clock that only goes forward. */
  long nanos() {
    return nanos;
  }

  /** Without the ends of lines, and the NUL, that a client may have sent behind it. */
  int trimmedLength() {
    int end = length;
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r' || bytes[end - 1] == 0)) {
      end--;
    }
    return end;
  }

  /** The JSON objects that it consists of, one or more; read once. */
  List<JsonFields> objects() throws UnreadableException {
    if (!isParsed) {
      isParsed = true;
      try {
        objects = JsonFields.readAll(bytes, trimmedLength());
      } catch (UnreadableException e) {
        complaint = e;
      }
    }
    if (complaint != null) {
      throw complaint;
    }
    return objects;
  }

  /** Whether it has bytes that are in no text: controls, or what is not UTF-8. */
  boolean isBinary() {
    for (int i = 0; i < length; ) {
      int first = bytes[i] & 0xFF;
      if (first < ' ' && first != '\n' && first != '\r' && first != '\t' || first == DEL) {
        return true;
      }
      int more = first < 0x80 ? 0 : first < 0xC2 ? -1 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      if (more < 0 || first > 0xF4 || i + more >= length) {
        return true;
      }
      for (int j = 1; j <= more; j++) {
        if ((bytes[i + j] & 0xC0) != 0x80) {
          return true;
        }
      }
      i += more + 1;
    }
    return false;
  }
}
