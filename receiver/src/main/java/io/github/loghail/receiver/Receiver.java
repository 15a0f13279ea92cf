package io.github.loghail.receiver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A receiver: sockets, the two threads behind them, and their end. {@link #stop} and {@link #stats}
 * may be called by any thread.
 */
final class Receiver {

  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOP_STOP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Port> ports;
  private final Consumer<String> warnings;
  private final Selector selector;
  private final AwakeClock clock;
  private final Sessions sessions;
  private final ReceiverLoop loop;
  private final Pipeline pipeline;
  private final LoopCounters counters = new LoopCounters();
  private final Tally tally = new Tally();

  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile ExitCode exitCode = ExitCode.OK;
  private volatile OptionalLong kernelDrops = OptionalLong.empty();
  private boolean started;

  private Receiver(
      List<Port> ports, ReceiverConfig config, List<Sink> sinks, Consumer<String> warnings)
      throws IOException {
    this.ports = ports;
    this.warnings = warnings;
    selector = Selector.open();
    clock = new AwakeClock(System::nanoTime, Receiver::epochNanos);
    Handover handover = new Handover(config.backlogBytes(), selector::wakeup);
    Outbox outbox = new Outbox(handover);
    SessionContext context =
        new SessionContext(
            outbox,
            clock::epochNanos,
            new Window(receiveBufferBytes()),
            new ByteBudget(Limits.HELD_BYTES),
            new ByteBudget(Limits.JOINED_BYTES),
            config.tailEvents(),
            epochNanos(),
            counters.repaired());
    sessions = new Sessions(context, Limits.SESSIONS);
    loop =
        new ReceiverLoop(
            ports,
            selector,
            clock,
            sessions,
            handover,
            outbox,
            counters,
            () -> end(ExitCode.FAILURE),
            warnings);
    SinkSet sinkSet = new SinkSet(sinks, warnings);
    pipeline =
        new Pipeline(
            config,
            handover,
            sinkSet,
            tally,
            System::nanoTime,
            () -> end(sinkSet.isPipeClosed() ? ExitCode.OK : ExitCode.FAILURE));
  }

  /**
   * Binds the sockets. Warnings go to the standard error.
   *
   * @param config how to receive
   * @param sinks where it is shown; closed in the end
   * @throws CannotBindException when an address is taken, or none can be bound
   */
  static Receiver open(ReceiverConfig config, List<Sink> sinks) throws CannotBindException {
    return open(config, sinks, warning -> System.err.println("loghail: " + warning));
  }

  static Receiver open(ReceiverConfig config, List<Sink> sinks, Consumer<String> warnings)
      throws CannotBindException {
    List<Port> ports = bind(config);
    try {
      return new Receiver(ports, config, sinks, warnings);
    } catch (IOException e) {
      ports.forEach(Receiver::close);
      throw new CannotBindException(config.addresses().get(0), e);
    }
  }

  /** An address that this machine does not have is left out as long as another one is bound. */
  private static List<Port> bind(ReceiverConfig config) throws CannotBindException {
    List<Port> ports = new ArrayList<>();
    CannotBindException failure = null;
    for (InetSocketAddress address : config.addresses()) {
      try {
        ports.add(Port.open(address, config.receiveBufferBytes()));
      } catch (IOException | RuntimeException e) {
        failure = new CannotBindException(address, e);
        if (failure.isTaken()) {
          ports.forEach(Receiver::close);
          throw failure;
        }
      }
    }
    if (ports.isEmpty() && failure != null) {
      throw failure;
    }
    return ports;
  }

  private static long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** Where it listens. */
  List<InetSocketAddress> addresses() {
    return ports.stream().map(Port::address).toList();
  }

  /** The socket buffer that was granted, the smallest of several. */
  int receiveBufferBytes() {
    return ports.stream().mapToInt(Port::receiveBufferBytes).min().orElse(0);
  }

  /**
   * Receives until {@link #stop} is called or nothing is left to show it in. May be called once.
   *
   * @return how it ended
   */
  ExitCode run() {
    if (!claimStart()) {
      return exitCode;
    }
    Thread loopThread = start(loop, "loghail-receiver");
    Thread pipelineThread = start(pipeline, "loghail-pipeline");
    awaitQuietly(stopRequested, Long.MAX_VALUE);
    long deadline = System.nanoTime() + STOP_NANOS;
    loop.stop();
    join(loopThread, LOOP_STOP_NANOS);
    join(pipelineThread, deadline - System.nanoTime());
    if (!loopThread.isAlive() && !pipelineThread.isAlive()) {
      sessions.farewell(clock.now());
    }
    close();
    stopped.countDown();
    return exitCode;
  }

  private Thread start(Runnable role, String name) {
    Thread thread = new Thread(role, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (failed, e) -> {
          warnings.accept("the thread " + name + " ended: " + e);
          end(ExitCode.FAILURE);
        });
    thread.start();
    return thread;
  }

  private void close() {
    kernelDrops = readKernelDrops();
    ports.forEach(Receiver::close);
    try {
      selector.close();
    } catch (IOException e) {
      // Nothing is left that could be lost by it.
    }
  }

  private static void close(Port port) {
    try {
      port.close();
    } catch (IOException e) {
      // Nothing is left that could be lost by it.
    }
  }

  /**
   * Ends the receiver: what the sockets hold is taken and shown. Waits for that, at most 2 seconds.
   */
  void stop() {
    end(ExitCode.OK);
    if (claimStart()) { // so it will never run
      pipeline.close();
      close();
      stopped.countDown();
    } else {
      awaitQuietly(stopped, STOP_NANOS);
    }
  }

  /** Ends the receiver as {@link #stop} does, without waiting for it: a sink may call this. */
  void requestStop() {
    end(ExitCode.OK);
  }

  private synchronized boolean claimStart() {
    boolean isFirst = !started;
    started = true;
    return isFirst;
  }

  private void end(ExitCode code) {
    if (stopRequested.getCount() > 0) {
      exitCode = code;
      stopRequested.countDown();
    }
  }

  /** An interrupt ends the wait, and is kept. */
  private static void awaitQuietly(CountDownLatch latch, long nanos) {
    try {
      latch.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread, long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What has been counted so far. */
  ReceiverStats stats() {
    OptionalLong drops = kernelDrops.isPresent() ? kernelDrops : readKernelDrops();
    return new ReceiverStats(
        counters.datagrams(),
        counters.bytes(),
        counters.unreadableDatagrams(),
        counters.repaired().get(),
        drops,
        receiveBufferBytes(),
        tally.services());
  }

  private OptionalLong readKernelDrops() {
    Set<Integer> numbers = new HashSet<>();
    ports.forEach(port -> numbers.add(port.address().getPort()));
    return KernelDrops.read(numbers);
  }
}
