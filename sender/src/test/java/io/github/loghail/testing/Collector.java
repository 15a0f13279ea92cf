package io.github.loghail.testing;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Resource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A plain UDP sink on a free loopback port, for the tests of appenders: it decodes what comes,
 * joins events from their pieces, and never answers.
 */
public final class Collector implements AutoCloseable {

  private static final int BUFFER_BYTES = 4 << 20;
  private static final int PATIENCE_SECONDS = 10;

  private final DatagramSocket socket;
  private final Decoder decoder = new Decoder();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<Datagram> datagrams = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> foreign = new LinkedBlockingQueue<>();
  private byte[] joined;
  private volatile Resource resource;

  /** Opens the socket, and begins to read from it. */
  public Collector() {
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      socket.setReceiveBufferSize(BUFFER_BYTES);
    } catch (SocketException e) {
      throw new IllegalStateException(e);
    }
    Thread thread = new Thread(this::run, "collector");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Where it listens.
   *
   * @return a port of the loopback address
   */
  public int port() {
    return socket.getLocalPort();
  }

  /**
   * Waits for the next event.
   *
   * @return the event
   */
  public Event next() {
    Event event = poll(PATIENCE_SECONDS * 1000L);
    if (event == null) {
      throw new AssertionError("no event within " + PATIENCE_SECONDS + " s; got " + datagrams);
    }
    return event;
  }

  /**
   * Waits for the next datagram of another format.
   *
   * @return its text
   */
  public String nextForeign() {
    try {
      String text = foreign.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (text == null) {
        throw new AssertionError("no text within " + PATIENCE_SECONDS + " s; got " + datagrams);
      }
      return text;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Waits for an event that may not come.
   *
   * @param millis how long
   * @return the event, or null
   */
  public Event poll(long millis) {
    try {
      return events.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Who sent the latest datagram.
   *
   * @return its resource, or null before the first
   */
  public Resource resource() {
    return resource;
  }

  /**
   * Everything that came.
   *
   * @return a view that grows
   */
  public List<Datagram> datagrams() {
    return datagrams;
  }

  private void run() {
    byte[] buffer = new byte[65_536];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    while (!socket.isClosed()) {
      packet.setLength(buffer.length);
      try {
        socket.receive(packet);
      } catch (IOException e) {
        continue; // closed, which ends the loop
      }
      byte[] copy = Arrays.copyOf(buffer, packet.getLength());
      Datagram datagram = decoder.decode(copy, copy.length);
      if (datagram instanceof Datagram.Foreign) {
        foreign.add(new String(copy, StandardCharsets.UTF_8));
      }
      take(datagram);
    }
  }

  private void take(Datagram datagram) {
    datagrams.add(datagram);
    if (datagram instanceof Datagram.Packet packet) {
      resource = Decoder.resource(packet.resourceBlock());
    }
    if (datagram instanceof Datagram.Events whole) {
      for (Datagram.Record each : whole.records()) {
        if (each instanceof Event event) {
          events.add(event);
        }
      }
    } else if (datagram instanceof Datagram.Piece piece) {
      join(piece);
    }
  }

  private void join(Datagram.Piece piece) {
    if (piece.isFirst()) {
      joined = new byte[piece.eventBytes()];
    }
    System.arraycopy(
        piece.bytes().bytes(),
        piece.bytes().offset(),
        joined,
        piece.offset(),
        piece.bytes().length());
    if (piece.isLast()) {
      events.add(Decoder.joined(joined, joined.length, piece.firstEvent()));
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
