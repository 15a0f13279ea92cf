package io.github.loghail.sender;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * The client engine of one appender. The methods of an event, {@link #encoder}, {@link #send} and
 * {@link #discard}, may be called by any number of threads; they do no I/O, wait only where {@link
 * Overflow#BLOCK} was asked for, and never throw.
 *
 * <p>The thread is a daemon and keeps no JVM alive; a shutdown hook gives it up to the stop
 * time-out to send what is left when the JVM ends.
 */
public final class Sender {

  private final SenderConfig config;
  private final long session = new SecureRandom().nextLong();
  private final EncoderPool encoders;
  private final PacketRing ring;
  private final SendCounters counters = new SendCounters();
  private final Stopping stopping = new Stopping(System::nanoTime);
  private final Thread thread;
  private final Thread hook;

  private Sender(SenderConfig config, SenderStatus status) {
    this.config = config;
    Resource resource =
        new Resource(
            config.service(),
            HostName.find(),
            ProcessHandle.current().pid(),
            config.framework(),
            epochNanos());
    Names names = new Names();
    this.encoders = new EncoderPool(names, config.maxEventBytes());
    PacketWriter writer = new PacketWriter(session, resource, !config.feedback());
    int packetBytes = NetworkLink.firstPacketBytes(config);
    this.ring =
        new PacketRing(
            config,
            writer,
            Math.max(packetBytes, Endpoint.LOOPBACK_PACKET_BYTES),
            packetBytes,
            System::nanoTime);
    Reporter reporter = new Reporter(config, status);
    this.thread =
        new Thread(
            () ->
                new SenderLoop(
                        session,
                        resource,
                        config,
                        ring,
                        Links.open(config, session, resource, reporter, counters),
                        reporter,
                        counters,
                        stopping,
                        System::nanoTime)
                    .run(),
            "loghail-sender");
    this.thread.setDaemon(true);
    this.hook = new Thread(this::drainAtExit, "loghail-shutdown");
  }

  /**
   * Starts a sender: its thread resolves the name and opens the socket.
   *
   * @param config what it runs by
   * @param status where it tells what a user should know
   * @return a running sender
   */
  public static Sender start(SenderConfig config, SenderStatus status) {
    Sender sender = new Sender(config, status);
    try {
      Runtime.getRuntime().addShutdownHook(sender.hook);
    } catch (IllegalStateException e) {
      // the JVM is going down already: what is sent in time is sent
    }
    Redirect.started(sender);
    sender.thread.start();
    return sender;
  }

  private static long epochNanos() {
    Instant now = Instant.now();
    return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
  }

  /**
   * An encoder for one event; give it back by {@link #send} or {@link #discard}.
   *
   * @return an encoder that nobody else has
   */
  public EventEncoder encoder() {
    return encoders.take();
  }

  /**
   * Sends a finished event, and takes its encoder back.
   *
   * @param event finished
   * @return false when it was dropped, which is counted
   */
  public boolean send(EventEncoder event) {
    PacketRing.Outcome outcome = ring.append(event, Thread.currentThread() != thread);
    encoders.giveBack(event);
    if (outcome == PacketRing.Outcome.ACCEPTED_WAKE) {
      LockSupport.unpark(thread);
    }
    return outcome != PacketRing.Outcome.DROPPED;
  }

  /**
   * Takes back the encoder of an event that could not be encoded, and counts that event as dropped.
   *
   * @param event in any state
   * @param severity the event's severity number
   */
  public void discard(EventEncoder event, int severity) {
    event.abandon();
    encoders.giveBack(event);
    ring.countEncodeError(severity);
  }

  /** Says that no more events come for now, so that those gathered need not linger. */
  public void flush() {
    ring.flush();
  }

  /**
   * What was done so far.
   *
   * @return a snapshot
   */
  public SenderCounters counters() {
    SenderCounters[] counted = new SenderCounters[1];
    ring.count(
        (logged, accepted, truncated, expired, highWaterBytes, drops) ->
            counted[0] =
                new SenderCounters(
                    logged,
                    accepted,
                    counters.events(),
                    counters.packets(),
                    counters.bytes(),
                    drops.count(DropCause.RING_FULL),
                    drops.count(DropCause.TOO_LARGE),
                    drops.count(DropCause.ENCODE_ERROR),
                    expired,
                    stopping.abandoned(),
                    truncated + counters.shortenedEvents(),
                    counters.errors(),
                    highWaterBytes));
    return counted[0];
  }

  /**
   * Sends what is left, as long as that takes but no longer than told, and ends the thread. Safe to
   * call more than once, and by several threads.
   *
   * @param timeout how long at most
   */
  public void stop(Duration timeout) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it runs, or has run: then there is little left to do here
    }
    ring.release();
    stopping.drain(timeout.toNanos(), true, () -> LockSupport.unpark(thread));
    LockSupport.unpark(thread);
    Redirect.stopped(this);
  }

  long session() {
    return session;
  }

  /** The number that the next event will have in its session. */
  long nextEvent() {
    return ring.nextEvent();
  }

  /** Lets the thread look at once at what there is to do. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** The thread goes on after that: other hooks may still log, and what they log still leaves. */
  private void drainAtExit() {
    stopping.drain(config.stopTimeoutNanos(), false, () -> LockSupport.unpark(thread));
  }
}
