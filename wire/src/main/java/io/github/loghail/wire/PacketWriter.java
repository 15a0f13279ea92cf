package io.github.loghail.wire;

import java.util.Arrays;

/**
 * Packs encoded events into EVENTS packets, in arrays that the caller owns. Names are defined where
 * a packet first needs them and referred to after that; so the two bytes that an event keeps for
 * each name are filled in here, when it is known which packet it goes to.
 *
 * <p>Not thread-safe: whatever guards it also guards the {@link Names} used by its events, which
 * belong to one writer.
 */
public final class PacketWriter {

  private static final int KEPT_JOINED_BYTES = 256 << 10;

  private final long session;
  private final byte[] resource;
  private final int senderFlags;

  private byte[] packet;
  private int capacity;
  private int size;
  private int eventCount;

  /** Which dictionary is being filled; each packet and each split event has its own. */
  private long dictionary;

  private int definitionCount;
  private int definitionBytes;
  private Name[] definitions = new Name[64];

  private byte[] joined = new byte[0];
  private int joinedSize;

  /**
   * Makes a writer.
   *
   * @param session the session's identity, random
   * @param resource who sends
   * @param oneWay whether the sender reads no answers
   */
  public PacketWriter(long session, Resource resource, boolean oneWay) {
    this.session = session;
    this.resource = resource.encode();
    this.senderFlags = oneWay ? Wire.FLAG_ONE_WAY : 0;
  }

  /**
   * Opens the next packet.
   *
   * @param target where it is written, from index 0
   * @param capacityBytes how much of the array may be used; at least {@link Wire#MIN_PACKET_BYTES}
   *     plus {@link Wire#MAX_RESOURCE_BYTES} always serves
   * @param sequence the packet's sequence
   * @param firstEvent sequence of its first event
   */
  public void open(byte[] target, int capacityBytes, long sequence, long firstEvent) {
    packet = target;
    capacity = capacityBytes;
    eventCount = 0;
    newDictionary();
    size = putHeader(sequence, firstEvent, Wire.FLAG_BEGIN | Wire.FLAG_END);
  }

  /**
   * Adds a finished event to the open packet.
   *
   * @param event a finished event whose names are this writer's
   * @return false, with the packet as it was, when there is no room
   */
  public boolean append(EventEncoder event) {
    int known = definitionCount;
    define(event);
    int payload = payloadBytes(event, known);
    if (!hasRoomFor(payload)) {
      forgetFrom(known);
      return false;
    }
    packet[size] = Wire.RECORD_EVENT;
    size = Bytes.putVarint(packet, size + 1, payload);
    size = putPayload(event, known, packet, size);
    eventCount++;
    return true;
  }

  /**
   * Adds a report of what was dropped so far to the open packet, between its events.
   *
   * @param drops totals of the session
   * @return false, with the packet as it was, when there is no room
   */
  public boolean append(DropCounts drops) {
    int payload = drops.encodedBytes();
    if (!hasRoomFor(payload)) {
      return false;
    }
    packet[size] = Wire.RECORD_DROPS;
    size = Bytes.putVarint(packet, size + 1, payload);
    size = drops.encode(packet, size);
    return true;
  }

  /**
   * Whether the open packet holds nothing yet.
   *
   * @return true right after {@link #open}
   */
  public boolean isEmpty() {
    return size == Wire.EVENTS_HEADER_BYTES + resource.length;
  }

  /**
   * How many events the open packet holds.
   *
   * @return 0 or more
   */
  public int eventCount() {
    return eventCount;
  }

  /**
   * Closes the open packet, all but its {@link Checksum}.
   *
   * @return its length in bytes
   */
  public int seal() {
    Bytes.putInt(packet, Wire.EVENT_COUNT_AT, eventCount);
    packet = null;
    return size;
  }

  /**
   * Prepares an event that no single packet can hold; {@link #writePiece} then writes it. No packet
   * may be open.
   *
   * @param event a finished event whose names are this writer's
   * @return how many bytes there are to split
   */
  public int join(EventEncoder event) {
    newDictionary();
    define(event);
    joinedSize = payloadBytes(event, 0);
    if (joined.length < joinedSize) {
      joined = new byte[joinedSize];
    }
    putPayload(event, 0, joined, 0);
    return joinedSize;
  }

