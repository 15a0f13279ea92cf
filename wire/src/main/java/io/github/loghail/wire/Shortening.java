package io.github.loghail.wire;

/**
 * How far an event that is larger than allowed is cut. The first attempt at shortening cuts the
 * largest text to just what is left; where that is not enough, each further attempt halves every
 * allowance, so that the twentieth fits whatever it was. Of traces and of chains of causes the
 * middle goes.
 */
final class Shortening {

  private static final int HALVING = 2;

  /** What telling the original size takes, at most: a variable-length integer. */
  private static final int ORIGINAL_SIZE_BYTES = 10;

  private final int maxEventBytes;
  private int attempt;
  private long originalBytes;
  private int maxTextBytes;

  Shortening(int maxEventBytes) {
    this.maxEventBytes = maxEventBytes;
    reset();
  }

  /** Whether something is left out, so that the original size must be told. */
  boolean isOn() {
    return originalBytes > 0;
  }

  long originalBytes() {
    return originalBytes;
  }

  int maxEventBytes() {
    return maxEventBytes;
  }

  /** Bytes that the event may take before its original size. */
  int limit() {
    return isOn() ? maxEventBytes - ORIGINAL_SIZE_BYTES : maxEventBytes;
  }

  void reset() {
    attempt = 0;
    originalBytes = 0;
    maxTextBytes = Integer.MAX_VALUE;
  }

  /**
   * Prepares the next attempt.
   *
   * @param wholeBytes size of the event with all that is left out
   * @param triedBytes size of what was just tried
   * @param largestTextBytes size of its largest text
   */
  void tighten(long wholeBytes, long triedBytes, long largestTextBytes) {
    originalBytes = Math.max(originalBytes, wholeBytes);
    attempt++;
    long left = limit() - (triedBytes - largestTextBytes);
    if (attempt == 1 && left > maxEventBytes / 4) {
      maxTextBytes = (int) left;
    } else {
      attempt = Math.max(attempt, HALVING);
      maxTextBytes = halved(maxEventBytes);
    }
  }

  /** Something was left out because no event may have so much of it. */
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

  /** Never less than two: what was logged, and the root cause. */
  int maxCauses() {
    return attempt < HALVING ? Wire.MAX_CAUSES : Math.max(2, halved(Wire.MAX_CAUSES * 2));
  }

  int maxSuppressed() {
    return attempt < HALVING ? Wire.MAX_THROWABLES : halved(256);
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
