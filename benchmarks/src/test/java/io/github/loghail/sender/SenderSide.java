package io.github.loghail.sender;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Secret;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A whole sender, its ring, loop and machine, in virtual time: a door into its package for the test
 * that plays it against the receiver. Only the socket and the thread are not the real ones.
 */
public final class SenderSide {

  private static final int PACKET_BYTES = 1100;
  private static final int MAX_EVENT_BYTES = 8 << 10;
  private static final int MAX_TURNS = 100;

  private final LongSupplier clock;
  private final Wire wire;
  private final PacketRing ring;
  private final SenderLoop loop;
  private final Stopping stopping;
  private final EventEncoder encoder;
  private boolean wasOneWay;

  public SenderSide(
      long session,
      Secret secret,
      int ringBytes,
      LongSupplier clock,
      Consumer<byte[]> network,
      long startNanos) {
    this.clock = clock;
    wire = new Wire(network);
    stopping = new Stopping(clock);
    SenderConfig config =
        new SenderConfig(
            "model",
            1,
            "orders",
            "model",
            Format.LOGHAIL,
            ringBytes,
            PACKET_BYTES,
            MAX_EVENT_BYTES,
            TimeUnit.MILLISECONDS.toNanos(10),
            Overflow.DROP,
            0,
            0,
            true,
            secret == null ? null : "model");
    Resource resource = new Resource("orders", "box", session, "model", startNanos);
    PacketWriter writer = new PacketWriter(session, resource, false);
    ring = new PacketRing(config, writer, PACKET_BYTES, PACKET_BYTES, clock);
    encoder = new EventEncoder(new Names(), MAX_EVENT_BYTES);
    SenderStatus status =
        new SenderStatus() {
          @Override
          public void info(String message) {
            wasOneWay |= message.startsWith("nobody answers");
          }

          @Override
          public void warn(String message) {}
        };
    loop =
        new SenderLoop(
            session,
            resource,
            config,
            ring,
            secret == null ? wire : new SealedLink(wire, secret, session),
            new Reporter(config, status),
            new SendCounters(),
            stopping,
            clock);
  }

  /** The application logs. */
  public void log(int severity, String message) {
    do {
      encoder.begin(severity, clock.getAsLong(), "logger", "main");
      encoder.message(message);
    } while (!encoder.finish());
    ring.append(encoder, false);
  }

  /** The thread has its turn. */
  public void turn() {
    for (int i = 0; i < MAX_TURNS && !stopping.isStopped() && loop.turn(clock.getAsLong()); i++) {
      // as long as there is something to do
    }
  }

  /** A datagram arrives. */
  public void receive(byte[] datagram) {
    wire.inbox.add(datagram);
  }

  /** The system says that the port is closed. */
  public void refuse() {
    wire.isRefused = true;
  }

  /** The application ends. */
  public void stop(Duration timeout) {
    stopping.request(timeout.toNanos(), true);
  }

  public boolean isStopped() {
    return stopping.isStopped();
  }

  /** Whether it ever sent without an answer, and so without a window. */
  public boolean wasOneWay() {
    return wasOneWay;
  }

  public long logged() {
    long[] count = new long[1];
    ring.count((logged, accepted, truncated, expired, highWater, drops) -> count[0] = logged);
    return count[0];
  }

  /** Events for which there was no room. */
  public long dropped() {
    return ring.drops().count(DropCause.RING_FULL);
  }

  /** Events that were given up without ever having been sent. */
  public long expired() {
    long[] count = new long[1];
    ring.count((logged, accepted, truncated, expired, highWater, drops) -> count[0] = expired);
    return count[0];
  }

  public long abandoned() {
    return stopping.abandoned();
  }

  /** A way on which nothing fails but that the port may be closed. */
  private static final class Wire implements Link {

    private final Consumer<byte[]> network;
    private final ArrayDeque<byte[]> inbox = new ArrayDeque<>();
    private boolean isNew = true;
    private boolean isRefused;

    Wire(Consumer<byte[]> network) {
      this.network = network;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public int packetBytes() {
      return PACKET_BYTES;
    }

    @Override
    public boolean maintain(long now, SenderMachine.State state) {
      boolean wasNew = isNew;
      isNew = false;
      return wasNew;
    }

    @Override
    public long maintainAt() {
      return Long.MAX_VALUE;
    }

    @Override
    public void failed(long now) {}

    /** As with a connected socket, a refusal is told once, by the next call. */
    private void tellRefusal() throws PortUnreachableException {
      if (isRefused) {
        isRefused = false;
        throw new PortUnreachableException();
      }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      tellRefusal();
      byte[] datagram = inbox.poll();
      if (datagram == null) {
        return -1;
      }
      into.clear().put(datagram);
      return datagram.length;
    }

    @Override
    public Feedback feedback() {
      return Feedback.ANSWERS;
    }

    @Override
    public void say(ByteBuffer heartbeat) throws IOException {
      write(heartbeat);
    }

    @Override
    public boolean write(ByteBuffer datagram) throws IOException {
      tellRefusal();
      byte[] bytes = new byte[datagram.remaining()];
      datagram.get(bytes);
      network.accept(Arrays.copyOf(bytes, bytes.length));
      return true;
    }

    @Override
    public boolean isTooLong(IOException e) {
      return false;
    }

    @Override
    public void close() {}
  }
}
