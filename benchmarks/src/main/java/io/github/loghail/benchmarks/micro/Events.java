package io.github.loghail.benchmarks.micro;

import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;

/** The events that are measured: a message of 120 characters, bare, with an MDC, with a trace. */
public enum Events {
  PLAIN,
  MDC,
  EXCEPTION;

  private static final int FRAMES = 40;
  private static final String MESSAGE =
      "Order 4711 accepted and handed to the warehouse for picking, packing and dispatch with the"
          + " next lorry to the north-east";
  private static final JavaTrace TRACE = JavaTrace.of(thrown());

  private static Throwable thrown() {
    Throwable thrown = new IllegalStateException("the card was declined");
    StackTraceElement[] frames = new StackTraceElement[FRAMES];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new StackTraceElement("com.acme.Step" + i % 7, "go" + i, "Step.java", i);
    }
    thrown.setStackTrace(frames);
    return thrown;
  }

  /**
   * Encodes one event.
   *
   * @param encoder takes it
   * @param number tells it from others
   */
  void encode(EventEncoder encoder, long number) {
    do {
      encoder.begin(Severity.INFO, 1_795_442_601_204_000_000L + number, "com.acme.Orders", "main");
      encoder.message(MESSAGE);
      if (this == MDC) {
        encoder.attribute("order", "4711");
        encoder.attribute("user", "ada");
      }
      if (this == EXCEPTION) {
        encoder.throwable(TRACE, JavaTrace.ACCESS);
      }
    } while (!encoder.finish());
  }

  /** A packet of 8 KiB, full of them. */
  byte[] packet(EventEncoder encoder) {
    PacketWriter writer = new PacketWriter(7, new Resource("orders", "box", 1, "none", 0), false);
    byte[] packet = new byte[8192];
    writer.open(packet, packet.length, 0, 0);
    long number = 0;
    do {
      encode(encoder, number++);
    } while (writer.append(encoder));
    int length = writer.seal();
    new Checksum().put(packet, length);
    return java.util.Arrays.copyOf(packet, length);
  }
}
