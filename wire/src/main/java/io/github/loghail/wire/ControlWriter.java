package io.github.loghail.wire;

/**
 * Writes the datagrams that carry no events, complete with their {@link Checksum}, into an array of
 * its own. Not thread-safe.
 */
public final class ControlWriter {

  private static final int MAX_BYTES =
      Math.max(
          Wire.HEARTBEAT_HEADER_BYTES
              + Wire.MAX_RESOURCE_BYTES
              + 1
              + DropCause.values().length * Severity.FAMILIES * (2 + 10),
          Wire.NAK_HEADER_BYTES + Wire.MAX_NAK_RANGES * Wire.RANGE_BYTES);

  private final byte[] bytes = new byte[MAX_BYTES];
  private final Checksum checksum = new Checksum();

  /** Makes a writer. */
  public ControlWriter() {}

  /**
   * The array that the methods below write to, from index 0.
   *
   * @return the same array always
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Writes a HEARTBEAT.
   *
   * @param heartbeat what it says
   * @return its length in bytes
   */
  public int write(Datagram.Heartbeat heartbeat) {
    int flags =
        (heartbeat.endOfSession() ? Wire.FLAG_END_OF_SESSION : 0)
            | (heartbeat.probe() ? Wire.FLAG_PROBE : 0)
            | (heartbeat.oneWay() ? Wire.FLAG_ONE_WAY : 0);
    putCommonHeader(
        bytes,
        Wire.KIND_HEARTBEAT,
        heartbeat.session(),
        heartbeat.nextSequence(),
        flags,
        Wire.HEARTBEAT_HEADER_BYTES);
    Bytes.putInt(bytes, Wire.COMMON_HEADER_BYTES, 0);
    Bytes.putLong(bytes, Wire.OLDEST_RETAINED_AT, heartbeat.oldestRetained());
    Bytes.putLong(bytes, Wire.NEXT_EVENT_AT, heartbeat.nextEvent());
    Bytes.putLong(bytes, Wire.FIRST_UNSEEN_AT, heartbeat.firstUnseen());
    byte[] resource = heartbeat.resource().encode();
    System.arraycopy(resource, 0, bytes, Wire.HEARTBEAT_HEADER_BYTES, resource.length);
    int end = heartbeat.drops().encode(bytes, Wire.HEARTBEAT_HEADER_BYTES + resource.length);
    return finished(end);
  }

  /**
   * Writes a STATUS.
   *
   * @param status what it says
   * @return its length in bytes
   */
  public int write(Datagram.Status status) {
    putCommonHeader(
        bytes, Wire.KIND_STATUS, status.session(), status.nextExpected(), 0, Wire.STATUS_BYTES);
    Bytes.putInt(bytes, Wire.WINDOW_AT, status.windowBytes());
    Bytes.putLong(bytes, Wire.SHOWN_AT, status.shown());
    return finished(Wire.STATUS_BYTES);
  }

  /**
   * Writes a NAK.
   *
   * @param nak what it says; 1 to {@link Wire#MAX_NAK_RANGES} ranges
   * @return its length in bytes
   */
  public int write(Datagram.Nak nak) {
    int count = nak.ranges().size();
    if (count == 0 || count > Wire.MAX_NAK_RANGES) {
      throw new IllegalArgumentException(count + " ranges");
    }
    long first = nak.ranges().get(0).first();
    putCommonHeader(bytes, Wire.KIND_NAK, nak.session(), first, 0, Wire.NAK_HEADER_BYTES);
    Bytes.putInt(bytes, Wire.RANGE_COUNT_AT, count);
    int at = Wire.NAK_HEADER_BYTES;
    for (Datagram.Range range : nak.ranges()) {
      Bytes.putLong(bytes, at, range.first());
      Bytes.putInt(bytes, at + 8, range.packets());
      at += Wire.RANGE_BYTES;
    }
    return finished(at);
  }

  private int finished(int length) {
    checksum.put(bytes, length);
    return length;
  }

  static void putCommonHeader(
      byte[] out, int kind, long session, long sequence, int flags, int headerLength) {
    out[0] = (byte) Wire.MAGIC;
    out[1] = Wire.MAGIC_2;
    out[Wire.VERSION_AT] = Wire.VERSION;
    out[Wire.KIND_AT] = (byte) kind;
    Bytes.putInt(out, Wire.CHECKSUM_AT, 0);
    Bytes.putLong(out, Wire.SESSION_AT, session);
    Bytes.putLong(out, Wire.SEQUENCE_AT, sequence);
    Bytes.putShort(out, Wire.FLAGS_AT, flags);
    Bytes.putShort(out, Wire.HEADER_LENGTH_AT, headerLength);
  }
}
