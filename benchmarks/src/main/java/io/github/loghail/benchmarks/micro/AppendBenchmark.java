package io.github.loghail.benchmarks.micro;

import io.github.loghail.benchmarks.LogCalls;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A log call of each framework with two MDC keys, beside its floors: an appender that does nothing,
 * and one that formats a pattern. Nobody listens, so that ours encodes, packs and overwrites: what
 * the sending costs is measured end to end.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Dlog4j2.garbagefreeThreadContextMap=true",
      "-Dlog4j2.enableThreadlocals=true",
      "-Dloghail.port=1"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class AppendBenchmark {

  /** Whose. */
  @Param({"logback", "log4j2"})
  public String framework;

  /** To what. */
  @Param({"none", "floor", "loghail"})
  public String appender;

  private LogCalls calls;

  /** Starts the framework. */
  @Setup
  public void start() throws IOException {
    calls = LogCalls.start(framework, appender);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    calls.stop();
  }

  /** One call. */
  @Benchmark
  public void info() {
    calls.info();
  }
}
