package io.github.loghail.receiver.foreign;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip and zlib, no more than is in proportion: deflate makes a thousand bytes of one, and
 * nobody's log does.
 */
final class Inflation {

  /** No log event is larger. */
  static final int MAX_BYTES = 8 << 20;

  /** A trace of the same frame over and over gets to 200. */
  static final int MAX_RATIO = 250;

  /** Below it no ratio is looked at. */
  static final int FREE_BYTES = 256 << 10;

  private static final int ZLIB_METHOD = 8;

  private Inflation() {}

  static boolean isPacked(Received datagram) {
    return isGzip(datagram) || isZlib(datagram);
  }

  private static boolean isGzip(Received datagram) {
    return datagram.at(0) == 0x1F && datagram.at(1) == 0x8B;
  }

  /** RFC 1950: the two bytes of its header are a multiple of 31, as are those of some texts. */
  private static boolean isZlib(Received datagram) {
    int first = datagram.at(0);
    return datagram.length() > 2
        && (first & 0xF) == ZLIB_METHOD
        && first >> 4 <= 7
        && (first << 8 | datagram.at(1)) % 31 == 0
        && datagram.isBinary();
  }

  /** The content. */
  static byte[] inflate(Received datagram) throws UnreadableException {
    boolean isGzip = isGzip(datagram);
    Inflater inflater = new Inflater(isGzip);
    try {
      int start = isGzip ? headerBytes(datagram) : 0;
      inflater.setInput(datagram.bytes(), start, datagram.length() - start);
      byte[] content = inflate(inflater, isGzip ? "gzip" : "zlib");
      if (isGzip) {
        checkTrailer(content, datagram, datagram.length() - inflater.getRemaining());
      }
      return content;
    } finally {
      inflater.end();
    }
  }

  private static byte[] inflate(Inflater inflater, String form) throws UnreadableException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new UnreadableException(form + " that ends too early");
        }
        out.write(buffer, 0, count);
        checkSize(out.size(), inflater.getBytesRead(), form);
      }
    } catch (DataFormatException e) {
      throw new UnreadableException("broken " + form + ": " + e.getMessage());
    }
    return out.toByteArray();
  }

  private static void checkSize(int size, long packed, String form) throws UnreadableException {
    if (size > FREE_BYTES && size > MAX_RATIO * packed) {
      throw new UnreadableException(
          form + " of more than " + MAX_RATIO + " times its size: a bomb, not unpacked");
    }
    if (size > MAX_BYTES) {
      throw new UnreadableException(form + " of more than " + (MAX_BYTES >> 20) + " MiB");
    }
  }

  /** RFC 1952: the checksum, then the length; zlib's own is looked at by the inflater. */
  private static void checkTrailer(byte[] content, Received datagram, int at)
      throws UnreadableException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    long said = 0;
    for (int i = 3; i >= 0; i--) {
      said = said << 8 | datagram.at(at + i);
    }
    if (at + 8 > datagram.length()) {
      throw new UnreadableException("gzip that ends too early");
    } else if (said != checksum.getValue()) {
      throw new UnreadableException("broken gzip: incorrect data check");
    }
  }

  /** RFC 1952: ten bytes, and what their flags say. */
  private static int headerBytes(Received datagram) throws UnreadableException {
    int flags = datagram.at(3);
    int at = 10;
    if ((flags & 4) != 0) { // extra
      at += 2 + (datagram.at(at) | datagram.at(at + 1) << 8);
    }
    for (int flag = 8; flag <= 16; flag += flag) { // name, comment
      while ((flags & flag) != 0 && at < datagram.length() && datagram.at(at) != 0) {
        at++;
      }
      at += (flags & flag) != 0 ? 1 : 0;
    }
    at += (flags & 2) != 0 ? 2 : 0; // checksum of the header
    if (datagram.at(2) != ZLIB_METHOD || at >= datagram.length()) {
      throw new UnreadableException("a gzip header that is none");
    }
    return at;
  }
}
