package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads datagrams. It never throws, whatever the bytes are, and allocates in proportion to the
 * datagram alone. What it answers are views: the array must not change while they are in use.
 *
 * <p>Not thread-safe.
 */
public final class Decoder {

  /**
   * Type, length and a payload's least: no definitions, severity, presence, time, two names, text.
   */
  private static final int MIN_EVENT_RECORD_BYTES = 1 + 1 + 1 + 11 + 2 + 2 + 1;

  private final Checksum checksum = new Checksum();
  private final Seal seal;

  /** Makes a decoder. */
  public Decoder() {
    seal = null;
  }

  /**
   * Makes a decoder that opens what is sealed. What is not is read as well: to refuse it, or not,
   * is the caller's.
   *
   * @param secret that it is sealed with; null for none
   */
  public Decoder(Secret secret) {
    seal = secret == null ? null : new Seal(secret);
  }

  /**
   * Whether a datagram claims to be of this format.
   *
   * @param datagram its bytes, from index 0
   * @param length how many there are
   * @return true when it begins as ours do
   */
  public static boolean isNative(byte[] datagram, int length) {
    return length >= 2 && (datagram[0] & 0xFF) == Wire.MAGIC && datagram[1] == Wire.MAGIC_2;
  }

  /**
   * Reads one datagram.
   *
   * @param datagram its bytes, from index 0
   * @param length how many there are, at most the array's length
   * @return what it is
   */
  public Datagram decode(byte[] datagram, int length) {
    if (!isNative(datagram, length)) {
      return new Datagram.Foreign();
    }
    try {
      return read(datagram, length);
    } catch (MalformedException e) {
      return new Datagram.Malformed(e.getMessage());
    }
  }

  /**
   * Reads an event that was joined from its pieces.
   *
   * @param joined all its bytes
   * @param length how many there are
   * @param sequence the event's
   * @return the event, or null when the bytes are not one
   */
  public static Event joined(byte[] joined, int length, long sequence) {
    try {
      NameTable names = new NameTable();
      Reader reader = new Reader(joined, 0, length);
      names.readDefinitions(reader);
      return new Event(reader, names, sequence);
    } catch (MalformedException e) {
      return null;
    }
  }

  /**
   * Reads who sends.
   *
   * @param block as it stands in a packet that {@link #decode} has answered
   * @return the resource
   */
  public static Resource resource(Utf8 block) {
    try {
      return Resource.read(
          new Reader(block.bytes(), block.offset(), block.offset() + block.length()));
    } catch (MalformedException e) {
      throw new IllegalArgumentException("not from a decoded packet", e);
    }
  }

  private Datagram read(byte[] datagram, int length) throws MalformedException {
    int version = length > Wire.VERSION_AT ? datagram[Wire.VERSION_AT] & 0xFF : Wire.VERSION;
    if (version != Wire.VERSION) {
      return new Datagram.Unsupported("version " + version);
    }
    if (length < Wire.COMMON_HEADER_BYTES) {
      return new Datagram.Malformed("shorter than a header");
    }
    if (!checksum.matches(datagram, length)) {
      return new Datagram.Malformed("checksum does not match");
    }
    int flags = Bytes.getU16(datagram, Wire.FLAGS_AT);
    if ((flags & Wire.CRITICAL_FLAGS & ~Wire.FLAG_SEALED) != 0) {
      return new Datagram.Unsupported(describe(flags));
    }
    int headerLength = Bytes.getU16(datagram, Wire.HEADER_LENGTH_AT);
    if (headerLength < Wire.COMMON_HEADER_BYTES || headerLength > length) {
      return new Datagram.Malformed("header length " + headerLength);
    }
    Header header =
        new Header(
            datagram,
            length,
            Bytes.getLong(datagram, Wire.SESSION_AT),
            Bytes.getLong(datagram, Wire.SEQUENCE_AT),
            flags,
            headerLength);
    return header.has(Wire.FLAG_SEALED) ? opened(header) : plain(header);
  }

