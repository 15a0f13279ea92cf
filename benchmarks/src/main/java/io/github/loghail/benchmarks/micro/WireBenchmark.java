package io.github.loghail.benchmarks.micro;

import io.github.loghail.receiver.RenderDoor;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An event to wire bytes; a packet of 8 KiB to events, to text and to JSON. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class WireBenchmark {

  /** What is measured. */
  @Param public Events event;

  private final EventEncoder encoder = new EventEncoder(new Names(), 1 << 20);
  private final Decoder decoder = new Decoder();
  private final RenderDoor text = new RenderDoor(false);
  private final RenderDoor json = new RenderDoor(true);
  private byte[] packet;
  private Datagram.Events decoded;
  private long number;

  /** Encodes a packet, and says how many events one operation on it is. */
  @Setup
  public void pack() {
    packet = event.packet(encoder);
    decoded = (Datagram.Events) decoder.decode(packet, packet.length);
    System.out.println("# events a packet: " + decoded.eventCount());
  }

  /** One event. */
  @Benchmark
  public EventEncoder encode() {
    event.encode(encoder, number++);
    return encoder;
  }

  /** One packet. */
  @Benchmark
  public Datagram decodePacket() {
    return decoder.decode(packet, packet.length);
  }

  /** One packet, decoded before. */
  @Benchmark
  public int renderPacketAsText() {
    return text.render(decoded);
  }

  /** One packet, decoded before. */
  @Benchmark
  public int renderPacketAsJson() {
    return json.render(decoded);
  }
}
