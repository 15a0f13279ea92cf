package io.github.loghail.sender;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Wire;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The way to a receiver that is not ours: each event of a packet leaves as a datagram of its own,
 * written here, on the sender's thread, so that neither the ring nor who logs knows of it. A packet
 * whose datagrams could not all leave is given again, and goes on where it stopped.
 *
 * <p>Such a receiver says nothing, but its system says when the port is closed, on the call that
 * follows the datagram that was refused. That datagram is kept, and is the question, in place of a
 * heartbeat, whether somebody is there again. While a {@link Redirect} is open, packets go as they
 * are.
 */
final class ForeignLink implements Link {

  /** What most receivers read, and a page: more is cut off by a server that reads 8,192 bytes. */
  static final int MAX_DATAGRAM_BYTES = 8192;

  private final Link way;
  private final Feedback feedback;
  private final Rendering rendering;
  private final Pace pace;
  private final Decoder decoder = new Decoder();
  private final Joiner joiner = new Joiner();
  private final byte[] packet = new byte[Wire.MAX_PACKET_BYTES];

  /** The packet that has not left whole, and how many of its records are done. */
  private long unfinished = -1;

  private int done;

  private LineBytes current;
  private LineBytes last;
  private boolean isRefused;
  private boolean isRedirected;

  ForeignLink(Link way, SenderConfig config, Form form, SendCounters counters, long now) {
    int limit = config.maxPacketBytes() > 0 ? config.maxPacketBytes() : MAX_DATAGRAM_BYTES;
    this.way = way;
    this.feedback = config.feedback() ? Feedback.REFUSALS : Feedback.NONE;
    this.rendering = new Rendering(form, counters, limit);
    this.pace = new Pace(now);
    this.current = new LineBytes(limit);
    this.last = new LineBytes(limit);
  }

  @Override
  public Feedback feedback() {
    return isRedirected ? way.feedback() : feedback;
  }

  @Override
  public boolean maintain(long now, SenderMachine.State state) {
    pace.tick(now);
    boolean hasChanged = way.maintain(now, state);
    isRedirected = hasChanged ? Redirect.isOpen() : isRedirected;
    return hasChanged;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    try {
      return way.read(into);
    } catch (PortUnreachableException e) {
      refused();
      throw e;
    }
  }

  /** It was the last that has left; where nothing comes back, nothing is known. */
  private void refused() {
    isRefused = feedback == Feedback.REFUSALS && last.size() > 0;
  }

  @Override
  public boolean write(ByteBuffer bytes) throws IOException {
    if (isRedirected) {
      return way.write(bytes);
    }
    if (isRefused && !sendAgain()) {
      return false;
    }
    int length = bytes.remaining();
    bytes.get(packet, 0, length);
    Datagram datagram = decoder.decode(packet, length);
    if (datagram instanceof Datagram.Events events) {
      return leave(events.sequence(), events.records());
    }
    Event joined = datagram instanceof Datagram.Piece piece ? joiner.add(piece) : null;
    return joined == null || leave(((Datagram.Packet) datagram).sequence(), List.of(joined));
  }

  private boolean leave(long sequence, List<? extends Datagram.Record> records) throws IOException {
    if (sequence != unfinished) {
      unfinished = sequence;
      done = 0;
    }
    for (; done < records.size(); done++) {
      if (records.get(done) instanceof Event event && !leave(event)) {
        return false;
      }
    }
    return true;
  }

  private boolean leave(Event event) throws IOException {
    if (!pace.allows()) {
      return false;
    }
    ByteBuffer datagram = rendering.render(event, current);
    try {
      if (!way.write(datagram)) {
        return false;
      }
    } catch (PortUnreachableException e) {
      refused(); // the one before; this one has not left, and will
      throw e;
    } catch (IOException e) {
      if (!way.isTooLong(e)) {
        keepAsLast(); // it is what will be tried again
        refused();
        done += isRefused ? 1 : 0;
      } else if (rendering.limit() > Endpoint.SAFE_PACKET_BYTES) {
        rendering.limit(Math.max(Endpoint.SAFE_PACKET_BYTES, rendering.limit() / 2));
        return false;
      }
      throw e;
    }
    pace.spend(current.size());
    keepAsLast();
    return true;
  }

  private void keepAsLast() {
    LineBytes written = current;
    current = last;
    last = written;
  }

  /** Nothing is said to strangers; but what was refused is tried again. */
  @Override
  public void say(ByteBuffer heartbeat) throws IOException {
    if (isRedirected) {
      way.say(heartbeat);
    } else if (isRefused) {
      sendAgain();
    }
  }

  private boolean sendAgain() throws IOException {
    isRefused = !way.write(ByteBuffer.wrap(last.bytes(), 0, last.size()));
    return !isRefused;
  }

  @Override
  public boolean isOpen() {
    return way.isOpen();
  }

  @Override
  public int packetBytes() {
    return way.packetBytes();
  }

  @Override
  public long maintainAt() {
    return way.maintainAt();
  }

  @Override
  public void failed(long now) {
    way.failed(now);
  }

  @Override
  public boolean isTooLong(IOException e) {
    return way.isTooLong(e);
  }

  @Override
  public void close() {
    way.close();
  }
}