  private static Datagram plain(Header header) throws MalformedException {
    int kind = header.kind();
    return switch (kind) {
      case Wire.KIND_EVENTS -> events(header.atLeast(Wire.EVENTS_HEADER_BYTES));
      case Wire.KIND_HEARTBEAT -> heartbeat(header.atLeast(Wire.HEARTBEAT_HEADER_BYTES));
      case Wire.KIND_STATUS -> status(header.atLeast(Wire.STATUS_BYTES));
      case Wire.KIND_NAK -> nak(header.atLeast(Wire.NAK_HEADER_BYTES));
      default -> new Datagram.Unsupported("kind " + kind);
    };
  }

  private Datagram opened(Header header) throws MalformedException {
    int kind = header.kind();
    return switch (kind) {
      case Wire.KIND_EVENTS ->
          opened(header.atLeast(Wire.EVENTS_HEADER_BYTES), header.sequence(), 0, 0);
      case Wire.KIND_HEARTBEAT ->
          opened(header, header.added(Wire.HEARTBEAT_HEADER_BYTES, 0), 0, 0);
      case Wire.KIND_STATUS -> openedAnswer(header, Wire.STATUS_BYTES);
      case Wire.KIND_NAK -> openedAnswer(header, Wire.NAK_HEADER_BYTES);
      default -> new Datagram.Unsupported("kind " + kind);
    };
  }

  private Datagram openedAnswer(Header header, int plainHeader) throws MalformedException {
    return opened(
        header,
        header.added(plainHeader, 0),
        header.added(plainHeader, 1),
        header.added(plainHeader, 2));
  }

  private Datagram opened(Header header, long number, long run, long heard)
      throws MalformedException {
    if (header.length() - header.headerLength() < Seal.TAG_BYTES) {
      throw new MalformedException("sealed, and cut");
    }
    boolean isAnswer = header.kind() != Wire.KIND_EVENTS && header.kind() != Wire.KIND_HEARTBEAT;
    byte[] opened =
        seal == null
            ? null
            : seal.open(
                header.datagram(), header.length(), isAnswer, number, run, header.headerLength());
    if (opened == null) {
      return new Datagram.Sealed(header.session());
    }
    Datagram datagram = plain(header.opened(opened));
    return datagram instanceof Datagram.Native ours
        ? new Datagram.Opened(ours, number, run, heard)
        : datagram;
  }

  private static String describe(int flags) {
    return (flags & Wire.FLAG_COMPRESSED) != 0
        ? "compressed"
        : "flags 0x" + Integer.toHexString(flags);
  }

  private static Datagram events(Header header) throws MalformedException {
    Reader body = header.body();
    Reader block = resourceBlock(body);
    Utf8 resource = new Utf8(header.datagram(), block.position(), block.remaining());
    Resource.check(block);
    long firstEvent = sequence(Bytes.getLong(header.datagram(), Wire.FIRST_EVENT_AT), "event");
    sequence(header.sequence(), "packet");
    if (!header.has(Wire.FLAG_BEGIN) || !header.has(Wire.FLAG_END)) {
      return piece(header, body, resource, firstEvent);
    }
    int count = Bytes.getInt(header.datagram(), Wire.EVENT_COUNT_AT);
    if (count < 0 || count > body.remaining() / MIN_EVENT_RECORD_BYTES) {
      throw new MalformedException(count + " events in " + body.remaining() + " bytes");
    }
    List<Datagram.Record> records = records(body, firstEvent, count);
    return new Datagram.Events(
        header.session(),
        header.sequence(),
        firstEvent,
        count,
        resource,
        header.length(),
        header.has(Wire.FLAG_ONE_WAY),
        records);
  }

  private static Reader resourceBlock(Reader body) throws MalformedException {
    int length = body.u16();
    if (length > Wire.MAX_RESOURCE_BYTES) {
      throw new MalformedException("a resource of " + length + " bytes");
    }
    return body.slice(length);
  }

