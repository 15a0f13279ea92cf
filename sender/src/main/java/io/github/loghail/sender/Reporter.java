package io.github.loghail.sender;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Says what a user should know, once for each change and never once for each event. Used by the
 * sender's thread.
 */
final class Reporter {

  private static final long DROPS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final SenderStatus status;
  private final boolean feedback;
  private final Format format;
  private final boolean isSealed;

  private String where;
  private SenderMachine.State said;
  private String reason = "no answer";
  private long dropsSaid;
  private long dropsSaidAt;
  private long dropsLookedAt;
  private long abandonedSaid;
  private boolean unexpectedSaid;

  Reporter(SenderConfig config, SenderStatus status) {
    this.status = status;
    this.where = config.host() + ":" + config.port();
    this.feedback = config.feedback();
    this.format = config.format();
    this.isSealed = config.secretFile() != null;
  }

  /** What is said is about this receiver, from now on. */
  void where(Redirect.Target receiver) {
    where = receiver.toString();
  }

  /** Something to know, and no more. */
  void note(String message) {
    status.info(message);
  }

  /** There will be no way to a receiver; nothing else is said of it. */
  void shut(String message) {
    status.warn(message);
    said = SenderMachine.State.ABSENT;
  }

  /** Why the receiver cannot be reached; said when that becomes so. */
  void failure(String cause) {
    reason = cause;
  }

  void report(SenderMachine.State state, PacketRing ring, long now) {
    if (state != said && state != SenderMachine.State.PROBING) {
      boolean isFirst = said == null;
      said = state;
      say(state, isFirst);
    }
    if (now - dropsLookedAt >= LOOK_EVERY_NANOS) {
      dropsLookedAt = now;
      if (dropsSaid == 0 || now - dropsSaidAt >= DROPS_EVERY_NANOS) {
        drops(ring.drops(), now);
      }
    }
  }

  private void say(SenderMachine.State state, boolean isFirst) {
    switch (state) {
      case LIVE -> status.info("a receiver listens on " + where + (isSealed ? ", sealed" : ""));
      case ONE_WAY -> {
        if (format != Format.LOGHAIL) {
          status.info(
              "sending " + format.text() + " to " + where + ", without knowing what arrives");
        } else if (feedback) {
          status.info(
              "nobody answers on "
                  + where
                  + ": sending without knowing what arrives"
                  + (isSealed ? "; a receiver without the same secret would not answer" : ""));
        }
      }
      default -> {
        status.warn(
            (isFirst || format != Format.LOGHAIL ? "no receiver on " : "lost the receiver on ")
                + where
                + " ("
                + reason
                + "); the newest events are kept, and sent when one comes");
        reason = "no answer";
      }
    }
  }

  private void drops(DropCounts drops, long now) {
    long total = drops.total();
    if (total > dropsSaid) {
      dropsSaid = total;
      dropsSaidAt = now;
      StringBuilder text = new StringBuilder();
      for (DropCause cause : DropCause.values()) {
        if (drops.count(cause) > 0) {
          text.append(text.length() == 0 ? "" : ", ").append(cause.text()).append(' ');
          text.append(String.format(Locale.ROOT, "%,d", drops.count(cause)));
        }
      }
      status.warn("events dropped so far: " + text);
    }
  }

  /** Draining ends, at the JVM's exit and then again at the framework's: what is new is said. */
  void abandoned(long events) {
    if (events > abandonedSaid) {
      abandonedSaid = events;
      status.warn(
          String.format(Locale.ROOT, "stopped with %,d events not delivered to %s", events, where));
    }
  }

  void unexpected(RuntimeException e) {
    if (!unexpectedSaid) {
      unexpectedSaid = true;
      status.warn("unexpected " + e + " in the sender's thread, which goes on");
    }
  }
}
