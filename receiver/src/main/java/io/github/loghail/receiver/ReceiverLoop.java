package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Utf8;
import io.github.loghail.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The thread {@code loghail-receiver}: takes datagrams from the sockets, lets the sessions put them
 * in order, answers the senders, and hands over what is to be shown.
 *
 * <pre>
 *   wait for a datagram, a deadline or room --&gt; take up to 64 from each socket --&gt; sessions whose
 *          ^                                                                      time has run out
 *          +--- hand over &lt;--- STATUS and NAK, at most one each a session &lt;--------------+
 * </pre>
 *
 * <p>What goes wrong with one datagram is told as that datagram's fault, and with one socket as
 * that socket's: the loop goes on.
 */
final class ReceiverLoop implements Runnable {

  /** From one socket in a turn: few enough to be fair, enough to make the rest of a turn cheap. */
  private static final int DATAGRAMS_A_TURN = 64;

  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_FAILURES = 100;

  private final List<Port> ports;
  private final AllowList allowed;
  private final Guard guard;
  private final Selector selector;
  private final AwakeClock clock;
  private final Sessions sessions;
  private final Handover handover;
  private final Outbox outbox;
  private final BareSources bare;
  private final boolean acceptsOurs;
  private final LoopCounters counters;
  private final Runnable onFailure;
  private final Consumer<String> warnings;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(Wire.MAX_DATAGRAM_BYTES);
  private final UnreadableNotices notices = new UnreadableNotices();
  private final int[] failures;
  private boolean behind;
  private boolean full;
  private boolean crowded;
  private boolean strangerTold;
  private boolean stumbled;
  private volatile boolean stopping;

  ReceiverLoop(
      List<Port> ports,
      AllowList allowed,
      Guard guard,
      Selector selector,
      AwakeClock clock,
      Sessions sessions,
      Handover handover,
      Outbox outbox,
      boolean acceptsOurs,
      LoopCounters counters,
      Runnable onFailure,
      Consumer<String> warnings)
      throws IOException {
    this.ports = ports;
    this.allowed = allowed;
    this.guard = guard;
    this.selector = selector;
    this.clock = clock;
    this.sessions = sessions;
    this.handover = handover;
    this.outbox = outbox;
    this.bare = new BareSources(outbox);
    this.acceptsOurs = acceptsOurs;
    this.counters = counters;
    this.onFailure = onFailure;
    this.warnings = warnings;
    this.failures = new int[ports.size()];
    for (Port port : ports) {
      port.channel().register(selector, SelectionKey.OP_READ);
    }
  }

  /** Ends the loop, from any thread; what the sockets hold is taken first. */
  void stop() {
    stopping = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    try {
      boolean more = false;
      while (!stopping) {
        long wait = more ? 0 : waitNanos();
        select(wait);
        more = turn(wait);
      }
      finish();
    } catch (IOException e) {
      warnings.accept("cannot receive any more: " + e.getMessage());
      onFailure.run();
    }
  }

  private long waitNanos() {
    long deadline = sessions.deadline();
    return deadline == Timers.NEVER
        ? MAX_WAIT_NANOS
        : Math.max(0, Math.min(MAX_WAIT_NANOS, deadline - clock.now()));
  }

  private void select(long waitNanos) throws IOException {
    if (waitNanos == 0) {
      selector.selectNow();
    } else {
      selector.select(TimeUnit.NANOSECONDS.toMillis(waitNanos - 1) + 1);
    }
    selector.selectedKeys().clear();
  }

  /** Does what there is to do; answers whether there may be more. */
  private boolean turn(long waited) {
    long now = clock.advance(waited);
    lookForRoom(now);
    boolean more = false;
    for (int i = 0; i < ports.size(); i++) {
      more |= drain(i, DATAGRAMS_A_TURN, now);
    }
    look(now);
    outbox.send(clock.epochNanos(now));
    return more;
  }

  private void look(long now) {
    try {
      sessions.poll(now);
      sessions.answer(now, outbox::mark);
    } catch (RuntimeException e) {
      stumble(e);
    }
  }

  /** Once: what one datagram does, the next may do as well. */
  private void stumble(Throwable e) {
    if (!stumbled) {
      stumbled = true;
      warnings.accept("an error that should not be: " + e);
    }
  }

