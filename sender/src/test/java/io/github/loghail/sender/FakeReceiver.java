package io.github.loghail.sender;

import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real socket on a free loopback port that keeps what it gets, and answers if told to: a receiver
 * for tests that takes packets in order only and asks again by its STATUS.
 */
final class FakeReceiver implements AutoCloseable {

  private final DatagramSocket socket;
  private final boolean answers;
  private final Decoder decoder = new Decoder();
  private final ControlWriter control = new ControlWriter();
  private final List<Datagram> datagrams = new CopyOnWriteArrayList<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final AtomicLong expected = new AtomicLong();
  private final AtomicInteger window = new AtomicInteger(64 << 10);
  private byte[] joined;
  private volatile SocketAddress peer;
  private volatile long session;

  FakeReceiver(boolean answers) throws IOException {
    this(answers, 0);
  }

  FakeReceiver(boolean answers, int port) throws IOException {
    this.answers = answers;
    this.socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::run, "fake-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  List<Datagram> datagrams() {
    return datagrams;
  }

  List<Event> events() {
    return events;
  }

  List<String> messages() {
    return events.stream().map(event -> event.message().toString()).toList();
  }

  void window(int bytes) {
    window.set(bytes);
    if (peer != null) {
      status();
    }
  }

  private void run() {
    byte[] buffer = new byte[65_536];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        peer = packet.getSocketAddress();
        byte[] copy = java.util.Arrays.copyOf(buffer, packet.getLength());
        take(decoder.decode(copy, copy.length));
      } catch (SocketException e) {
        // closed, or the peer has gone
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void take(Datagram datagram) {
    datagrams.add(datagram);
    if (datagram instanceof Datagram.Native own) {
      session = own.session();
    }
    if (datagram instanceof Datagram.Packet packet
        && (!answers || packet.sequence() == expected.get())) {
      expected.incrementAndGet();
      deliver(packet);
    }
    status();
  }

  private void deliver(Datagram.Packet packet) {
    if (packet instanceof Datagram.Events whole) {
      for (Datagram.Record record : whole.records()) {
        if (record instanceof Event event) {
          events.add(event);
        }
      }
    } else if (packet instanceof Datagram.Piece piece) {
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
  }

  private synchronized void status() {
    if (!answers) {
      return;
    }
    int length =
        control.write(new Datagram.Status(session, expected.get(), window.get(), expected.get()));
    try {
      socket.send(new DatagramPacket(control.bytes(), length, peer));
    } catch (IOException e) {
      // the peer has gone
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
