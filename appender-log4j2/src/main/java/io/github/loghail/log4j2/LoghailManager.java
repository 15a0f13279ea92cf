package io.github.loghail.log4j2;

import io.github.loghail.sender.Sender;
import io.github.loghail.sender.SenderConfig;
import io.github.loghail.sender.SenderCounters;
import io.github.loghail.wire.EventEncoder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractManager;

/**
 * One sender, shared by all appenders with the same settings: those of a configuration and of the
 * one that replaces it, above all, so that a reconfiguration loses nothing.
 */
final class LoghailManager extends AbstractManager {

  private final Sender sender;
  private final Duration stopTimeout;
  private final ScratchPool scratches = new ScratchPool();

  private record Start(LoggerContext context, SenderConfig config, Log4jStatus status) {}

  private LoghailManager(String name, Start start) {
    super(start.context, name);
    this.sender = Sender.start(start.config, start.status);
    this.stopTimeout = Duration.ofNanos(start.config.stopTimeoutNanos());
  }

  /**
   * The running manager for these settings, or a new one. Quick, because Log4j2 holds a lock of all
   * managers meanwhile.
   */
  static LoghailManager get(LoggerContext context, SenderConfig config, Log4jStatus status) {
    return getManager("Loghail " + config, LoghailManager::new, new Start(context, config, status));
  }

  /** What this throws was thrown by the application's own objects; the event is counted. */
  void send(LogEvent event, EventMapper mapper) {
    EventEncoder encoder = sender.encoder();
    Scratch scratch = scratches.take();
    boolean written = false;
    try {
      mapper.write(event, encoder, scratch);
      written = true;
    } finally {
      scratches.give(scratch);
      if (!written) {
        sender.discard(encoder, Log4jSeverity.of(event.getLevel()));
      }
    }
    sender.send(encoder);
    if (event.isEndOfBatch()) {
      sender.flush();
    }
  }

  SenderCounters counters() {
    return sender.counters();
  }

  /** A time-out that the context sets, if any, can only shorten the configured one. */
  @Override
  protected boolean releaseSub(long timeout, TimeUnit unit) {
    Duration given = Duration.of(Math.max(0, timeout), unit.toChronoUnit());
    sender.stop(given.isZero() || given.compareTo(stopTimeout) > 0 ? stopTimeout : given);
    return true;
  }
}
