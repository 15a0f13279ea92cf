package io.github.loghail.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a peer's datagrams are sent to: a thread that takes them as fast as it can, and does nothing
 * but count the events. It decodes nothing and writes nothing, which flatters the peers.
 */
final class CountingSink implements AutoCloseable {

  private static final byte[] MARK = Emitter.MARK.getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_BYTES = 4 << 20;

  /** GELF: a chunk begins with 0x1e 0x0f, eight bytes of an id, then its number. */
  private static final int CHUNK_NUMBER_AT = 10;

  private final DatagramChannel channel;
  private final boolean isCompressed;
  private volatile long events;

  private CountingSink(DatagramChannel channel, boolean isCompressed) {
    this.channel = channel;
    this.isCompressed = isCompressed;
  }

  /** Opens one; of what is compressed each datagram counts, of all else the marks. */
  static CountingSink open(boolean isCompressed) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
    channel.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    CountingSink sink = new CountingSink(channel, isCompressed);
    Thread thread = new Thread(sink::run, "counting-sink");
    thread.setDaemon(true);
    thread.start();
    return sink;
  }

  int port() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  long events() {
    return events;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  private void run() {
    byte[] bytes = new byte[1 << 16];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      while (true) {
        buffer.clear();
        channel.receive(buffer);
        if (isEvent(bytes, buffer.position())) {
          events++;
        }
      }
    } catch (ClosedChannelException e) {
      // closed: done
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isEvent(byte[] bytes, int length) {
    if (length > CHUNK_NUMBER_AT && bytes[0] == 0x1e && bytes[1] == 0x0f) {
      return bytes[CHUNK_NUMBER_AT] == 0;
    }
    return isCompressed || hasMark(bytes, length);
  }

  private static boolean hasMark(byte[] bytes, int length) {
    for (int i = 0; i + MARK.length <= length; i++) {
      if (bytes[i] == MARK[0] && Arrays.equals(bytes, i, i + MARK.length, MARK, 0, MARK.length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
