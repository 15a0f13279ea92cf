package io.github.loghail.receiver;

import io.github.loghail.wire.AnswerCheck;
import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Seal;
import io.github.loghail.wire.Secret;
import io.github.loghail.wire.Wire;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * A small sender for lines, on the caller's thread: it keeps what was not acknowledged, holds to
 * the window, and sends again. An address that never answers is sent to all the same. While the
 * caller waits for a line, {@link KeepAlive} calls {@link #tick}.
 */
final class SendSession implements TextSender {

  private static final int PACKET_BYTES = 8192;
  private static final int REMOTE_PACKET_BYTES = 1280 - 40 - 8;
  private static final int CONTROL_BYTES = 2048;
  private static final long HELLO_MILLIS = 250;
  private static final long ASK_MILLIS = 50;
  private static final long FINISH_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long TICK_MILLIS = 200;
  private static final int TICKS_PER_HEARTBEAT = 5;
  private static final int MAX_LINE_BYTES = Wire.DEFAULT_MAX_EVENT_BYTES;

  private record Sent(long sequence, byte[] datagram) {
    long cost() {
      return datagram.length + Wire.DATAGRAM_OVERHEAD_BYTES;
    }
  }

  private final DatagramChannel channel;
  private final Selector selector = Selector.open();
  private final String where;
  private final int severity;
  private final int packetBytes;
  private final long session = new SecureRandom().nextLong();
  private final Resource resource;
  private final PacketWriter writer;
  private final EventEncoder encoder = new EventEncoder(new Names(), MAX_LINE_BYTES);
  private final byte[] open = new byte[PACKET_BYTES];
  private final Checksum checksum = new Checksum();
  private final ControlWriter control = new ControlWriter();
  private final Decoder decoder;
  private final Seal seal;
  private final AnswerCheck check = new AnswerCheck();
  private final byte[] answer = new byte[CONTROL_BYTES];
  private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();

  private boolean isOpen;
  private long nextPacket;
  private long nextEvent;

  /** The first event behind the packets that were sent. */
  private long nextUnsentEvent;

  private int ticks;
  private KeepAlive keepAlive;
  private boolean answers;
  private long window;
  private long inFlight;

  private SendSession(
      DatagramChannel channel, String where, String service, int severity, Secret secret)
      throws IOException {
    this.channel = channel;
    this.decoder = new Decoder(secret);
    this.seal = secret == null ? null : new Seal(secret);
    this.where = where;
    this.severity = severity;
    boolean isLocal =
        ((java.net.InetSocketAddress) channel.getRemoteAddress()).getAddress().isLoopbackAddress();
    packetBytes =
        (isLocal ? PACKET_BYTES : REMOTE_PACKET_BYTES) - (secret == null ? 0 : Seal.TAG_BYTES);
    resource =
        new Resource(service, "localhost", ProcessHandle.current().pid(), "send", epochNanos());
    writer = new PacketWriter(session, resource, false);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  /** The secret seals all; null for none. */
  static SendSession open(String host, int port, String service, int severity, Secret secret)
      throws IOException {
    DatagramChannel channel = PlainSender.connect(host, port);
    SendSession session =
        new SendSession(channel, PlainSender.text(host, port), service, severity, secret);
    try {
      session.hello();
      session.keepAlive = KeepAlive.start(TICK_MILLIS, session::tick);
      return session;
    } catch (IOException e) {
      session.close();
      throw e;
    }
  }

  /** Asks who is there, and waits a little for the answer. */
  private synchronized void hello() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HELLO_MILLIS);
    while (!answers && System.nanoTime() - deadline < 0) {
      heartbeat(false);
      read(ASK_MILLIS);
    }
  }

  @Override
  public synchronized void send(String line) throws IOException {
    do {
      encoder.begin(severity, epochNanos(), "", "");
      encoder.message(line);
    } while (!encoder.finish());
    if (!isOpen || !writer.append(encoder)) {
      flush();
      writer.open(open, packetBytes, nextPacket, nextEvent);
      isOpen = writer.append(encoder);
      if (!isOpen) {
        sendPieces();
      }
    }
    nextEvent++;
  }

  private void sendPieces() throws IOException {
    int length = writer.join(encoder);
    for (int offset = 0; offset < length; offset += writer.pieceBytes(packetBytes)) {
      boolean isLast = offset + writer.pieceBytes(packetBytes) >= length;
      transmit(
          writer.writePiece(open, packetBytes, nextPacket, nextEvent, offset),
          isLast ? nextEvent + 1 : nextEvent);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    if (isOpen) {
      isOpen = false;
      transmit(writer.seal(), nextEvent);
    }
  }

  /** What a waiting caller leaves undone: a packet half full, a sign of life, repairs. */
  private synchronized void tick() throws IOException {
    if (channel.isOpen()) {
      flush();
      if (ticks++ % TICKS_PER_HEARTBEAT == 0) {
        heartbeat(false);
      }
      read(0);
    }
  }

  private void transmit(int length, long eventBehind) throws IOException {
    checksum.put(open, length);
    Sent packet = new Sent(nextPacket, sealed(open, length));
    awaitWindow(packet.cost());
    nextPacket++;
    nextUnsentEvent = eventBehind;
    if (answers) {
      unacknowledged.add(packet);
      inFlight += packet.cost();
    }
    write(packet.datagram, packet.datagram.length);
    read(0);
  }

  private void awaitWindow(long cost) throws IOException {
    while (answers && inFlight > 0 && inFlight + cost > window) {
      if (!read(ASK_MILLIS)) {
        heartbeat(false);
      }
    }
  }

  /** Waits until all is acknowledged, two seconds for the next at most, then says the end. */
  @Override
  public synchronized void finish() throws IOException {
    flush();
    long deadline = System.nanoTime() + FINISH_NANOS;
    while (!unacknowledged.isEmpty() && System.nanoTime() - deadline < 0) {
      int before = unacknowledged.size();
      heartbeat(false);
      read(ASK_MILLIS);
      if (unacknowledged.size() < before) {
        deadline = System.nanoTime() + FINISH_NANOS;
      }
    }
    if (!unacknowledged.isEmpty()) {
      throw new IOException(
          where + " has not acknowledged " + unacknowledged.size() + " of the last datagrams");
    }
    sayEnd(deadline);
  }

  private void sayEnd(long deadline) {
    try {
      do {
        heartbeat(true);
      } while (answers && !read(ASK_MILLIS) && System.nanoTime() - deadline < 0);
    } catch (IOException e) {
      // All has arrived: that the receiver has gone since does no harm.
    }
  }

  private void heartbeat(boolean isEnd) throws IOException {
    long oldest = unacknowledged.isEmpty() ? nextPacket : unacknowledged.peek().sequence;
    int length =
        control.write(
            new Datagram.Heartbeat(
                session,
                nextPacket,
                oldest,
                nextUnsentEvent,
                0,
                resource,
                new DropCounts(),
                isEnd,
                false,
                false));
    byte[] datagram = sealed(control.bytes(), length);
    write(datagram, datagram.length);
  }

  private byte[] sealed(byte[] plain, int length) {
    if (seal == null) {
      return Arrays.copyOf(plain, length);
    }
    int sealedLength = seal.toReceiver(plain, 0, length);
    return Arrays.copyOf(seal.bytes(), sealedLength);
  }

  /** Reads what has come, or comes within the time; whether anything has. */
  private boolean read(long millis) throws IOException {
    if (millis > 0) {
      selector.select(millis);
      selector.selectedKeys().clear();
    }
    boolean any = false;
    try {
      ByteBuffer into = ByteBuffer.wrap(answer);
      for (int length = channel.read(into); length > 0; length = channel.read(into)) {
        any = true;
        take(opened(decoder.decode(answer, length)));
        into.clear();
      }
    } catch (PortUnreachableException e) {
      throw nobody(e);
    }
    return any;
  }

  /** With a secret, what is not sealed with it, or not new, is nobody's answer. */
  private Datagram opened(Datagram datagram) {
    if (seal == null) {
      return datagram;
    }
    return datagram instanceof Datagram.Opened opened
            && opened.datagram().session() == session
            && check.isNew(opened)
        ? opened.datagram()
        : null;
  }

  private void take(Datagram datagram) throws IOException {
    if (datagram instanceof Datagram.Status status && status.session() == session) {
      answers = true;
      window = status.windowBytes();
      while (!unacknowledged.isEmpty() && unacknowledged.peek().sequence < status.nextExpected()) {
        inFlight -= unacknowledged.remove().cost();
      }
    } else if (datagram instanceof Datagram.Nak nak && nak.session() == session) {
      sendAgain(nak);
    }
  }

  private void sendAgain(Datagram.Nak nak) throws IOException {
    for (Iterator<Sent> each = unacknowledged.iterator(); each.hasNext(); ) {
      Sent packet = each.next();
      boolean isAsked =
          nak.ranges().stream()
              .anyMatch(
                  range ->
                      packet.sequence >= range.first()
                          && packet.sequence - range.first() < range.packets());
      if (isAsked) {
        write(packet.datagram, packet.datagram.length);
      }
    }
  }

  private void write(byte[] datagram, int length) throws IOException {
    try {
      channel.write(ByteBuffer.wrap(datagram, 0, length));
    } catch (PortUnreachableException e) {
      throw nobody(e);
    } catch (IOException e) {
      throw new IOException("cannot send to " + where + ": " + e.getMessage(), e);
    }
  }

  private IOException nobody(PortUnreachableException e) {
    return new IOException("nobody listens on " + where, e);
  }

  private static long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public void close() throws IOException {
    if (keepAlive != null) {
      keepAlive.close();
    }
    synchronized (this) {
      selector.close();
      channel.close();
    }
  }
}
