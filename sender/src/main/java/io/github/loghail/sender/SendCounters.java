package io.github.loghail.sender;

/** What the sender's thread has done; written by it alone, read by any. */
final class SendCounters {

  private volatile long events;
  private volatile long packets;
  private volatile long bytes;
  private volatile long errors;
  private volatile long shortened;

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void sent(int moreEvents) {
    events += moreEvents;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void left(int datagramBytes) {
    packets++;
    bytes += datagramBytes;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void shortened() {
    shortened++;
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

  long shortenedEvents() {
    return shortened;
  }

  long errors() {
    return errors;
  }
}
