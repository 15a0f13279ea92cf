package io.github.loghail.wire;

import java.util.Arrays;

/** The names that a packet has defined so far, as places in its bytes. */
final class NameTable {

  private final byte[] bytes;
  private int[] offsets = new int[16];
  private int[] lengths = new int[16];
  private Frame[] frames = {};
  private int count;

  NameTable(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads the definitions in front of an event; {@code reader} then stands at its body. */
  void readDefinitions(Reader reader) throws MalformedException {
    for (int more = reader.length(); more > 0; more--) {
      int length = reader.length();
      if (length > Wire.MAX_NAME_BYTES) {
        throw new MalformedException("a name of " + length + " bytes");
      }
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * count);
        lengths = Arrays.copyOf(lengths, 2 * count);
      }
      offsets[count] = reader.advance(length);
      lengths[count++] = length;
    }
  }

  /** Reads a name: one defined before, or one that stands in place. */
  Utf8 name(Reader reader) throws MalformedException {
    int word = reader.u16();
    if (word < Wire.NAME_REFERENCE) {
      return new Utf8(reader.bytes(), reader.advance(word), word);
    }
    int index = known(word);
    return new Utf8(bytes, offsets[index], lengths[index]);
  }

  /** Reads a frame, written as names are; one that is defined in the packet is parsed once. */
  Frame frame(Reader reader) throws MalformedException {
    int word = reader.u16();
    if (word < Wire.NAME_REFERENCE) {
      return Frame.read(reader.slice(word));
    }
    int index = known(word);
    if (frames.length < count) {
      frames = Arrays.copyOf(frames, offsets.length);
    }
    if (frames[index] == null) {
      int offset = offsets[index];
      frames[index] = Frame.read(new Reader(bytes, offset, offset + lengths[index]));
    }
    return frames[index];
  }

  private int known(int word) throws MalformedException {
    int index = word & ~Wire.NAME_REFERENCE;
    if (index >= count) {
      throw new MalformedException("refers to name " + index + " of " + count);
    }
    return index;
  }
}
