package io.github.loghail.wire;

/**
 * How far an event that is larger than allowed is cut. The first attempt at shortening cuts the
 * largest text to just what is left; where that is not enough, each further attempt halves every
 * allowance, so that the twentieth fits whatever it was. Of traces and of chains of causes the
 * middle goes.
 */
final class Shortening {

  private static final int HALVING = 2;

  private final int maxEventBytes;
  private int attempt;
  private long originalBytes;
  private int maxTextBytes;

  Shortening(int maxEventBytes) {
    this.maxEventBytes = maxEventBytes;
    reset();
  }

  boolean isOn() {
    return originalBytes > 0;
  }

  long originalBytes() {
    return originalBytes;
  }

  void reset() {
    attempt = 0;
    originalBytes = 0;
    maxTextBytes = Integer.MAX_VALUE;
  }

  void tighten(long totalBytes, int largestTextBytes) {
    originalBytes = Math.max(originalBytes, totalBytes);
    attempt++;
    long left = maxEventBytes - (totalBytes - largestTextBytes);
    if (attempt == 1 && left > maxEventBytes / 4) {
      maxTextBytes = (int) left - 8; // its length may take a byte or two more than was counted
    } else {
      attempt = Math.max(attempt, HALVING);
      maxTextBytes = halved(maxEventBytes);
    }
  }

  /** A list had more entries than any event may have. */
  void leaveOut() {
    originalBytes = Math.max(originalBytes, 1);
  }

  int maxTextBytes() {
    return maxTextBytes;
  }

  int maxNameBytes() {
    return attempt < HALVING
        ? Wire.MAX_NAME_BYTES
        : Math.min(Wire.MAX_NAME_BYTES, halved(maxEventBytes));
  }

  int maxFrames() {
    return attempt < HALVING ? Integer.MAX_VALUE : halved(1024);
  }

  int maxCauses() {
    return attempt < HALVING ? Wire.MAX_CAUSES : Math.max(1, halved(Wire.MAX_CAUSES * 2));
  }

  int maxSuppressed() {
    return attempt < HALVING ? Wire.MAX_LIST : halved(256);
  }

  int maxList() {
    return attempt < HALVING ? Wire.MAX_LIST : halved(Wire.MAX_LIST);
  }

  boolean keepsCaller() {
    return attempt < 8;
  }

  private int halved(int allowance) {
    return allowance >> Math.min(attempt, 31);
  }
}
