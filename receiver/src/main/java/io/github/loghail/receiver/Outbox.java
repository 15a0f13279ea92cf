package io.github.loghail.receiver;

import java.util.function.Consumer;

/** Gathers what one turn of the loop brings, and hands it over. The loop's thread alone. */
final class Outbox implements Consumer<Entry> {

  private static final int USUAL_ENTRIES = 256;

  private final Handover handover;
  private Batch batch = Batch.ofCapacity(USUAL_ENTRIES, 0);
  private long entryBytes;
  private long packetBytes;

  Outbox(Handover handover) {
    this.handover = handover;
  }

  @Override
  public void accept(Entry entry) {
    batch.entries().add(entry);
    entryBytes += Limits.heapBytes(entry);
  }

  /** Says how far a source got with what was accepted up to now. */
  void mark(Mark mark) {
    batch.marks().add(mark);
    packetBytes += mark.heapBytes();
  }

  /** Hands over what there is. */
  void send(long arrivalEpochNanos) {
    if (!batch.isEmpty()) {
      Batch full = new Batch(batch.entries(), batch.marks(), arrivalEpochNanos);
      handover.put(full, entryBytes + packetBytes, packetBytes);
      batch = Batch.ofCapacity(Math.max(USUAL_ENTRIES, batch.entries().size()), 0);
      entryBytes = 0;
      packetBytes = 0;
    }
  }

  /** Hands over what there is, and that nothing follows. */
  void end(long arrivalEpochNanos) {
    send(arrivalEpochNanos);
    handover.put(Batch.END, 0, 0);
  }
}
