package io.github.loghail.benchmarks;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/**
 * Reads what ours sends of an event, and drops it: what Logback's own event takes of the heap. One
 * that does nothing is no measure of that, for the compiler sees it and spares the event.
 */
public final class ReadingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private volatile ILoggingEvent last;
  private volatile int characters;

  /** Made by Logback. */
  public ReadingAppender() {}

  @Override
  protected void append(ILoggingEvent event) {
    last = event;
    int length = event.getFormattedMessage().length() + event.getLoggerName().length();
    length += event.getThreadName().length() + event.getInstant().getNano();
    characters = length + event.getMDCPropertyMap().size();
  }

  @Override
  public String toString() {
    return characters + " of " + last;
  }
}
