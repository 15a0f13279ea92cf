package io.github.loghail.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two threads with a datagram channel each: one sends numbered datagrams of numbered events, no
 * more at a time than the other's socket buffer holds, the other looks at every number. One lost
 * fails the whole.
 */
final class WindowedBlast implements AutoCloseable {

  static final int EVENT_BYTES = 200;

  private static final int BUFFER_BYTES = 4 << 20;

  /** Of payload in flight; the kernel counts its own structures too, so the small go by number. */
  private static final int WINDOW_BYTES = 1 << 20;

  private static final int WINDOW_DATAGRAMS = 1000;
  private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long END = -1;

  private final DatagramChannel receiver = DatagramChannel.open();
  private final DatagramChannel sender = DatagramChannel.open();
  private final int datagramBytes;
  private final int window;
  private IOException failure;

  private WindowedBlast(int datagramBytes) throws IOException {
    this.datagramBytes = datagramBytes;
    this.window = Math.min(WINDOW_DATAGRAMS, WINDOW_BYTES / datagramBytes);
    InetAddress here = InetAddress.getLoopbackAddress();
    receiver.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
    receiver.bind(new InetSocketAddress(here, 0));
    sender.bind(new InetSocketAddress(here, 0));
    sender.connect(receiver.getLocalAddress());
    receiver.connect(sender.getLocalAddress());
    sender.configureBlocking(false);
  }

  /** Datagrams that arrive each second, over so long. */
  static double perSecond(int datagramBytes, long millis) throws IOException, InterruptedException {
    try (WindowedBlast blast = new WindowedBlast(datagramBytes)) {
      Thread receiving = new Thread(blast::receive, "limits-receiver");
      receiving.start();
      long start = System.nanoTime();
      long sent = blast.send(start, TimeUnit.MILLISECONDS.toNanos(millis));
      double seconds = (System.nanoTime() - start) / 1e9;
      receiving.join();
      if (blast.failure != null) {
        throw blast.failure;
      }
      return sent / seconds;
    }
  }

  private long send(long start, long nanos) throws IOException {
    ByteBuffer datagram = ByteBuffer.allocateDirect(datagramBytes);
    ByteBuffer answer = ByteBuffer.allocateDirect(Long.BYTES);
    byte[] event = new byte[EVENT_BYTES - Long.BYTES];
    long sent = 0;
    long received = 0;
    while (System.nanoTime() - start < nanos) {
      received = sent - received < window ? received : await(sent - window + 1, answer);
      datagram.clear();
      for (int i = 0; i < datagramBytes / EVENT_BYTES; i++) {
        datagram.putLong(sent + i).put(event);
      }
      write(datagram.position(0).limit(datagramBytes));
      sent++;
    }
    await(sent / quarter() * quarter(), answer);
    datagram.clear().putLong(END);
    write(datagram.flip());
    return sent;
  }

  private void write(ByteBuffer datagram) throws IOException {
    while (datagram.hasRemaining() && sender.write(datagram) == 0) {
      Thread.onSpinWait();
    }
  }

  /** Waits until so many have been received; how many have. */
  private long await(long wanted, ByteBuffer answer) throws IOException {
    long deadline = System.nanoTime() + LOST_NANOS;
    long received = 0;
    while (received < wanted) {
      answer.clear();
      if (sender.read(answer) > 0) {
        received = answer.flip().getLong();
      } else if (System.nanoTime() - deadline > 0) {
        throw new IOException("a datagram of " + datagramBytes + " bytes was lost");
      } else {
        LockSupport.parkNanos(1_000);
      }
    }
    return received;
  }

  private int quarter() {
    return Math.max(1, window / 4);
  }

  private void receive() {
    ByteBuffer datagram = ByteBuffer.allocateDirect(1 << 16);
    ByteBuffer answer = ByteBuffer.allocateDirect(Long.BYTES);
    try {
      for (long received = 0; ; ) {
        datagram.clear();
        receiver.read(datagram);
        if (datagram.getLong(0) == END) {
          return;
        }
        check(datagram, received++);
        if (received % quarter() == 0) {
          receiver.write(answer.clear().putLong(received).flip());
        }
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private static void check(ByteBuffer datagram, long expected) throws IOException {
    for (int i = 0; (i + 1) * EVENT_BYTES <= datagram.position(); i++) {
      if (datagram.getLong(i * EVENT_BYTES) != expected + i) {
        throw new IOException("event " + i + " of datagram " + expected + " is another");
      }
    }
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
  }
}
