package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Strings that repeat within one datagram are written once, and once in each datagram. */
class WrittenOnceTest {

  private static final EventSpec EVENT =
      EventSpec.of("message")
          .from("com.acme.OrderService", "http-nio-8080-exec-3")
          .with("orderNumber", "value-that-repeats")
          .withLists(List.of("AUDIT-MARKER"), List.of())
          .calledFrom(FrameSpec.of("com.acme.Caller", "call", "Caller.java", 88))
          .throwing(
              ThrownSpec.of(
                  "com.acme.OrderException", null, FrameSpec.of("C", "charge", "Gateway.java", 7)));

  private static final List<String> REPEATED =
      List.of(
          "com.acme.OrderService",
          "http-nio-8080-exec-3",
          "orderNumber",
          "AUDIT-MARKER",
          "com.acme.Caller",
          "Caller.java",
          "com.acme.OrderException",
          "Gateway.java");

  @Test
  void namesAndFrames() {
    byte[] packet = new Loop().write(Collections.nCopies(10, EVENT)).get(0);
    for (String text : REPEATED) {
      assertThat(Text.occurrences(packet, packet.length, text)).as(text).isEqualTo(1);
    }
    assertThat(Text.occurrences(packet, packet.length, "message")).isEqualTo(10);
  }

  @Test
  void eachPacketHasItsOwn() {
    Loop loop = new Loop(1100, Wire.DEFAULT_MAX_EVENT_BYTES);
    List<byte[]> packets = loop.write(Collections.nCopies(100, EVENT));
    assertThat(packets).hasSizeGreaterThan(3);
    for (byte[] packet : packets) {
      assertThat(REPEATED)
          .allSatisfy(
              text ->
                  assertThat(Text.occurrences(packet, packet.length, text)).as(text).isEqualTo(1));
    }
  }

  @Test
  void valuesOnceTheyHaveRepeated() {
    Loop loop = new Loop();
    loop.write(List.of(EVENT, EVENT));
    byte[] packet = loop.write(Collections.nCopies(10, EVENT)).get(0);
    assertThat(Text.occurrences(packet, packet.length, "value-that-repeats")).isEqualTo(1);
  }

  @Test
  void recursionWithinOneEvent() {
    FrameSpec frame = FrameSpec.of("com.acme.Recursion", "again", "Recursion.java", 12);
    FrameSpec[] frames = Collections.nCopies(1000, frame).toArray(FrameSpec[]::new);
    EventSpec event =
        EventSpec.of("").throwing(ThrownSpec.of("java.lang.StackOverflowError", null, frames));
    byte[] packet = new Loop().write(List.of(event)).get(0);
    assertThat(Text.occurrences(packet, packet.length, "com.acme.Recursion")).isEqualTo(1);
    assertThat(packet.length).isLessThan(2 * 1000 + 300);
  }
}
