package io.github.loghail.benchmarks.micro;

import io.github.loghail.sender.RingDoor;
import io.github.loghail.wire.EventEncoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The hand-off: an encoded event into the ring, by 1, 2, 8 and 64 threads at once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RingBenchmark {

  /** The one ring. */
  @State(Scope.Benchmark)
  public static class Ring {
    private final RingDoor door = new RingDoor();
  }

  /** What each thread puts into it. */
  @State(Scope.Thread)
  public static class Producer {
    private EventEncoder event;

    /** Encodes it once: the encoding is measured elsewhere. */
    @Setup
    public void encode(Ring ring) {
      event = ring.door.encoder();
      Events.MDC.encode(event, 0);
    }
  }

  /** One producer. */
  @Benchmark
  public boolean producers1(Ring ring, Producer producer) {
    return ring.door.append(producer.event);
  }

  /** Two producers. */
  @Benchmark
  @Threads(2)
  public boolean producers2(Ring ring, Producer producer) {
    return ring.door.append(producer.event);
  }

  /** Eight producers. */
  @Benchmark
  @Threads(8)
  public boolean producers8(Ring ring, Producer producer) {
    return ring.door.append(producer.event);
  }

  /** Sixty-four producers. */
  @Benchmark
  @Threads(64)
  public boolean producers64(Ring ring, Producer producer) {
    return ring.door.append(producer.event);
  }
}
