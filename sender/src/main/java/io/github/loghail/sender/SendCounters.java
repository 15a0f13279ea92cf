package io.github.loghail.sender;

/** What the sender's thread has done; written by it alone, read by any. */
final class SendCounters {

  private volatile long events;
  private volatile long packets;
  private volatile long bytes;
  private volatile long errors;

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void sent(int moreEvents, int moreBytes) {
    events += moreEvents;
    packets++;
    bytes += moreBytes;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void failed() {
    errors++;
  }

  long events() {
    return events;
  }

  long packets() {
    return packets;
  }

  long bytes() {
    return bytes;
  }

  long errors() {
    return errors;
  }
}
