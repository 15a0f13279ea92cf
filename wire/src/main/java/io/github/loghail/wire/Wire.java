package io.github.loghail.wire;

/**
 * Numbers of the wire format, version 1, as drawn in {@code docs/PROTOCOL.md}. All integers are
 * big-endian; offsets and lengths are in bytes.
 *
 * <pre>
 *  0        1        2        3        4                 8
 *  +--------+--------+--------+--------+-----------------+
 *  |  0x9D  |  'L'   |version | kind   | CRC-32C         |
 *  +--------+--------+--------+--------+-----------------+
 *  | session (8)                                         |  8
 *  +-----------------------------------------------------+
 *  | packet sequence (8)                                 | 16
 *  +-----------------+-----------------+-----------------+
 *  | flags (2)       | header length(2)| fields of the   | 24
 *  +-----------------+-----------------+ kind ...        | 28
 * </pre>
 */
public final class Wire {

  /**
   * First byte of every datagram. A UTF-8 continuation byte, so no UTF-8 text begins with it; no
   * JSON or GELF ('{', 0x1E 0x0F), gzip (0x1F), zlib (low nibble 8) or syslog ('&lt;') does either,
   * and windows-1252 leaves it undefined.
   */
  public static final int MAGIC = 0x9D;

  /** Second byte of every datagram: the letter L. */
  public static final int MAGIC_2 = 'L';

  /** The format's version. A reader skips datagrams of any other. */
  public static final int VERSION = 1;

  static final int KIND_EVENTS = 1;
  static final int KIND_HEARTBEAT = 2;
  static final int KIND_STATUS = 3;
  static final int KIND_NAK = 4;

  /**
   * Largest sequence of a packet or event. A session would need 146 years at a thousand million
   * events a second to get there; so a reader may add to one without watching for overflow.
   */
  static final long MAX_SEQUENCE = 1L << 62;

  static final int VERSION_AT = 2;
  static final int KIND_AT = 3;
  static final int CHECKSUM_AT = 4;
  static final int SESSION_AT = CHECKSUM_AT + 4;
  static final int SEQUENCE_AT = SESSION_AT + 8;
  static final int FLAGS_AT = SEQUENCE_AT + 8;
  static final int HEADER_LENGTH_AT = FLAGS_AT + 2;

  /** Length of what all kinds have in common; a shorter datagram is not ours. */
  static final int COMMON_HEADER_BYTES = HEADER_LENGTH_AT + 2;

  /** EVENTS: how many events begin in this packet. */
  static final int EVENT_COUNT_AT = COMMON_HEADER_BYTES;

  static final int FIRST_EVENT_AT = EVENT_COUNT_AT + 4;

  /** Bytes of an EVENTS header; the resource follows. */
  static final int EVENTS_HEADER_BYTES = FIRST_EVENT_AT + 8;

  /** HEARTBEAT: oldest packet sequence that is still retained. */
  static final int OLDEST_RETAINED_AT = COMMON_HEADER_BYTES + 4;

  static final int NEXT_EVENT_AT = OLDEST_RETAINED_AT + 8;

  /** HEARTBEAT: the first packet that no receiver has said to have shown. */
  static final int FIRST_UNSEEN_AT = NEXT_EVENT_AT + 8;

  static final int HEARTBEAT_HEADER_BYTES = FIRST_UNSEEN_AT + 8;

  /** STATUS: bytes the sender may have in flight beyond the next packet expected. */
  static final int WINDOW_AT = COMMON_HEADER_BYTES;

  /** STATUS: all packets below have been shown. */
  static final int SHOWN_AT = WINDOW_AT + 4;

  /** Bytes of a STATUS datagram: less than any EVENTS or HEARTBEAT, so it never amplifies. */
  public static final int STATUS_BYTES = SHOWN_AT + 8;

  static final int RANGE_COUNT_AT = COMMON_HEADER_BYTES;
  static final int NAK_HEADER_BYTES = RANGE_COUNT_AT + 4;
  static final int RANGE_BYTES = 8 + 4;

  /** Most ranges that one NAK names; a reader takes a larger count as malformed. */
  public static final int MAX_NAK_RANGES = 64;

  /** Flags of the upper byte must be understood; a reader skips the datagram otherwise. */
  static final int CRITICAL_FLAGS = 0xFF00;

  /** The body is encrypted, and all but the checksum authenticated: see {@link Seal}. */
  static final int FLAG_SEALED = 0x8000;

