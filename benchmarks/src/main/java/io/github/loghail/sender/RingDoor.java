package io.github.loghail.sender;

import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;

/** Lets the benchmarks into the ring, which no application sees. */
public final class RingDoor {

  private static final int PACKET_BYTES = 8192;
  private static final int MAX_EVENT_BYTES = 1 << 20;

  private final Names names = new Names();
  private final PacketRing ring;

  /** Makes a ring of 8 MB in which all may be overwritten, as while nobody listens. */
  public RingDoor() {
    SenderConfig config =
        new SenderConfig(
            "none",
            1,
            "ring",
            "none",
            Format.LOGHAIL,
            8 << 20,
            PACKET_BYTES,
            MAX_EVENT_BYTES,
            0,
            Overflow.DROP,
            0,
            0,
            true,
            null);
    PacketWriter writer = new PacketWriter(1, new Resource("ring", "box", 1, "none", 0), false);
    ring = new PacketRing(config, writer, PACKET_BYTES, PACKET_BYTES, System::nanoTime);
    ring.keepFrom(Long.MAX_VALUE);
  }

  /**
   * An encoder for one thread.
   *
   * @return a new one
   */
  public EventEncoder encoder() {
    return new EventEncoder(names, MAX_EVENT_BYTES);
  }

  /**
   * Takes a finished event.
   *
   * @param event finished
   * @return whether there was room
   */
  public boolean append(EventEncoder event) {
    return ring.append(event, false) != PacketRing.Outcome.DROPPED;
  }
}