  /**
   * An event as {@link Decoder#joined} reads it: for one that is read again here, and not sent. No
   * packet may be open.
   *
   * @param event a finished event whose names are this writer's
   * @return an array of its own
   */
  public byte[] joined(EventEncoder event) {
    int length = join(event);
    return Arrays.copyOf(joined, length);
  }

  /**
   * How much of an event one packet takes.
   *
   * @param capacityBytes the packet's size
   * @return bytes
   */
  public int pieceBytes(int capacityBytes) {
    return capacityBytes - Wire.EVENTS_HEADER_BYTES - resource.length - Wire.FRAGMENT_HEADER_BYTES;
  }

  /**
   * Writes one packet with a piece of the event that was given to {@link #join}.
   *
   * @param target where it is written, from index 0
   * @param capacityBytes the packet's size
   * @param sequence the packet's sequence; the pieces of an event have consecutive ones
   * @param event the event's sequence
   * @param offset where the piece begins
   * @return the packet's length in bytes, but for its {@link Checksum} complete
   */
  public int writePiece(byte[] target, int capacityBytes, long sequence, long event, int offset) {
    int length = Math.min(pieceBytes(capacityBytes), joinedSize - offset);
    boolean isFirst = offset == 0;
    boolean isLast = offset + length == joinedSize;
    packet = target;
    int at =
        putHeader(sequence, event, (isFirst ? Wire.FLAG_BEGIN : 0) | (isLast ? Wire.FLAG_END : 0));
    Bytes.putInt(packet, Wire.EVENT_COUNT_AT, isFirst ? 1 : 0);
    Bytes.putInt(packet, at, joinedSize);
    Bytes.putInt(packet, at + 4, offset);
    at += Wire.FRAGMENT_HEADER_BYTES;
    System.arraycopy(joined, offset, packet, at, length);
    packet = null;
    if (isLast && joined.length > KEPT_JOINED_BYTES) {
      joined = new byte[0];
    }
    return at + length;
  }

  /** A record is its type, its length and its payload. */
  private boolean hasRoomFor(int payload) {
    return size + 1 + Bytes.varintBytes(payload) + payload <= capacity;
  }

  private int putHeader(long sequence, long firstEvent, int flags) {
    ControlWriter.putCommonHeader(
        packet, Wire.KIND_EVENTS, session, sequence, flags | senderFlags, Wire.EVENTS_HEADER_BYTES);
    Bytes.putLong(packet, Wire.FIRST_EVENT_AT, firstEvent);
    System.arraycopy(resource, 0, packet, Wire.EVENTS_HEADER_BYTES, resource.length);
    return Wire.EVENTS_HEADER_BYTES + resource.length;
  }

  private void newDictionary() {
    dictionary++;
    definitionCount = 0;
    definitionBytes = 0;
  }

  /** Gives each name of the event its place, and writes that into the event's bytes. */
  private void define(EventEncoder event) {
    definitionBytes = 0;
    byte[] body = event.bytes();
    for (int i = 0, count = event.referenceCount(); i < count; i++) {
      Name name = event.reference(i);
      if (name.dictionary != dictionary) {
        add(name);
      }
      Bytes.putShort(body, event.referenceAt(i), Wire.NAME_REFERENCE | name.index);
    }
  }

  private void add(Name name) {
    if (definitionCount == definitions.length) {
      definitions = Arrays.copyOf(definitions, 2 * definitionCount);
    }
    name.dictionary = dictionary;
    name.index = definitionCount;
    definitions[definitionCount++] = name;
    definitionBytes += name.definitionBytes();
  }

  private void forgetFrom(int known) {
    for (int i = known; i < definitionCount; i++) {
      definitions[i].dictionary = 0;
    }
    definitionCount = known;
  }

  private int payloadBytes(EventEncoder event, int known) {
    return Bytes.varintBytes(definitionCount - known) + definitionBytes + event.size();
  }

  /** The new definitions, counted, then the event's body. */
  private int putPayload(EventEncoder event, int known, byte[] out, int at) {
    int position = Bytes.putVarint(out, at, definitionCount - known);
    for (int i = known; i < definitionCount; i++) {
      byte[] name = definitions[i].bytes;
      position = Bytes.putVarint(out, position, name.length);
      System.arraycopy(name, 0, out, position, name.length);
      position += name.length;
    }
    System.arraycopy(event.bytes(), 0, out, position, event.size());
    return position + event.size();
  }
}