  static final int FLAG_COMPRESSED = 0x4000;

  /** EVENTS: the packet starts with the beginning of an event. Set on every unsplit packet. */
  static final int FLAG_BEGIN = 0x0001;

  /** EVENTS: the packet finishes with the end of an event. Set on every unsplit packet. */
  static final int FLAG_END = 0x0002;

  /** HEARTBEAT: the session has ended; nothing follows. */
  static final int FLAG_END_OF_SESSION = 0x0004;

  /** HEARTBEAT: a question only; the receiver answers with a STATUS and opens no session. */
  static final int FLAG_PROBE = 0x0008;

  /** EVENTS, HEARTBEAT: the sender reads no answers, so nothing will be sent again. */
  static final int FLAG_ONE_WAY = 0x0010;

  /**
   * What a datagram counts for in a window beyond its bytes: the kernel keeps its own structures in
   * the same socket buffer (about 768 bytes on Linux), and rounds up.
   */
  public static final int DATAGRAM_OVERHEAD_BYTES = 1024;

  static final int RECORD_EVENT = 1;
  static final int RECORD_DROPS = 2;

  /** Bytes of a piece's own header, after the resource of a packet that holds part of an event. */
  static final int FRAGMENT_HEADER_BYTES = 4 + 4;

  /** Largest UDP payload over IPv4: 65,535 − 20 (IP) − 8 (UDP). */
  public static final int MAX_DATAGRAM_BYTES = 65_535 - 20 - 8;

  /** Largest packet that a sender may be configured to use. */
  public static final int MAX_PACKET_BYTES = 60_000;

  /** Smallest packet: what every IPv4 host must accept (576) less 20 (IP) and 8 (UDP). */
  public static final int MIN_PACKET_BYTES = 576 - 20 - 8;

  /** Default of the largest encoded event; larger ones are shortened. */
  public static final int DEFAULT_MAX_EVENT_BYTES = 1 << 20;

  /** Largest event that a reader joins from pieces. */
  public static final int MAX_EVENT_BYTES = 16 << 20;

  /** Smallest limit that a sender may be given for an encoded event. */
  public static final int MIN_EVENT_BYTES = 1024;

  /** Longest name (logger, thread, key, marker, class, frame): 15 bits of length. */
  public static final int MAX_NAME_BYTES = 0x7FFF;

  /** In the two bytes before a name: it is the index of one written earlier in the packet. */
  static final int NAME_REFERENCE = 0x8000;

  /** Most names that a packet defines: what 15 bits of index can tell apart. */
  static final int MAX_DEFINITIONS = NAME_REFERENCE;

  /** Most names by reference in one event; further ones are written in place. */
  static final int MAX_REFERENCES = 16_384;

  /** Most attributes, markers or context-stack entries of one event. */
  public static final int MAX_LIST = 4096;

  /** Most exceptions in one chain of causes; of a longer one the middle is left out. */
  public static final int MAX_CAUSES = 64;

  /** How deep suppressed exceptions nest; deeper ones are left out. */
  public static final int MAX_SUPPRESSED_DEPTH = 8;

  /** Most exceptions in one event, causes and suppressed ones together. */
  public static final int MAX_THROWABLES = 1024;

  /** Most frames in one event: 64 causes of the 1,024 frames that a JVM keeps by default. */
  public static final int MAX_FRAMES = MAX_CAUSES * 1024;

  /** How far a sender follows a chain of causes to find its root. */
  static final int MAX_CAUSES_FOLLOWED = 1 << 14;

  /** Most bytes of the resource block. */
  public static final int MAX_RESOURCE_BYTES = 512;

  static final int HAS_ATTRIBUTES = 0x0001;
  static final int HAS_MARKERS = 0x0002;
  static final int HAS_CONTEXT_STACK = 0x0004;
  static final int HAS_TRACE = 0x0008;
  static final int HAS_CALLER = 0x0010;
  static final int HAS_THROWABLE = 0x0020;
  static final int HAS_ORIGINAL_SIZE = 0x0040;

  /** The message is the output of the application's own encoder or layout: print it as it is. */
  static final int IS_FORMATTED = 0x0080;

  static final int TRACE_BYTES = 16 + 8 + 1;

  static final int THROWABLE_HAS_MESSAGE = 0x01;
  static final int THROWABLE_CIRCULAR = 0x02;

  private Wire() {}
}
