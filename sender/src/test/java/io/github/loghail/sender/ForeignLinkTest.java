package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.loghail.wire.EventEncoder;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ForeignLinkTest {

  /** What the next writes meet: null is success, {@link #NOT_NOW} a full buffer. */
  private final Deque<Object> fates = new ArrayDeque<>();

  private static final Object GOES = new Object();
  private static final Object NOT_NOW = new Object();

  private final List<String> left = new ArrayList<>();
  private IOException onRead;

  private final Link way =
      new Link() {
        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public int packetBytes() {
          return 8192;
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
        public int read(ByteBuffer into) throws IOException {
          if (onRead != null) {
            throw onRead;
          }
          return -1;
        }

        @Override
        public Feedback feedback() {
          return Feedback.ANSWERS;
        }

        @Override
        public boolean write(ByteBuffer packet) throws IOException {
          Object fate = fates.isEmpty() ? GOES : fates.poll();
          if (fate instanceof IOException e) {
            throw e;
          }
          if (fate == NOT_NOW) {
            return false;
          }
          left.add(StandardCharsets.UTF_8.decode(packet).toString().trim());
          return true;
        }

        @Override
        public void say(ByteBuffer heartbeat) {
          left.add("a heartbeat");
        }

        @Override
        public boolean isTooLong(IOException e) {
          return e.getMessage().equals("too long");
        }

        @Override
        public void close() {}
      };

  private final SendCounters counters = new SendCounters();
  private final Made made = new Made();
  private long now;
  private final ForeignLink link =
      new ForeignLink(
          way,
          new SenderSettings(
                  new SenderStatus() {
                    @Override
                    public void info(String message) {}

                    @Override
                    public void warn(String message) {}
                  },
                  name -> null,
                  name -> null)
              .resolve("test", "orders"),
          new TextForm("orders"),
          counters,
          0);

  private static Consumer<EventEncoder> line(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return event -> event.formatted(utf8, 0, utf8.length);
  }

  private boolean write(byte[] packet) throws IOException {
    return link.write(ByteBuffer.wrap(packet));
  }

  @Test
  void eachEventIsADatagram() throws IOException {
    assertThat(write(made.packet(0, line("a"), line("b"), line("c")))).isTrue();
    assertThat(left).containsExactly("a", "b", "c");
  }

  @Test
  void goesOnWhereItStopped() throws IOException {
    byte[] packet = made.packet(5, line("a"), line("b"), line("c"));
    fates.addAll(List.of(GOES, NOT_NOW, NOT_NOW, GOES, NOT_NOW));
    assertThat(write(packet)).isFalse();
    assertThat(write(packet)).isFalse();
    assertThat(write(packet)).isFalse();
    assertThat(write(packet)).isTrue();
    assertThat(write(made.packet(6, line("d")))).isTrue();
    assertThat(left).containsExactly("a", "b", "c", "d");
  }

  @Test
  void anotherPacketIsNotTakenForTheRestOfOneThatWasOverwritten() throws IOException {
    fates.addAll(List.of(GOES, NOT_NOW));
    assertThat(write(made.packet(5, line("a"), line("b")))).isFalse();
    assertThat(write(made.packet(9, line("x"), line("y")))).isTrue();
    assertThat(left).containsExactly("a", "x", "y");
  }

  @Test
  void whatWasRefusedIsTheQuestionAndIsLostToNobody() throws IOException {
    byte[] packet = made.packet(0, line("a"), line("b"), line("c"));
    fates.addAll(List.of(GOES, new PortUnreachableException())); // says that a was refused
    assertThatThrownBy(() -> write(packet)).isInstanceOf(PortUnreachableException.class);
    link.say(ByteBuffer.allocate(9));
    link.say(ByteBuffer.allocate(9));
    assertThat(left).as("asked once, as nothing was refused since").containsExactly("a", "a");
    assertThat(write(packet)).isTrue();
    assertThat(left).containsExactly("a", "a", "b", "c");
  }

  @Test
  void aRefusalIsHeardWhileNothingIsSent() throws IOException {
    write(made.packet(0, line("a")));
    onRead = new PortUnreachableException();
    assertThatThrownBy(() -> link.read(ByteBuffer.allocate(9)))
        .isInstanceOf(PortUnreachableException.class);
    link.say(ByteBuffer.allocate(9));
    assertThat(left).containsExactly("a", "a");
  }

  @Test
  void whatFoundNoWayIsTriedAgain() throws IOException {
    byte[] packet = made.packet(0, line("a"), line("b"));
    fates.addAll(List.of(new NoRouteToHostException("none"), new NoRouteToHostException("none")));
    assertThatThrownBy(() -> write(packet)).hasMessage("none");
    assertThatThrownBy(() -> link.say(ByteBuffer.allocate(9))).hasMessage("none");
    link.say(ByteBuffer.allocate(9));
    assertThat(write(packet)).isTrue();
    assertThat(left).containsExactly("a", "b");
  }

  @Test
  void saysNothingToStrangers() throws IOException {
    link.say(ByteBuffer.allocate(9));
    write(made.packet(0, line("a")));
    link.say(ByteBuffer.allocate(9));
    assertThat(left).containsExactly("a");
  }

  @Test
  void sendsLessAtATimeWhereTheSystemTakesNoMore() throws IOException {
    byte[] packet = made.packet(0, line("x".repeat(5000)));
    fates.addAll(List.of(new SocketException("too long"), new SocketException("too long")));
    assertThat(write(packet)).isFalse();
    assertThat(write(packet)).isFalse();
    assertThat(write(packet)).isTrue();
    assertThat(left.get(0)).endsWith("[shortened from 5000 bytes]").hasSizeBetween(1000, 2048);
    assertThat(counters.shortenedEvents()).isPositive();
  }

  @Test
  void keepsItsPace() throws IOException {
    List<Consumer<EventEncoder>> many = java.util.Collections.nCopies(500, line("x"));
    @SuppressWarnings("unchecked")
    byte[] packet = made.packet(0, many.toArray(Consumer[]::new));
    link.maintain(now, SenderMachine.State.ONE_WAY);
    assertThat(write(packet)).isFalse();
    int burst = left.size();
    assertThat(burst).isBetween(50, 70);
    assertThat(write(packet)).isFalse();
    assertThat(left).hasSize(burst);
    while (left.size() < 500) {
      now += TimeUnit.MILLISECONDS.toNanos(1);
      link.maintain(now, SenderMachine.State.ONE_WAY);
      write(packet);
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(now)).isBetween(30L, 50L);
    assertThat(write(packet)).isTrue();
    assertThat(left).hasSize(500);
  }
}