  private void lookForRoom(long now) {
    boolean wasCrowded = crowded;
    full = handover.isFull(full);
    crowded = handover.isCrowded(wasCrowded);
    behind = handover.isBehind(behind);
    sessions.window(behind, full, now);
    if (wasCrowded && !crowded) {
      bare.report(clock.epochNanos(now));
    }
  }

  /** Takes what a socket holds; answers whether there may be more. */
  private boolean drain(int index, int max, long now) {
    Port port = ports.get(index);
    try {
      for (int i = 0; i < max; i++) {
        byte[] datagram = port.receive(buffer);
        if (datagram == null) {
          return false;
        }
        failures[index] = 0;
        receive(datagram, port, now);
      }
      return true;
    } catch (IOException e) {
      failed(index, e);
      return false;
    }
  }

  private void failed(int index, IOException e) {
    Port port = ports.get(index);
    if (failures[index]++ == 0) {
      warnings.accept("cannot receive on " + Source.text(port.address()) + ": " + e.getMessage());
    }
    SelectionKey key = port.channel().keyFor(selector);
    if (failures[index] > MAX_FAILURES && key != null) {
      key.cancel();
    }
  }

  private void receive(byte[] datagram, Port port, long now) {
    counters.received(datagram.length);
    if (!allowed.allows(port.from().getAddress())) {
      turnAway(port.from());
      return;
    }
    try {
      route(datagram, port, now);
    } catch (RuntimeException | StackOverflowError e) {
      stumble(e);
      unreadable(datagram.length, port.from(), "the receiver failed on it: " + e, now);
    }
  }

  private void turnAway(InetSocketAddress from) {
    counters.refused();
    if (!strangerTold) {
      strangerTold = true;
      warnings.accept(
          Source.text(from)
              + " is not in --allow: what it sends is dropped unread, and so is what others send"
              + " that are not; they are counted");
    }
  }

  private void route(byte[] datagram, Port port, long now) {
    InetSocketAddress from = port.from();
    if (!acceptsOurs && Decoder.isNative(datagram, datagram.length)) {
      leaveOut();
      return;
    }
    Datagram decoded = guard.read(datagram, from, now);
    if (decoded == null) {
      return;
    }
    if (decoded instanceof Datagram.Native ours) {
      int credit = guard.credit(datagram.length);
      String refusal = sessions.receive(ours, credit, from, guard.replies(port), now);
      if (refusal != null) {
        counters.refused();
        tell(datagram.length, from, refusal, now);
      }
    } else if (decoded instanceof Datagram.Malformed malformed) {
      unreadable(datagram.length, from, malformed.reason(), now);
    } else if (decoded instanceof Datagram.Unsupported unsupported) {
      unreadable(datagram.length, from, "unsupported: " + unsupported.what(), now);
    } else {
      bare(datagram, from, now);
    }
  }

  private void leaveOut() {
    if (counters.leftOutDatagrams() == 0) {
      warnings.accept(
          "there are datagrams of "
              + Accepted.OURS
              + ", which --accept leaves out: they are counted");
    }
    counters.leftOut();
  }

  private void unreadable(int length, InetSocketAddress from, String reason, long now) {
    counters.unreadable();
    tell(length, from, reason, now);
  }

  private void tell(int length, InetSocketAddress from, String reason, long now) {
    String text = notices.text(reason, crowded, now);
    if (text != null) {
      long epochNanos = clock.epochNanos(now);
      outbox.accept(new Entry.Unreadable(bare.source(from), epochNanos, length, text));
    }
  }

  /** What it is, the pipeline finds out: here it is any bytes. */
  private void bare(byte[] datagram, InetSocketAddress from, long now) {
    if (crowded) {
      bare.refuse(from);
    } else {
      Utf8 text = new Utf8(datagram, 0, datagram.length);
      outbox.accept(new Entry.Bare(bare.source(from), clock.epochNanos(now), text));
    }
  }

  /** Takes what the sockets hold, as much as they can hold, and hands out what is held. */
  private void finish() throws IOException {
    long now = clock.advance(0);
    for (int i = 0; i < ports.size(); i++) {
      drain(i, ports.get(i).receiveBufferBytes() / DATAGRAMS_A_TURN, now);
    }
    bare.report(clock.epochNanos(now));
    sessions.close(now);
    sessions.answer(now, outbox::mark);
  }
}
