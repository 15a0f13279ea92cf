package io.github.loghail.receiver;

import java.util.ArrayDeque;

/**
 * What came while the screen was paused, already rendered. Bounded: the oldest goes first, and is
 * counted. Not thread-safe.
 */
final class Waiting {

  /** About a hundred thousand lines: more than anybody scrolls through. */
  static final int MAX_BYTES = 16 << 20;

  private record Chunk(byte[] lines, long entries) {}

  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
  private final int maxBytes;
  private long bytes;
  private long entries;
  private long skipped;

  Waiting(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  void add(byte[] lines, long count) {
    chunks.add(new Chunk(lines, count));
    bytes += lines.length;
    entries += count;
    while (bytes > maxBytes && chunks.size() > 1) {
      skipped += remove().entries;
    }
  }

  private Chunk remove() {
    Chunk chunk = chunks.remove();
    bytes -= chunk.lines.length;
    entries -= chunk.entries;
    return chunk;
  }

  /** The oldest lines, or null. */
  byte[] poll() {
    return chunks.isEmpty() ? null : remove().lines;
  }

  /** Entries that wait. */
  long entries() {
    return entries;
  }

  /** Entries that had to go; asking forgets them. */
  long takeSkipped() {
    long count = skipped;
    skipped = 0;
    return count;
  }
}
