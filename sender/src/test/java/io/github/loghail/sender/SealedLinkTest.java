package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Seal;
import io.github.loghail.wire.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sender with a secret takes for an answer, and what it makes of old ones. */
class SealedLinkTest {

  private static final long SESSION = 4711;
  private static final Secret OURS = secret(1);
  private static final Resource RESOURCE = new Resource("shop", "box", 1, "test", 0);

  private final Wire wire = new Wire();
  private final Link link = new SealedLink(wire, OURS, SESSION);
  private final ByteBuffer in = ByteBuffer.allocate(2048);
  private final ControlWriter control = new ControlWriter();

  /** One start of a receiver. */
  private Seal receiver = new Seal(OURS);

  private static Secret secret(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return Secret.of(bytes);
  }

  private byte[] status(long expected, long heard) {
    return status(receiver, SESSION, expected, heard);
  }

  private byte[] status(Seal from, long session, long expected, long heard) {
    int length = control.write(new Datagram.Status(session, expected, 1000, 0));
    int sealed = from.toSender(control.bytes(), length, any -> heard);
    return Arrays.copyOf(from.bytes(), sealed);
  }

  private byte[] nak(long first, long heard) {
    Datagram.Nak nak = new Datagram.Nak(SESSION, List.of(new Datagram.Range(first, 1)));
    int sealed = receiver.toSender(control.bytes(), control.write(nak), any -> heard);
    return Arrays.copyOf(receiver.bytes(), sealed);
  }

  /** What comes out when these arrive: what a STATUS expects, and what a NAK misses, negative. */
  private List<Long> taken(byte[]... datagrams) throws IOException {
    wire.inbox.addAll(List.of(datagrams));
    List<Long> taken = new ArrayList<>();
    for (int length = link.read(in); length >= 0; length = link.read(in)) {
      Datagram datagram = new Decoder().decode(in.array(), length);
      taken.add(
          datagram instanceof Datagram.Status status
              ? status.nextExpected()
              : -((Datagram.Nak) datagram).ranges().get(0).first());
    }
    return taken;
  }

  private void heartbeat() throws IOException {
    int length =
        control.write(
            new Datagram.Heartbeat(
                SESSION, 0, 0, 0, 0, RESOURCE, new DropCounts(), false, false, false));
    link.write(ByteBuffer.wrap(control.bytes(), 0, length));
  }

  @Test
  void takesAnswersInTheirOrder() throws IOException {
    assertThat(taken(status(1, 1), nak(2, 1), status(3, 1), status(4, 2)))
        .containsExactly(1L, -2L, 3L, 4L);
  }

  @Test
  void takesNothingTwice() throws IOException {
    byte[] status = status(1, 1);
    byte[] nak = nak(2, 1);
    byte[] later = status(3, 1);
    assertThat(taken(status, nak, later)).hasSize(3);
    assertThat(taken(status, nak, later, later, nak, status)).isEmpty();
  }

  /** A NAK may be overtaken by a STATUS: only a later one of its own kind makes it old. */
  @Test
  void whatWasOvertakenByItsOwnKindIsOld() throws IOException {
    byte[] first = status(1, 1);
    byte[] nak = nak(2, 1);
    byte[] second = status(3, 1);
    byte[] third = status(4, 1);
    assertThat(taken(first, third, second, nak)).containsExactly(1L, 4L, -2L);
  }

  @Test
  void aRunMustHaveHeardSomething() throws IOException {
    assertThat(link.asksForHeartbeat()).isFalse();
    assertThat(taken(status(0, 0))).isEmpty();
    assertThat(link.asksForHeartbeat()).as("so it is asked").isTrue();
    assertThat(link.asksForHeartbeat()).as("once").isFalse();
    assertThat(taken(status(0, 1))).hasSize(1);
    assertThat(link.asksForHeartbeat()).isFalse();
  }

  @Test
  void aReceiverStartedAgainIsBelievedWhenItHasHeardMore() throws IOException {
    byte[] old = status(10, 7);
    assertThat(taken(status(9, 7))).hasSize(1);
    receiver = new Seal(OURS);
    assertThat(taken(status(0, 0), status(0, 7))).isEmpty();
    assertThat(link.asksForHeartbeat()).isTrue();
    byte[] believed = status(0, 8);
    assertThat(taken(believed, nak(3, 8), status(5, 0))).containsExactly(0L, -3L, 5L);
    assertThat(taken(old)).as("the dead one's").isEmpty();
    assertThat(link.asksForHeartbeat()).isTrue();
    assertThat(taken(believed, status(6, 8))).containsExactly(6L);
  }

  /** The sender is pointed at one, at another, and back: each has heard more than before. */
  @Test
  void twoReceiversInTurn() throws IOException {
    Seal one = receiver;
    Seal other = new Seal(OURS);
    byte[] recorded = status(one, SESSION, 1, 1);
    byte[] recordedNak = nak(1, 1);
    assertThat(taken(status(one, SESSION, 2, 1))).hasSize(1);
    assertThat(taken(status(other, SESSION, 3, 2))).hasSize(1);
    assertThat(taken(status(one, SESSION, 4, 2))).isEmpty();
    assertThat(taken(status(one, SESSION, 5, 3), status(one, SESSION, 6, 3))).hasSize(2);
    assertThat(taken(recorded, recordedNak)).isEmpty();
    assertThat(taken(status(other, SESSION, 7, 3))).isEmpty();
    assertThat(taken(status(other, SESSION, 8, 4))).hasSize(1);
  }

  @Test
  void takesNothingThatIsNotSealedWithItsSecret() throws IOException {
    int length = control.write(new Datagram.Status(SESSION, 1, 1000, 0));
    byte[] clear = Arrays.copyOf(control.bytes(), length);
    assertThat(taken(clear, new byte[0], "hello".getBytes())).isEmpty();
    assertThat(taken(status(new Seal(secret(2)), SESSION, 1, 1))).isEmpty();
    assertThat(taken(status(receiver, SESSION + 1, 1, 1))).isEmpty();
    assertThat(link.asksForHeartbeat()).isFalse();
  }

  /** What it has sent itself, sent back to it. */
  @Test
  void doesNotTakeItsOwnForAnAnswer() throws IOException {
    heartbeat();
    assertThat(taken(wire.sent.get(0))).isEmpty();
  }

  @Test
  void numbersItsHeartbeats() throws IOException {
    heartbeat();
    heartbeat();
    Decoder decoder = new Decoder(OURS);
    assertThat(wire.sent)
        .extracting(bytes -> ((Datagram.Opened) decoder.decode(bytes, bytes.length)).number())
        .containsExactly(1L, 2L);
  }

  /** A way that keeps what it is given. */
  private static final class Wire implements Link {

    private final ArrayDeque<byte[]> inbox = new ArrayDeque<>();
    private final List<byte[]> sent = new ArrayList<>();

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public int packetBytes() {
      return 1400;
    }

    @Override
    public boolean maintain(long now, SenderMachine.State state) {
      return false;
    }

    @Override
    public long maintainAt() {
      return Long.MAX_VALUE;
    }

    @Override
    public void failed(long now) {}

    @Override
    public int read(ByteBuffer into) {
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
    public void say(ByteBuffer heartbeat) {
      write(heartbeat);
    }

    @Override
    public boolean write(ByteBuffer datagram) {
      byte[] bytes = new byte[datagram.remaining()];
      datagram.get(bytes);
      return sent.add(bytes);
    }

    @Override
    public boolean isTooLong(IOException e) {
      return false;
    }

    @Override
    public void close() {}
  }
}
