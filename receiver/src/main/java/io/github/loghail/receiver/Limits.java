package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Wire;

/**
 * How much the receiver keeps, all in one place. What strangers send can fill each of these once,
 * and no more: at the limit the newest is refused, and what a sender retains it sends again.
 *
 * <p>The memory of one receiver is at most the backlog (configured) and what was in flight when it
 * closed, plus {@link #HELD_BYTES}, {@link #JOINED_BYTES}, and {@link #TAIL_BYTES} for each session
 * that is being joined late.
 */
final class Limits {

  /** Sessions known at once; those that ended or vanished make room first. */
  static final int SESSIONS = 1024;

  /** Sessions that were heard once: strangers can make up as many as they like. */
  static final int NEWCOMERS = 64;

  /** Of these, those of one address. */
  static final int NEWCOMERS_PER_ADDRESS = 32;

  /** Datagrams that are not taken, told of in a row; after that one a second is. */
  static final int UNREADABLE_NOTICES = 10;

  /** Addresses of bare datagrams whose names are kept; the least recently heard make room. */
  static final int BARE_SOURCES = 1024;

  /** Packets held behind gaps, of all sessions. */
  static final long HELD_BYTES = 64 << 20;

  /** Packets handed over and not looked at yet, before senders are asked to wait. */
  static final long QUEUED_BYTES = 4 << 20;

  /** Pieces of events that are not complete, of all sessions. */
  static final long JOINED_BYTES = 64 << 20;

  /** Events of one session kept back until it is known which are the newest. */
  static final int TAIL_BYTES = 4 << 20;

  /** Least window of a session, however many share the socket's buffer. */
  static final int MIN_WINDOW_BYTES = 16 << 10;

  /** Least that one session may hold behind a gap. */
  static final int MIN_HELD_BYTES = 256 << 10;

  /** What a decoded record takes beside its bytes: the view of an event and its texts. */
  private static final int RECORD_BYTES = 192;

  /** What a packet or an entry takes in any case. */
  private static final int OBJECT_BYTES = 128;

  /** Addresses of which it is told that what they send is turned away; all others are counted. */
  static final int REFUSALS_TOLD = 16;

  private Limits() {}

  /** What a packet takes of the heap until it is shown. */
  static int heapBytes(Datagram.Packet packet) {
    int records = packet instanceof Datagram.Events events ? events.records().size() : 1;
    return packet.datagramBytes() + OBJECT_BYTES + RECORD_BYTES * records;
  }

  /** What an entry takes of the heap until it is shown; events are counted with their packet. */
  static int heapBytes(Entry entry) {
    if (entry instanceof Entry.Logged logged && logged.source().session() == 0) {
      return OBJECT_BYTES + RECORD_BYTES + logged.event().heldBytes();
    } else if (entry instanceof Entry.Logged || entry instanceof Entry.ClockOff) {
      return 0; // its packet is counted, and what the pipeline itself adds was never handed over
    }
    return OBJECT_BYTES + (entry instanceof Entry.Bare bare ? bare.text().length() : 0);
  }

  /** What a packet counts for in a window. */
  static int windowBytes(Datagram.Packet packet) {
    return packet.datagramBytes() + Wire.DATAGRAM_OVERHEAD_BYTES;
  }
}
