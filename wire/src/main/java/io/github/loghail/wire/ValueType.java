package io.github.loghail.wire;

/** Types of attribute values; 16 and above carry their length, so that they can be skipped. */
final class ValueType {

  static final int NULL = 0;

  /** A text in place. */
  static final int TEXT = 1;

  /** A text by reference. */
  static final int NAME = 2;

  /** The boolean value false. */
  static final int FALSE = 3;

  /** The boolean value true. */
  static final int TRUE = 4;

  /** A whole number, zigzag. */
  static final int INTEGER = 5;

  /** A floating-point number, IEEE 754. */
  static final int DOUBLE = 6;

  /** The first type that carries its length. */
  static final int SKIPPABLE = 16;

  private ValueType() {}

  /** Reads a type and its value. */
  static Value read(Reader reader, NameTable names) throws MalformedException {
    int type = reader.u8();
    return switch (type) {
      case NULL -> new Value.Null();
      case TEXT -> new Value.Text(reader.text());
      case NAME -> new Value.Text(names.name(reader));
      case FALSE -> new Value.Bool(false);
      case TRUE -> new Value.Bool(true);
      case INTEGER -> new Value.Whole(Bytes.unzigzag(reader.varint()));
      case DOUBLE -> new Value.Real(Double.longBitsToDouble(reader.i64()));
      default -> {
        skipUnknown(type, reader);
        yield new Value.Unknown();
      }
    };
  }

  /** Passes over a type and its value: what this accepts, {@link #read} reads. */
  static void skip(Reader reader, NameTable names) throws MalformedException {
    int type = reader.u8();
    switch (type) {
      case NULL, FALSE, TRUE -> {}
      case TEXT -> reader.skipText();
      case NAME -> names.skipName(reader);
      case INTEGER -> reader.varint();
      case DOUBLE -> reader.advance(8);
      default -> skipUnknown(type, reader);
    }
  }

  private static void skipUnknown(int type, Reader reader) throws MalformedException {
    if (type < SKIPPABLE) {
      throw new MalformedException("an attribute of type " + type);
    }
    reader.skipText();
  }
}
