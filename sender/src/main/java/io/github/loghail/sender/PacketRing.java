package io.github.loghail.sender;

import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Severity;
import java.util.function.LongSupplier;

/**
 * The events of one sender, packed: a fixed number of bytes that callers fill at one end and the
 * sender's thread reads. What was sent stays until it is overwritten, so that it can be sent again.
 *
 * <pre>
 *   oldest           reusableBelow        sealed          the open packet, in an
 *     |   acknowledged     |   to be kept    |            array of its own
 *     v   (overwritten)    v   (never)       v
 *   --+--------+------+----+--+--------+-----+            +--------------------+
 *     | packet | packet      | packet  | ... |    &lt;------ | event event event  |
 *   --+--------+------+-------+--------+-----+   seal()   +--------------------+
 * </pre>
 *
 * <p>All state is guarded by this object's monitor, held for a copy of one event. A monitor, and
 * neither a lock-free claim nor a {@code Lock}: the names of a packet are written once, which needs
 * to see the packet whole, and a contended monitor makes no garbage. When a packet is opened its
 * room is reserved, so that an event once accepted is never turned away at {@link #seal()}.
 */
final class PacketRing implements Retained {

  /** Sixteenths of the ring from which on a family is dropped: lowest severities first. */
  private static final int[] FULL_SIXTEENTHS = {12, 13, 14, 15, 16, 16};

  private final PacketStore store;
  private final PacketWriter writer;
  private final Overflow overflow;
  private final long blockTimeoutNanos;
  private final LongSupplier clock;
  private final Checksum checksum = new Checksum();
  private final RestState rest = new RestState();
  private final DropCounts drops = new DropCounts();

  private final byte[] open;
  private final int sealBytes;
  private int capacity;
  private boolean isOpen;
  private boolean urgent;
  private long openedNanos;
  private long nextEvent;

  private long logged;
  private long accepted;
  private long truncated;
  private boolean dropsToReport;

  private int waiting;
  private boolean released;

  PacketRing(
      SenderConfig config,
      PacketWriter writer,
      int maxPacketBytes,
      int packetBytes,
      LongSupplier clock) {
    this.clock = clock;
    this.store = new PacketStore(config.ringBytes());
    this.writer = writer;
    this.overflow = config.overflow();
    this.blockTimeoutNanos = config.blockTimeoutNanos();
    this.open = new byte[maxPacketBytes];
    this.sealBytes = config.sealBytes();
    packetBytes(packetBytes);
  }

  /** What became of an event, and whether the sender's thread must be woken for it. */
  enum Outcome {
    DROPPED,
    ACCEPTED,
    ACCEPTED_WAKE
  }

  /** Takes a finished event; the caller may wait for room only where blocking was asked for. */
  synchronized Outcome append(EventEncoder event, boolean mayBlock) {
    logged++;
    int severity = event.severity();
    if (event.isShortened()) {
      truncated++;
    }
    if (isTooFull(severity) || !put(event) && !(mayBlock && awaitRoom(event))) {
      drop(DropCause.RING_FULL, severity);
      return Outcome.DROPPED;
    }
    accepted++;
    urgent |= severity >= Severity.WARN;
    return rest.mustWake(urgent) ? Outcome.ACCEPTED_WAKE : Outcome.ACCEPTED;
  }

  /** Counts an event that could not be encoded. */
  synchronized void countEncodeError(int severity) {
    logged++;
    drop(DropCause.ENCODE_ERROR, severity);
  }

  private void drop(DropCause cause, int severity) {
    drops.add(cause, severity, 1);
    dropsToReport = true;
  }

  private boolean isTooFull(int severity) {
    int sixteenths = FULL_SIXTEENTHS[Severity.family(severity)];
    return overflow == Overflow.DROP
        && sixteenths < 16
        && store.keptBytes() > (long) store.size() * sixteenths / 16;
  }

  private boolean put(EventEncoder event) {
    if (isOpen && writer.append(event)) {
      nextEvent++;
      return true;
    }
    if (isOpen) {
      seal();
      rest.packetFilled();
    }
    if (!openPacket()) {
      return false;
    }
    if (writer.append(event)) {
      nextEvent++;
      return true;
    }
    return split(event);
  }

  private boolean openPacket() {
    if (!store.reserve(capacity)) {
      return false;
    }
    writer.open(open, capacity, store.next(), nextEvent);
    isOpen = true;
    urgent = false;
    openedNanos = clock.getAsLong();
    if (dropsToReport) {
      dropsToReport = !writer.append(drops);
    }
    return true;
  }

