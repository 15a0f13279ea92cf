package io.github.loghail.sender;

import io.github.loghail.wire.EventEncoder;
import java.time.Duration;

/**
 * The client engine of one appender. The methods of an event, {@link #encoder}, {@link #send} and
 * {@link #discard}, may be called by any number of threads; they do no I/O and never throw.
 */
public final class Sender {

  private Sender() {}

  /**
   * Starts a sender: its thread, which resolves the name and opens the socket.
   *
   * @param config what it runs by
   * @param status where it tells what a user should know
   * @return a running sender
   */
  public static Sender start(SenderConfig config, SenderStatus status) {
    throw new IllegalStateException("soon");
  }

  /**
   * An encoder for one event; give it back by {@link #send} or {@link #discard}.
   *
   * @return an encoder that nobody else has
   */
  public EventEncoder encoder() {
    throw new IllegalStateException("soon");
  }

  /**
   * Sends a finished event, and takes its encoder back.
   *
   * @param event finished
   * @return false when it was dropped, which is counted
   */
  public boolean send(EventEncoder event) {
    throw new IllegalStateException("soon");
  }

  /**
   * Takes back the encoder of an event that could not be encoded, and counts that event as dropped.
   *
   * @param event in any state
   * @param severity the event's severity number
   */
  public void discard(EventEncoder event, int severity) {
    throw new IllegalStateException("soon");
  }

  /** Says that no more events come for now, so that those gathered need not linger. */
  public void flush() {}

  /**
   * What was done so far.
   *
   * @return a snapshot
   */
  public SenderCounters counters() {
    throw new IllegalStateException("soon");
  }

  /**
   * Sends what is left, as long as that takes but no longer than told, and ends the thread. Safe to
   * call more than once.
   *
   * @param timeout how long at most
   */
  public void stop(Duration timeout) {}
}
