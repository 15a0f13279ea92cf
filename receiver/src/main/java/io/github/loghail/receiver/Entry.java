package io.github.loghail.receiver;

import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Utf8;

/** One thing that a sink shows, in the order in which it is to be shown. */
sealed interface Entry {

  /** Who it is about. */
  Source source();

  /** When it happened, nanoseconds since the epoch: by the sender's clock for events, else ours. */
  long epochNanos();

  /** A log event of a session. */
  record Logged(Source source, Event event) implements Entry {
    @Override
    public long epochNanos() {
      return event.epochNanos();
    }
  }

  /** A datagram that is nobody's format: shown as the text it may be. */
  record Bare(Source source, long epochNanos, Utf8 text) implements Entry {}

  /** The event before has come so often in so long; only where repeats are counted. */
  record Repeated(Source source, long epochNanos, long count, long durationNanos)
      implements Entry {}

  /** A session was met for the first time. */
  record Joined(Source source, long epochNanos) implements Entry {}

  /** A session of a service and host that had one before: the process was started again. */
  record Restarted(Source source, long epochNanos, Source previous) implements Entry {}

  /** A session ended as it should. */
  record Left(Source source, long epochNanos) implements Entry {}

  /** A session has been silent for so long that it is taken for dead. */
  record Vanished(Source source, long epochNanos) implements Entry {}

  /** Events of a session that will not come any more; shown where they are missing. */
  record Lost(Source source, long epochNanos, long events) implements Entry {}

  /** Events that the sender itself dropped since it last said so; shown where they are missing. */
  record Dropped(Source source, long epochNanos, DropCounts drops) implements Entry {}

  /** A session's clock is ahead of this machine's by so much, or behind where it is negative. */
  record ClockOff(Source source, long epochNanos, long offsetNanos) implements Entry {}

  /** A datagram, or an event joined from pieces, that could not be read. */
  record Unreadable(Source source, long epochNanos, int bytes, String reason) implements Entry {}

  /** Entries that a file lacks, as it could not be written; only in files. */
  record Missing(Source source, long epochNanos, long entries, String reason) implements Entry {}
}