  /** Writes an event that no packet can hold; the open packet is empty, or has only a report. */
  private boolean split(EventEncoder event) {
    if (writer.isEmpty()) {
      isOpen = false;
    } else {
      seal();
    }
    int length = writer.join(event);
    int piece = writer.pieceBytes(capacity);
    int pieces = (length + piece - 1) / piece;
    if (!store.reserve(pieces, capacity)) {
      return false;
    }
    for (int offset = 0; offset < length; offset += piece) {
      store.reserve(capacity);
      int bytes = writer.writePiece(open, capacity, store.next(), nextEvent, offset);
      checksum.put(open, bytes);
      store.add(open, bytes, nextEvent, offset == 0 ? 1 : 0);
    }
    nextEvent++;
    return true;
  }

  /** Moves the open packet behind the sealed ones. */
  private void seal() {
    int events = writer.eventCount();
    int bytes = writer.seal();
    checksum.put(open, bytes);
    store.add(open, bytes, nextEvent - events, events);
    isOpen = false;
    urgent = false;
  }

  /**
   * Waits until there is room; an interrupt does not shorten that, and is kept. The sender's thread
   * notifies when an eighth of the ring is free, so that a waiting caller does not wake for each
   * packet.
   */
  private boolean awaitRoom(EventEncoder event) {
    if (overflow == Overflow.DROP) {
      return false;
    }
    long deadline = clock.getAsLong() + blockTimeoutNanos;
    boolean interrupted = false;
    boolean put = false;
    waiting++;
    try {
      for (long left = blockTimeoutNanos; left > 0 && !put && !released; ) {
        try {
          wait(left / 1_000_000, (int) (left % 1_000_000));
        } catch (InterruptedException e) {
          interrupted = true;
        }
        put = put(event);
        left = deadline - clock.getAsLong();
      }
      return put;
    } finally {
      waiting--;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets callers that wait go, and no others wait: the sender stops. */
  synchronized void release() {
    released = true;
    notifyAll();
  }

  // What follows is called by the sender's thread alone.

  /** Seals the open packet if it has lingered long enough, or holds something urgent. */
  synchronized boolean sealIfDue(long nowNanos, long lingerNanos) {
    if (!isOpen || !urgent && nowNanos - openedNanos < lingerNanos) {
      return false;
    }
    if (writer.isEmpty()) {
      return false;
    }
    seal();
    return true;
  }

  /** What has gathered goes as soon as the sender's thread looks. */
  synchronized void flush() {
    urgent = isOpen;
  }

  /** When the open packet is due; {@link Long#MAX_VALUE} when there is none. */
  synchronized long dueNanos(long lingerNanos) {
    return isOpen ? urgent ? openedNanos : openedNanos + lingerNanos : Long.MAX_VALUE;
  }

  /** Packets below may be overwritten from now on. */
  synchronized void keepFrom(long sequence) {
    store.keepFrom(sequence);
    if (waiting > 0 && store.keptBytes() <= store.size() - store.size() / 8) {
      notifyAll();
    }
  }

  /** Reads where a packet is; false when it is not, or no longer, there. */
  synchronized boolean read(long sequence, PacketStore.Packet packet) {
    return store.read(sequence, packet);
  }

  synchronized void markSent(long sequence) {
    store.markSent(sequence);
  }

  @Override
  public synchronized long next() {
    return store.next();
  }

  @Override
  public synchronized long oldest() {
    return store.oldest();
  }

  @Override
  public synchronized long makeRoom(long from) {
    return overflow == Overflow.BLOCK ? Math.max(from, store.oldest()) : store.makeRoom(from);
  }

  @Override
  public synchronized long costBefore(long sequence) {
    return store.costBefore(sequence);
  }

  /** The event that a packet begins with; for the next packet, the event it will begin with. */
  synchronized long firstEventOf(long sequence) {
    return store.firstEventOf(sequence, nextEvent - (isOpen ? writer.eventCount() : 0));
  }

  /** The next event's sequence. */
  synchronized long nextEvent() {
    return nextEvent;
  }

  synchronized DropCounts drops() {
    DropCounts copy = new DropCounts();
    copy.set(drops);
    return copy;
  }

  /** How large packets are from now on when they leave. */
  synchronized void packetBytes(int bytes) {
    capacity = Math.min(bytes, open.length) - sealBytes;
  }

  /** Says that the thread is about to rest; false when it must not, because there is work. */
  synchronized boolean rest(RestState.Sleep how) {
    return rest.enter(how, hasOpenPacket());
  }

  synchronized void awake() {
    rest.awake();
  }

  /** How many packets were full; that the thread knows of them, from now on. */
  synchronized long fullPackets() {
    return rest.seenFullPackets();
  }

  /** Whether events wait in the open packet. */
  synchronized boolean hasOpenPacket() {
    return isOpen && !writer.isEmpty();
  }

  /** The counts that are kept here. */
  synchronized void count(CounterReader reader) {
    reader.read(logged, accepted, truncated, store.expired(), store.highWaterBytes(), drops);
  }

  /** Takes a consistent set of counts. */
  interface CounterReader {
    void read(
        long logged,
        long accepted,
        long truncated,
        long expired,
        long highWaterBytes,
        DropCounts drops);
  }

  byte[] bytes() {
    return store.bytes();
  }
}
