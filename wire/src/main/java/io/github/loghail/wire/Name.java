package io.github.loghail.wire;

/**
 * A string, or a stack frame, that is written once in a packet and referred to after that. The
 * bytes never change; where it stands in the open packet is known to the packet's writer alone, and
 * guarded by whatever guards that writer.
 */
final class Name {

  /** What a definition holds, without its length. */
  final byte[] bytes;

  /** Whether the bytes are not all there was: it was longer than a name may be. */
  final boolean isCut;

  /** Which dictionary {@link #index} belongs to; 0 before it has been in any. */
  long dictionary;

  /** The place in that dictionary. */
  int index;

  Name(byte[] bytes, boolean isCut) {
    this.bytes = bytes;
    this.isCut = isCut;
  }

  /** Bytes of its definition. */
  int definitionBytes() {
    return Bytes.varintBytes(bytes.length) + bytes.length;
  }
}
