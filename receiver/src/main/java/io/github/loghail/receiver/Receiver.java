package io.github.loghail.receiver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A receiver within a program, such as a test: it gives what is logged to a callback.
 *
 * <pre>{@code
 * List<LogEvent> events = new CopyOnWriteArrayList<>();
 * try (Receiver receiver = Receiver.listen(0, events::add)) {
 *   // start what logs with -Dloghail.port=<receiver.port()>, and look at the events
 * }
 * }</pre>
 *
 * <p>Its threads are daemons. Any thread may call its methods.
 */
public final class Receiver implements AutoCloseable {

  // Within: the sockets, the two threads behind them, and their end. The command uses open, run and
  // stop, which wait in the calling thread; a user's receiver has a thread for that.

  private static final int EMBEDDED_BUFFER_BYTES = 4 << 20;
  private static final long EMBEDDED_BACKLOG_BYTES = 32 << 20;

  private static final int RESERVE_BYTES = (1 << 20) - 64; // with its header one region of G1's
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOP_STOP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Port> ports;
  private final Consumer<String> warnings;
  private final Selector selector;
  private final AwakeClock clock;
  private final Outbox outbox;
  private final Sessions sessions;
  private final ReceiverLoop loop;
  private final Strangers strangers;
  private final Pipeline pipeline;
  private final LoopCounters counters = new LoopCounters();
  private final Tally tally = new Tally();

  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Let go when a thread dies, so that there is room to end in where it died for want of that. */
  @SuppressWarnings("unused") // it is only held
  private volatile byte[] reserve = new byte[RESERVE_BYTES];

  private volatile ExitCode exitCode = ExitCode.OK;
  private volatile OptionalLong kernelDrops = OptionalLong.empty();
  private boolean started;
  private Thread loopThread;
  private volatile Thread pipelineThread;

