package io.github.loghail.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A bad network in a box: datagrams go through it both ways, and some are lost, doubled, reordered,
 * damaged or late. It has a socket for each sender, so that answers find their way back.
 */
final class Relay implements Runnable, AutoCloseable {

  private static final int SOCKET_BUFFER_BYTES = 4 << 20;
  private static final long REORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  /**
   * What goes wrong, as shares of all datagrams, each way.
   *
   * @param loss 0 to 1
   * @param doubled 0 to 1
   * @param reordered 0 to 1
   * @param damaged 0 to 1
   * @param delayNanos each way
   */
  record Faults(double loss, double doubled, double reordered, double damaged, long delayNanos) {
    static final Faults NONE = new Faults(0, 0, 0, 0, 0);
  }

  private record Late(
      long dueNanos, long order, DatagramChannel back, ByteBuffer datagram, boolean toTarget)
      implements Comparable<Late> {
    @Override
    public int compareTo(Late other) {
      int byTime = Long.compare(dueNanos - other.dueNanos, 0);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final Random random;
  private final Selector selector = Selector.open();
  private final DatagramChannel front;
  private final InetSocketAddress target;
  private final Map<InetSocketAddress, DatagramChannel> backs = new HashMap<>();
  private final Map<DatagramChannel, InetSocketAddress> clients = new HashMap<>();
  private final PriorityQueue<Late> late = new PriorityQueue<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
  private volatile Faults faults;
  private long order;

  Relay(InetSocketAddress listen, InetSocketAddress target, Faults faults, long seed)
      throws IOException {
    this.target = target;
    this.faults = faults;
    this.random = new Random(seed);
    front = DatagramChannel.open();
    front.setOption(java.net.StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
    front.bind(listen).configureBlocking(false);
    front.register(selector, SelectionKey.OP_READ);
    Thread thread = new Thread(this, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  static Relay onLoopback(int targetPort, Faults faults, long seed) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    return new Relay(
        new InetSocketAddress(loopback, 0),
        new InetSocketAddress(loopback, targetPort),
        faults,
        seed);
  }

  int port() throws IOException {
    return ((InetSocketAddress) front.getLocalAddress()).getPort();
  }

  void faults(Faults changed) {
    faults = changed;
  }

  @Override
  public void run() {
    while (front.isOpen()) {
      try {
        long wait =
            late.isEmpty()
                ? 100
                : Math.max(
                    1, TimeUnit.NANOSECONDS.toMillis(late.peek().dueNanos - System.nanoTime()));
        selector.select(wait);
        drain(front, true);
        for (DatagramChannel back : java.util.List.copyOf(backs.values())) {
          drain(back, false);
        }
        deliverLate();
      } catch (IOException | java.nio.channels.ClosedSelectorException e) {
        if (!front.isOpen()) {
          return;
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private void drain(DatagramChannel from, boolean isFront) throws IOException {
    while (true) {
      buffer.clear();
      InetSocketAddress sender;
      try {
        sender = (InetSocketAddress) from.receive(buffer);
      } catch (java.net.PortUnreachableException e) {
        continue;
      }
      if (sender == null) {
        return;
      }
      buffer.flip();
      ByteBuffer copy = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
      pass(isFront ? back(sender) : from, copy, isFront);
    }
  }

  private DatagramChannel back(InetSocketAddress client) throws IOException {
    DatagramChannel back = backs.get(client);
    if (back == null) {
      back = DatagramChannel.open();
      back.setOption(java.net.StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      back.bind(
          new InetSocketAddress(
              target.getAddress().isLoopbackAddress() ? "127.0.0.1" : "0.0.0.0", 0));
      back.configureBlocking(false);
      back.register(selector, SelectionKey.OP_READ);
      backs.put(client, back);
      clients.put(back, client);
    }
    return back;
  }

  private void pass(DatagramChannel back, ByteBuffer datagram, boolean toTarget)
      throws IOException {
    Faults now = faults;
    if (random.nextDouble() < now.loss) {
      return;
    }
    if (random.nextDouble() < now.damaged) {
      int at = random.nextInt(datagram.limit());
      datagram.put(at, (byte) (datagram.get(at) ^ 1 << random.nextInt(8)));
    }
    long delay = now.delayNanos + (random.nextDouble() < now.reordered ? REORDER_NANOS : 0);
    int copies = random.nextDouble() < now.doubled ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (delay == 0) {
        send(back, datagram.duplicate(), toTarget);
      } else {
        long due = System.nanoTime() + delay;
        late.add(new Late(due, order++, back, datagram.duplicate(), toTarget));
      }
    }
  }

  private void deliverLate() throws IOException {
    long now = System.nanoTime();
    while (!late.isEmpty() && late.peek().dueNanos - now <= 0) {
      Late due = late.poll();
      send(due.back, due.datagram, due.toTarget);
    }
  }

  private void send(DatagramChannel back, ByteBuffer datagram, boolean toTarget)
      throws IOException {
    try {
      if (toTarget) {
        back.send(datagram, target);
      } else {
        front.send(datagram, clients.get(back));
      }
    } catch (java.net.PortUnreachableException e) {
      // the other side is gone for now; that is what a network does
    }
  }

  @Override
  public void close() throws IOException {
    for (DatagramChannel back : backs.values()) {
      back.close();
    }
    front.close();
    selector.close();
  }
}
