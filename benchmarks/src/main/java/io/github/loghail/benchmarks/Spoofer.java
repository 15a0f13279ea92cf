package io.github.loghail.benchmarks;

import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code spoof PORT PER_SECOND SECONDS}: well-formed datagrams, each of a session of its own, from
 * many addresses of this machine: half of them say that a session lives, half bring an event.
 */
final class Spoofer {

  private static final int ADDRESSES = 64;
  private static final int SESSION_AT = 8;
  private static final Resource NOBODY =
      new Resource("spoofed", "nowhere", 1, "logback", System.currentTimeMillis() * 1_000_000);

  private final List<DatagramChannel> channels = new ArrayList<>();
  private final List<byte[]> templates = List.of(heartbeat(), events(0), events(1000));
  private final Checksum checksum = new Checksum();
  private final SplittableRandom random = new SplittableRandom();
  private long sent;

  private Spoofer() {}

  static void run(String[] args) throws IOException {
    int perSecond = Integer.parseInt(args[1]);
    Spoofer spoofer = new Spoofer();
    spoofer.connect(Integer.parseInt(args[0]));
    long start = System.nanoTime();
    long nanos = TimeUnit.SECONDS.toNanos(Integer.parseInt(args[2]));
    for (long past = 0; past < nanos; past = System.nanoTime() - start) {
      while (spoofer.sent < past * (perSecond / 1e9)) {
        spoofer.send();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    System.out.println("sent=" + spoofer.sent);
  }

  private void connect(int port) throws IOException {
    for (int i = 1; i <= ADDRESSES; i++) {
      DatagramChannel channel = DatagramChannel.open(java.net.StandardProtocolFamily.INET);
      channel.bind(new InetSocketAddress("127.1.0." + i, 0));
      channel.connect(new InetSocketAddress("127.0.0.1", port));
      channels.add(channel);
    }
  }

  private void send() throws IOException {
    byte[] datagram = templates.get(sent % 2 == 0 ? 0 : 1 + (int) (sent / 2 % 2));
    ByteBuffer buffer = ByteBuffer.wrap(datagram).putLong(SESSION_AT, random.nextLong());
    checksum.put(datagram, datagram.length);
    channels.get((int) (sent % ADDRESSES)).write(buffer);
    sent++;
  }

  private static byte[] heartbeat() {
    ControlWriter writer = new ControlWriter();
    int length =
        writer.write(
            new Datagram.Heartbeat(1, 0, 0, 0, 0, NOBODY, new DropCounts(), false, false, false));
    return Arrays.copyOf(writer.bytes(), length);
  }

  private static byte[] events(long sequence) {
    EventEncoder encoder = new EventEncoder(new Names(), 1 << 20);
    do {
      encoder.begin(
          Severity.ERROR, System.currentTimeMillis() * 1_000_000, "com.acme.Shop", "main");
      encoder.message("what a stranger would have you read");
    } while (!encoder.finish());
    PacketWriter writer = new PacketWriter(1, NOBODY, false);
    byte[] packet = new byte[2000];
    writer.open(packet, packet.length, sequence, sequence);
    writer.append(encoder);
    return Arrays.copyOf(packet, writer.seal());
  }
}
