package io.github.loghail.receiver;

import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Seal;
import io.github.loghail.wire.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Questions to a receiver, one after the other, and how long each answer took. A question opens no
 * session: nothing of it is to be seen there.
 */
final class Probe {

  private static final int ANSWER_BYTES = 2048;

  /**
   * What came of it.
   *
   * @param asked how many questions were sent
   * @param roundTripNanos of each answer, the shortest first
   * @param isRefused whether the system said that nobody listens
   */
  record Result(int asked, List<Long> roundTripNanos, boolean isRefused) {

    int lost() {
      return asked - roundTripNanos.size();
    }

    double medianMillis() {
      return roundTripNanos.get(roundTripNanos.size() / 2) / 1e6;
    }

    double worstMillis() {
      return roundTripNanos.get(roundTripNanos.size() - 1) / 1e6;
    }
  }

  private Probe() {}

  /** Asks so many times, sealed where there is a secret, and waits so long for each answer. */
  static Result ask(InetSocketAddress receiver, Secret secret, int times, long waitMillis)
      throws IOException {
    Seal seal = secret == null ? null : new Seal(secret);
    Decoder decoder = new Decoder(secret);
    List<Long> roundTrips = new ArrayList<>();
    SecureRandom random = new SecureRandom();
    int asked = 0;
    try (DatagramChannel channel = DatagramChannel.open();
        Selector selector = Selector.open()) {
      channel.connect(receiver).configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      for (; asked < times; asked++) {
        long session = random.nextLong();
        long start = System.nanoTime();
        channel.write(question(session, seal));
        if (isAnswered(channel, selector, decoder, seal, session, start, waitMillis)) {
          roundTrips.add(System.nanoTime() - start);
        }
      }
    } catch (PortUnreachableException e) {
      return new Result(asked + 1, List.of(), true);
    }
    Collections.sort(roundTrips);
    return new Result(asked, roundTrips, false);
  }

  private static ByteBuffer question(long session, Seal seal) {
    ControlWriter control = new ControlWriter();
    Resource nobody = new Resource("doctor", "", ProcessHandle.current().pid(), "doctor", 0);
    int length =
        control.write(
            new Datagram.Heartbeat(
                session, 0, 0, 0, 0, nobody, new DropCounts(), false, true, false));
    if (seal == null) {
      return ByteBuffer.wrap(control.bytes(), 0, length);
    }
    int sealedLength = seal.toReceiver(control.bytes(), 0, length);
    return ByteBuffer.wrap(seal.bytes(), 0, sealedLength);
  }

  private static boolean isAnswered(
      DatagramChannel channel,
      Selector selector,
      Decoder decoder,
      Seal seal,
      long session,
      long start,
      long waitMillis)
      throws IOException {
    byte[] answer = new byte[ANSWER_BYTES];
    long left = waitMillis;
    while (left > 0) {
      selector.select(left);
      selector.selectedKeys().clear();
      int length = channel.read(ByteBuffer.wrap(answer));
      if (length > 0 && isAnswer(decoder.decode(answer, length), seal != null, session)) {
        return true;
      }
      left = waitMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
    return false;
  }

  /** The session was made for this question alone, so no recording can be an answer to it. */
  private static boolean isAnswer(Datagram datagram, boolean isSealed, long session) {
    Datagram plain = datagram instanceof Datagram.Opened opened ? opened.datagram() : datagram;
    return isSealed == (plain != datagram)
        && plain instanceof Datagram.Status status
        && status.session() == session;
  }
}
