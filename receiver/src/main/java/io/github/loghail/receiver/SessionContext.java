package io.github.loghail.receiver;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * What all sessions have in common.
 *
 * @param out takes the entries, each session's in order
 * @param epoch the time of day, nanoseconds since the epoch, at a time of the loop's clock
 * @param window what each may have in flight
 * @param held shared by the packets behind gaps
 * @param joined shared by the pieces of incomplete events
 * @param tailEvents how many events from before the receiver came are shown; −1 for all
 * @param startEpochNanos when the receiver came
 * @param repaired counts the packets that came after they were asked for again
 */
record SessionContext(
    Consumer<Entry> out,
    LongUnaryOperator epoch,
    Window window,
    ByteBudget held,
    ByteBudget joined,
    long tailEvents,
    long startEpochNanos,
    AtomicLong repaired) {}
