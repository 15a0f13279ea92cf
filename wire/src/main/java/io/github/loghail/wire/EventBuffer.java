package io.github.loghail.wire;

import java.util.Arrays;

/**
 * The bytes of one event, and where they refer to names. What would go beyond the limit is only
 * counted, so that the size of the whole is known at the end.
 */
final class EventBuffer {

  private static final int INITIAL_BYTES = 4096;

  /** A buffer that one large event has grown beyond this is let go after it. */
  private static final int KEPT_BYTES = 64 << 10;

  private static final int KEPT_REFERENCES = 64;

  private final Names names;
  private final Shortening shortening;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;
  private int limit;

  /** Bytes of the names referred to, as if each stood in place; they count towards the limit. */
  private int namedBytes;

  /** Bytes that found no room: once there are any, the rest is only counted. */
  private long missingBytes;

  private long largestTextBytes;

  private Name[] references = new Name[16];
  private int[] referenceAt = new int[16];
  private int referenceCount;

  EventBuffer(Names names, Shortening shortening) {
    this.names = names;
    this.shortening = shortening;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  int referenceCount() {
    return referenceCount;
  }

  Name reference(int i) {
    return references[i];
  }

  int referenceAt(int i) {
    return referenceAt[i];
  }

  /** Empties it; what is written from now on starts behind the first {@code fixedBytes}. */
  void begin(int fixedBytes) {
    if (bytes.length > KEPT_BYTES && !shortening.isOn()) {
      bytes = new byte[INITIAL_BYTES];
    }
    forgetReferences();
    namedBytes = 0;
    missingBytes = 0;
    largestTextBytes = 0;
    limit = shortening.limit();
    size = fixedBytes;
  }

  void forgetReferences() {
    if (referenceCount > KEPT_REFERENCES) {
      Arrays.fill(references, 0, referenceCount, null);
    }
    referenceCount = 0;
  }

  boolean isTooSmall() {
    return missingBytes > 0;
  }

  long totalBytes() {
    return size + (long) namedBytes + missingBytes;
  }

  long largestTextBytes() {
    return largestTextBytes;
  }

  /** From now on the whole of what is allowed may be used. */
  void raiseLimit(int maxEventBytes) {
    limit = maxEventBytes;
  }

  /** Writes a zero of so many bytes, to be replaced when it is known; answers its place. */
  int slot(int length) {
    int at = size;
    if (reserve(length)) {
      Arrays.fill(bytes, at, at + length, (byte) 0);
      size += length;
    }
    return at;
  }

  void putSlot16(int at, int value) {
    if (missingBytes == 0) {
      Bytes.putShort(bytes, at, value);
    }
  }

  /** Puts into a slot of four bytes how many have followed it. */
  void putSlotLength(int at) {
    if (missingBytes == 0) {
      Bytes.putInt(bytes, at, size - at - 4);
    }
  }

  void u8(int value) {
    if (reserve(1)) {
      bytes[size++] = (byte) value;
    }
  }

  void varint(long value) {
    if (reserve(Bytes.varintBytes(value))) {
      size = Bytes.putVarint(bytes, size, value);
    }
  }

  void fixed64(long value) {
    if (reserve(8)) {
      Bytes.putLong(bytes, size, value);
      size += 8;
    }
  }

  void hex(CharSequence digits) {
    int length = digits.length() / 2;
    if (reserve(length)) {
      Hex.parse(digits, bytes, size);
      size += length;
    }
  }

  void frame(StackTraceElement frame) {
    Name name = names.of(frame);
    if (referenceCount < Wire.MAX_REFERENCES) {
      reference(name);
    } else {
      inPlace(name.bytes, name.bytes.length);
    }
  }

  void name(String text) {
    if (text == null || text.isEmpty()) {
      inPlace(bytes, 0);
      return;
    }
    Name name = names.of(text);
    if (name.isCut) {
      shortening.leaveOut();
    }
    int max = shortening.maxNameBytes();
    if (name.bytes.length > max || referenceCount >= Wire.MAX_REFERENCES) {
      inPlace(name.bytes, Utf8Encoder.floor(name.bytes, 0, name.bytes.length, max));
    } else {
      reference(name);
    }
  }

  /** The name that a value has become because it repeats, or null. */
  Name repeated(String text) {
    return shortening.isOn() || referenceCount >= Wire.MAX_REFERENCES
        ? null
        : names.ofRepeatedValue(text);
  }

  private void inPlace(byte[] text, int length) {
    if (reserve(2 + length)) {
      Bytes.putShort(bytes, size, length);
      System.arraycopy(text, 0, bytes, size + 2, length);
      size += 2 + length;
    }
  }

  void reference(Name name) {
    if (reserve(2 + name.bytes.length)) {
      if (referenceCount == references.length) {
        references = Arrays.copyOf(references, 2 * referenceCount);
        referenceAt = Arrays.copyOf(referenceAt, 2 * referenceCount);
      }
      references[referenceCount] = name;
      referenceAt[referenceCount++] = size;
      namedBytes += name.bytes.length;
      size += 2;
    }
  }

  /** Length, then UTF-8 as it is given. */
  void utf8(byte[] text, int offset, int length) {
    largestTextBytes = Math.max(largestTextBytes, length);
    int kept = Utf8Encoder.floor(text, offset, length, shortening.maxTextBytes());
    if (reserve(Bytes.varintBytes(kept) + kept)) {
      size = Bytes.putVarint(bytes, size, kept);
      System.arraycopy(text, offset, bytes, size, kept);
      size += kept;
    }
  }

  /** Length, then UTF-8: taken to be ASCII until it shows otherwise, so that one pass does. */
  void text(CharSequence text) {
    int chars = text.length();
    if (missingBytes > 0
        || chars > shortening.maxTextBytes() / 3
        || chars > (bytes.length - size - 5) / 3) {
      largeText(text);
      return;
    }
    int lengthBytes = Bytes.varintBytes(chars);
    int start = size + lengthBytes;
    int end = Utf8Encoder.encode(text, chars, bytes, start);
    int length = end - start;
    int moved = Bytes.varintBytes(length) - lengthBytes;
    if (moved > 0) {
      System.arraycopy(bytes, start, bytes, start + moved, length);
    }
    Bytes.putVarint(bytes, size, length);
    int taken = end + moved - size;
    largestTextBytes = Math.max(largestTextBytes, length);
    if (size + namedBytes + taken > limit) {
      missingBytes += taken;
    } else {
      size += taken;
    }
  }

  private void largeText(CharSequence text) {
    long whole = Utf8Encoder.length(text, text.length());
    largestTextBytes = Math.max(largestTextBytes, whole);
    int max = shortening.maxTextBytes();
    int chars = whole <= max ? text.length() : Utf8Encoder.charsWithin(text, max);
    long length = whole <= max ? whole : Utf8Encoder.length(text, chars);
    if (reserve(Bytes.varintBytes(length) + length)) {
      size = Bytes.putVarint(bytes, size, length);
      size = Utf8Encoder.encode(text, chars, bytes, size);
    }
  }

  /** Whether so many bytes more may be written; if so there is room, else they are counted. */
  private boolean reserve(long more) {
    if (missingBytes > 0 || size + namedBytes + more > limit) {
      missingBytes += more;
      return false;
    }
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max((int) (size + more), 2 * bytes.length));
    }
    return true;
  }
}
