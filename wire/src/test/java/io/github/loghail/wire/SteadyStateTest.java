package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the sender does for each event allocates nothing once its names are known. */
class SteadyStateTest {

  private static final int EVENTS = 100_000;

  private final Names names = new Names();
  private final EventEncoder encoder = new EventEncoder(names, Wire.DEFAULT_MAX_EVENT_BYTES);
  private final PacketWriter packets = new PacketWriter(1, Loop.RESOURCE, false);
  private final Checksum checksum = new Checksum();
  private final byte[] packet = new byte[8192];
  private final String[] orders = {"4711", "4712", "4713", "4714"};
  private final Exception exception = new IllegalStateException("declined");
  private final JavaTrace trace = JavaTrace.of(exception);

  @Test
  void encodingAllocatesNothing() {
    logMany(false);
    long bytes = Allocation.of(() -> logMany(false));
    assertThat(bytes).as("bytes for %d events", EVENTS).isLessThan(EVENTS / 100);
  }

  @Test
  void norDoesATraceThatWasRead() {
    logMany(true);
    long bytes = Allocation.of(() -> logMany(true));
    assertThat(bytes).as("bytes for %d events", EVENTS).isLessThan(EVENTS / 100);
  }

  private void logMany(boolean thrown) {
    long sequence = 0;
    packets.open(packet, packet.length, sequence, 0);
    for (int i = 0; i < EVENTS; i++) {
      encode(i, thrown);
      if (!packets.append(encoder)) {
        checksum.put(packet, packets.seal());
        packets.open(packet, packet.length, ++sequence, i);
        packets.append(encoder);
      }
    }
    packets.seal();
  }

  private void encode(int i, boolean thrown) {
    do {
      encoder.begin(Severity.INFO, i, "com.acme.OrderService", "http-nio-8080-exec-3");
      encoder.message("Order accepted, 3 items, paid by card");
      encoder.attribute("order", orders[i & 3]);
      encoder.attribute("user", "ada");
      if (thrown) {
        encoder.throwable(trace, JavaTrace.ACCESS);
      }
    } while (!encoder.finish());
  }
}