  private static List<Datagram.Record> records(Reader body, long firstEvent, int count)
      throws MalformedException {
    List<Datagram.Record> records = new ArrayList<>(count);
    NameTable names = new NameTable();
    Reader drops = null; // totals: of several without an event between them, the last one says all
    int events = 0;
    while (body.remaining() > 0) {
      int type = body.u8();
      Reader payload = body.slice(body.length());
      if (type == Wire.RECORD_EVENT) {
        addDrops(drops, records);
        drops = null;
        names.readDefinitions(payload);
        records.add(new Event(payload, names, firstEvent + events));
        events++;
      } else if (type == Wire.RECORD_DROPS) {
        drops = payload;
      } // a later version's record: skipped by its length
    }
    addDrops(drops, records);
    if (events != count) {
      throw new MalformedException(events + " events where " + count + " were announced");
    }
    return records;
  }

  private static void addDrops(Reader payload, List<Datagram.Record> records)
      throws MalformedException {
    if (payload != null) {
      records.add(new Datagram.Drops(DropCounts.read(payload)));
    }
  }

  private static Datagram piece(Header header, Reader body, Utf8 resource, long event)
      throws MalformedException {
    int eventBytes = body.i32();
    int offset = body.i32();
    int length = body.remaining();
    if (eventBytes < 1
        || eventBytes > Wire.MAX_EVENT_BYTES
        || offset < 0
        || length < 1
        || length > eventBytes - offset) {
      throw new MalformedException(
          "a piece of " + length + " bytes at " + offset + " of " + eventBytes);
    }
    if (header.has(Wire.FLAG_BEGIN) != (offset == 0)
        || header.has(Wire.FLAG_END) != (offset + length == eventBytes)) {
      throw new MalformedException("a piece whose flags and offset disagree");
    }
    return new Datagram.Piece(
        header.session(),
        header.sequence(),
        event,
        resource,
        header.length(),
        header.has(Wire.FLAG_ONE_WAY),
        eventBytes,
        offset,
        new Utf8(header.datagram(), body.position(), length));
  }

  private static Datagram heartbeat(Header header) throws MalformedException {
    Reader body = header.body();
    Resource resource = Resource.read(resourceBlock(body));
    DropCounts drops = DropCounts.read(body);
    long next = sequence(header.sequence(), "packet");
    long oldest = sequence(Bytes.getLong(header.datagram(), Wire.OLDEST_RETAINED_AT), "packet");
    if (oldest > next) {
      throw new MalformedException("retains packet " + oldest + " but has sent " + next);
    }
    return new Datagram.Heartbeat(
        header.session(),
        next,
        oldest,
        sequence(Bytes.getLong(header.datagram(), Wire.NEXT_EVENT_AT), "event"),
        sequence(Bytes.getLong(header.datagram(), Wire.FIRST_UNSEEN_AT), "packet"),
        resource,
        drops,
        header.has(Wire.FLAG_END_OF_SESSION),
        header.has(Wire.FLAG_PROBE),
        header.has(Wire.FLAG_ONE_WAY));
  }

  private static Datagram status(Header header) throws MalformedException {
    int window = Bytes.getInt(header.datagram(), Wire.WINDOW_AT);
    if (window < 0) {
      throw new MalformedException("window " + window + " is negative");
    }
    return new Datagram.Status(
        header.session(),
        sequence(header.sequence(), "packet"),
        window,
        sequence(Bytes.getLong(header.datagram(), Wire.SHOWN_AT), "packet"));
  }

  private static Datagram nak(Header header) throws MalformedException {
    int count = Bytes.getInt(header.datagram(), Wire.RANGE_COUNT_AT);
    if (count < 1 || count > Wire.MAX_NAK_RANGES) {
      throw new MalformedException(count + " ranges");
    }
    Reader body = header.body();
    List<Datagram.Range> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long first = sequence(body.i64(), "packet");
      int packets = body.i32();
      if (packets < 1) {
        throw new MalformedException("a range of " + packets + " packets");
      }
      ranges.add(new Datagram.Range(first, packets));
    }
    return new Datagram.Nak(header.session(), List.copyOf(ranges));
  }

  private static long sequence(long number, String what) throws MalformedException {
    if (number < 0 || number > Wire.MAX_SEQUENCE) {
      throw new MalformedException(what + " " + number + " is no sequence");
    }
    return number;
  }
}
