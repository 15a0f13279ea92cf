package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the throwable of one event, within the limits on how many exceptions and frames an event
 * may have: a frame is a few bytes on the wire and a hundred and more as objects.
 */
final class ThrownReader {

  /** Length, flags, class name, five counts, no frames, none suppressed. */
  private static final int MIN_THROWABLE_BYTES = 4 + 1 + 2 + 4 + 1 + 1;

  private static final int MIN_CHAIN_BYTES = 1 + MIN_THROWABLE_BYTES;

  /** A name's two bytes. */
  private static final int MIN_FRAME_BYTES = 2;

  private final NameTable names;
  private int throwablesLeft = Wire.MAX_THROWABLES;
  private int framesLeft = Wire.MAX_FRAMES;

  ThrownReader(NameTable names) {
    this.names = names;
  }

  /** Reads a chain: a count, then so many throwables, each in front of its cause. */
  Thrown readChain(Reader reader, int depth) throws MalformedException {
    if (depth > Wire.MAX_SUPPRESSED_DEPTH) {
      throw new MalformedException("suppressed exceptions deeper than " + (depth - 1));
    }
    int count = count(reader, MIN_THROWABLE_BYTES, Math.min(throwablesLeft, Wire.MAX_CAUSES));
    if (count == 0) {
      throw new MalformedException("a chain of no exceptions");
    }
    throwablesLeft -= count;
    Thrown[] chain = new Thrown[count];
    for (int i = 0; i < count; i++) {
      chain[i] = readOne(reader.slice(reader.i32()), depth);
    }
    Thrown head = null;
    for (int i = count - 1; i >= 0; i--) {
      head = chain[i].causedBy(head);
    }
    return head;
  }

  /** A throwable alone; what a later version adds at its end is left alone. */
  private Thrown readOne(Reader reader, int depth) throws MalformedException {
    int flags = reader.u8();
    Utf8 className = names.name(reader);
    Utf8 message = (flags & Wire.THROWABLE_HAS_MESSAGE) != 0 ? reader.text() : null;
    int causesLeftOut = number(reader);
    int inCommon = number(reader);
    int leftOut = number(reader);
    int leftOutAt = number(reader);
    List<Frame> frames = frames(reader);
    if (leftOutAt > frames.size()) {
      throw new MalformedException("leaves out frames at " + leftOutAt + " of " + frames.size());
    }
    return new Thrown(
        className,
        message,
        frames,
        inCommon,
        leftOut,
        leftOutAt,
        causesLeftOut,
        (flags & Wire.THROWABLE_CIRCULAR) != 0,
        suppressed(reader, depth),
        null);
  }

  private List<Frame> frames(Reader reader) throws MalformedException {
    int count = count(reader, MIN_FRAME_BYTES, framesLeft);
    framesLeft -= count;
    List<Frame> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      frames.add(names.frame(reader));
    }
    return frames;
  }

  private List<Thrown> suppressed(Reader reader, int depth) throws MalformedException {
    int count = count(reader, MIN_CHAIN_BYTES, throwablesLeft);
    List<Thrown> suppressed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      suppressed.add(readChain(reader, depth + 1));
    }
    return suppressed;
  }

  /** How many things follow: no more than there can be in the bytes left, or than are allowed. */
  private static int count(Reader reader, int bytesEach, int max) throws MalformedException {
    long count = reader.varint();
    if (count < 0 || count > max || count > reader.remaining() / bytesEach) {
      throw new MalformedException("a throwable with a count of " + count);
    }
    return (int) count;
  }

  private static int number(Reader reader) throws MalformedException {
    long number = reader.varint();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new MalformedException("a throwable with a count of " + number);
    }
    return (int) number;
  }
}
