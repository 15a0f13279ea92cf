package io.github.loghail.receiver;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Follows a session's entries through the pipeline: when it comes out, all before it were shown.
 *
 * @param source the session's
 * @param shown where that is said
 * @param packet packets below have been handed out
 * @param heapBytes what the packets since the mark before take of the heap
 */
record Mark(Source source, AtomicLong shown, long packet, long heapBytes) {}
