package io.github.loghail.sender;

/**
 * What a sender has done so far. {@code logged} is always the sum of what became of the events:
 * {@code accepted + dropped}, and {@code accepted} those sent, waiting, expired or abandoned.
 *
 * @param logged events given to it
 * @param accepted events that found room in the ring
 * @param sentEvents events that left in packets, each counted once
 * @param sentPackets datagrams with events that left, repeated ones included
 * @param sentBytes bytes of those datagrams
 * @param droppedRingFull events dropped because the ring was full
 * @param droppedTooLarge events dropped because the ring cannot hold one so large
 * @param droppedEncodeError events that could not be read
 * @param expired accepted events that were overwritten unsent because no receiver came
 * @param abandoned accepted events still unsent when the time to stop ran out
 * @param truncated events that were shortened
 * @param sendErrors datagrams that could not be sent, and were kept
 * @param ringHighWaterBytes most bytes of the ring that ever waited
 */
public record SenderCounters(
    long logged,
    long accepted,
    long sentEvents,
    long sentPackets,
    long sentBytes,
    long droppedRingFull,
    long droppedTooLarge,
    long droppedEncodeError,
    long expired,
    long abandoned,
    long truncated,
    long sendErrors,
    long ringHighWaterBytes) {

  /**
   * Events that were never accepted.
   *
   * @return the sum of all causes
   */
  public long dropped() {
    return droppedRingFull + droppedTooLarge + droppedEncodeError;
  }
}
