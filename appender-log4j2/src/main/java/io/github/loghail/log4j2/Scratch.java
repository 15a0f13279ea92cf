package io.github.loghail.log4j2;

import java.nio.ByteBuffer;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;

/**
 * Room for one event's text, and for what a layout makes of it. To a layout that is full, it grows:
 * nothing is ever written elsewhere. Used by one thread at a time.
 */
final class Scratch implements ByteBufferDestination {

  private static final int INITIAL_BYTES = 1024;

  /** What one large event has needed beyond this is let go after it. */
  private static final int KEPT = 64 << 10;

  private final StringBuilder text = new StringBuilder(256);
  private ByteBuffer bytes = ByteBuffer.allocate(INITIAL_BYTES);

  /** The text of the event before is gone. */
  StringBuilder text() {
    text.setLength(0);
    return text;
  }

  /** What a layout has written is gone. */
  Scratch cleared() {
    bytes.clear();
    return this;
  }

  byte[] array() {
    return bytes.array();
  }

  int length() {
    return bytes.position();
  }

  void trim() {
    if (text.capacity() > KEPT) {
      text.setLength(0);
      text.trimToSize();
    }
    if (bytes.capacity() > KEPT) {
      bytes = ByteBuffer.allocate(INITIAL_BYTES);
    }
  }

  @Override
  public ByteBuffer getByteBuffer() {
    return bytes;
  }

  /** Always called with this object's own buffer, as the interface asks. */
  @Override
  public ByteBuffer drain(ByteBuffer full) {
    reserve(bytes.capacity());
    return bytes;
  }

  @Override
  public void writeBytes(ByteBuffer data) {
    reserve(data.remaining());
    bytes.put(data);
  }

  @Override
  public void writeBytes(byte[] data, int offset, int length) {
    reserve(length);
    bytes.put(data, offset, length);
  }

  private void reserve(int more) {
    if (bytes.remaining() < more) {
      int needed = Math.addExact(bytes.position(), more);
      ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity()));
      bytes = larger.put(bytes.flip());
    }
  }
}
