package io.github.loghail.wire;

import java.util.Arrays;

/** The names that a packet has defined so far, as places in its bytes. */
final class NameTable {

  private Utf8[] names = new Utf8[16];
  private Frame[] frames = {};
  private int count;

  NameTable() {}

  /** Reads the definitions in front of an event; {@code reader} then stands at its body. */
  void readDefinitions(Reader reader) throws MalformedException {
    int more = reader.length();
    if (more > Wire.MAX_DEFINITIONS - count) {
      throw new MalformedException("more names than can be referred to");
    }
    for (; more > 0; more--) {
      Utf8 name = reader.text();
      if (name.length() > Wire.MAX_NAME_BYTES) {
        throw new MalformedException("a name of " + name.length() + " bytes");
      }
      if (count == names.length) {
        names = Arrays.copyOf(names, 2 * count);
      }
      names[count++] = name;
    }
  }

  /** Reads a name: one defined before, or one that stands in place. */
  Utf8 name(Reader reader) throws MalformedException {
    int word = reader.u16();
    return word < Wire.NAME_REFERENCE
        ? new Utf8(reader.bytes(), reader.advance(word), word)
        : names[known(word)];
  }

  /** Passes over a name. */
  void skipName(Reader reader) throws MalformedException {
    int word = reader.u16();
    if (word < Wire.NAME_REFERENCE) {
      reader.advance(word);
    } else {
      known(word);
    }
  }

  /** Reads a frame, written as names are; one that is defined in the packet is parsed once. */
  Frame frame(Reader reader) throws MalformedException {
    int word = reader.u16();
    if (word < Wire.NAME_REFERENCE) {
      return Frame.read(reader.slice(word));
    }
    int index = known(word);
    if (frames.length < count) {
      frames = Arrays.copyOf(frames, names.length);
    }
    if (frames[index] == null) {
      Utf8 name = names[index];
      frames[index] =
          Frame.read(new Reader(name.bytes(), name.offset(), name.offset() + name.length()));
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