  private Receiver(
      List<Port> ports, ReceiverConfig config, List<Sink> sinks, Consumer<String> warnings)
      throws IOException {
    this.ports = ports;
    this.warnings = warnings;
    selector = Selector.open();
    clock = new AwakeClock(System::nanoTime, Receiver::epochNanos);
    Handover handover = new Handover(config.backlogBytes(), selector::wakeup);
    outbox = new Outbox(handover);
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
            config.allowed(),
            new Guard(config.secret(), sessions, counters, warnings),
            selector,
            clock,
            sessions,
            handover,
            outbox,
            config.accepted().ours(),
            counters,
            () -> end(ExitCode.FAILURE),
            warnings);
    SinkSet sinkSet = new SinkSet(sinks, config.masking(), warnings);
    strangers = new Strangers(config.accepted(), ZoneId.systemDefault(), warnings);
    pipeline =
        new Pipeline(
            config,
            handover,
            strangers,
            sinkSet,
            tally,
            System::nanoTime,
            () -> end(sinkSet.isPipeClosed() ? ExitCode.OK : ExitCode.FAILURE));
  }

  /**
   * Starts a receiver on this machine's loopback addresses, 127.0.0.1 and, where there is one, ::1.
   * Nobody else can reach it.
   *
   * <p>An application that logged before gives what it still has; after that nothing is lost while
   * this listens. Of each session the events come in their order, of several as they arrive. What
   * others send as syslog comes too, and as GELF or JSON where {@code jackson-core} 3 is on the
   * class path; texts that are no log events, from {@code nc} or the like, are left out.
   *
   * @param port UDP port; 0 for a free one, which {@link #port} tells
   * @param events called for each event, by one thread of the receiver's, never by two at a time;
   *     what it throws is said once on the standard error, and harms nothing else
   * @return a running receiver; close it
   * @throws IllegalArgumentException when the port is not from 0 to 65,535
   * @throws UncheckedIOException when the port is taken, or there is no loopback address
   */
  public static Receiver listen(int port, Consumer<? super LogEvent> events) {
    Objects.requireNonNull(events, "events");
    ReceiverConfig config =
        new ReceiverConfig(
            List.of(new InetSocketAddress("127.0.0.1", port), new InetSocketAddress("::1", port)),
            EMBEDDED_BUFFER_BYTES,
            -1,
            0,
            0,
            EMBEDDED_BACKLOG_BYTES);
    try {
      Receiver receiver = open(config, List.of(new CallbackSink(events, Receiver::warn)));
      receiver.startThreads();
      receiver.start(receiver::awaitEnd, () -> {}, "loghail-embedded");
      return receiver;
    } catch (CannotBindException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void warn(String warning) {
    System.err.println("loghail: " + warning);
  }

  /**
   * The UDP port that it listens on.
   *
   * @return 1 to 65,535
   */
  public int port() {
    return addresses().get(0).getPort();
  }

  /**
   * Gives what has come to the callback, then ends the receiver; waits for that, at most 2 seconds,
   * or not at all where the callback itself closes it. Does nothing when closed already.
   */
  @Override
  public void close() {
    if (Thread.currentThread() == pipelineThread) {
      end(ExitCode.OK);
    } else {
      stop();
    }
  }

  /**
   * Binds the sockets. Warnings go to the standard error.
   *
   * @param config how to receive
   * @param sinks where it is shown; closed in the end
   * @throws CannotBindException when an address is taken, or none can be bound
   */
  static Receiver open(ReceiverConfig config, List<Sink> sinks) throws CannotBindException {
    return open(config, sinks, Receiver::warn);
  }

  static Receiver open(ReceiverConfig config, List<Sink> sinks, Consumer<String> warnings)
      throws CannotBindException {
    List<Port> ports = Ports.bind(config);
    try {
      return new Receiver(ports, config, sinks, warnings);
    } catch (IOException e) {
      ports.forEach(Ports::close);
      throw new CannotBindException(config.addresses().get(0), e);
    }
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
    return startThreads() ? awaitEnd() : exitCode;
  }

  /** False when it was started, or stopped, before. */
  private boolean startThreads() {
    if (!claimStart()) {
      return false;
    }
    loopThread = start(loop, this::endOutbox, "loghail-receiver");
    pipelineThread = start(pipeline, pipeline::close, "loghail-pipeline");
    return true;
  }

  private ExitCode awaitEnd() {
    awaitQuietly(stopRequested, Long.MAX_VALUE);
    long deadline = System.nanoTime() + STOP_NANOS;
    loop.stop();
    join(loopThread, LOOP_STOP_NANOS);
    join(pipelineThread, deadline - System.nanoTime());
    if (!loopThread.isAlive() && !pipelineThread.isAlive()) {
      sessions.farewell(clock.now());
    }
    closeSockets();
    stopped.countDown();
    return exitCode;
  }

  /** Starts a thread; what it does at last it does even when it dies. */
  private Thread start(Runnable role, Runnable last, String name) {
    Thread thread =
        new Thread(
            () -> {
              try {
                role.run();
              } catch (RuntimeException | Error e) {
                died(Thread.currentThread(), e);
              }
              last.run();
            },
            name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(this::died);
    thread.start();
    return thread;
  }

  /** Nothing follows for the pipeline. */
  private void endOutbox() {
    outbox.end(clock.epochNanos(clock.now()));
  }

  /** A thread has died of what should not be: ends the receiver, and gives the terminal back. */
  void died(Thread thread, Throwable e) {
    reserve = null;
    end(ExitCode.FAILURE);
    warnings.accept("the thread " + thread.getName() + " ended: " + e);
  }

  private void closeSockets() {
    kernelDrops = readKernelDrops();
    ports.forEach(Ports::close);
    try {
      selector.close();
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
      closeSockets();
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
        counters.refusedDatagrams(),
        counters.repaired().get(),
        drops,
        receiveBufferBytes(),
        tally.services(),
        formats());
  }

  private ReceiverStats.Formats formats() {
    return new ReceiverStats.Formats(tally.ours(), counters.leftOutDatagrams(), strangers.counts());
  }

  private OptionalLong readKernelDrops() {
    Set<Integer> numbers = new HashSet<>();
    ports.forEach(port -> numbers.add(port.address().getPort()));
    return KernelDrops.read(numbers);
  }
}
