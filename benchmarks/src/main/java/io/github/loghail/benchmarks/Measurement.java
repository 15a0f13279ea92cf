package io.github.loghail.benchmarks;

/**
 * What one go of a {@link Trial} came to.
 *
 * @param sent events logged
 * @param sendSeconds from the first log call to the last one's return
 * @param delivered events that the receiver has written
 * @param seconds from the first log call to the receiver's last write
 * @param senderCpu processor seconds of all applications in that time
 * @param receiverCpu processor seconds of the receiver
 */
record Measurement(
    long sent,
    double sendSeconds,
    long delivered,
    double seconds,
    double senderCpu,
    double receiverCpu) {

  private static final double HELD = 0.99;

  /** What is received so much later than it was sent was queued, not sustained. */
  private static final double MAX_LATE_SECONDS = 0.1;

  double sentPerSecond() {
    return sent / sendSeconds;
  }

  double deliveredPerSecond() {
    return delivered / seconds;
  }

  double lossPercent() {
    return 100.0 * (sent - delivered) / sent;
  }

  /** Microseconds of processor time in all processes for each event that arrived. */
  double cpuMicros() {
    return senderCpuMicros() + receiverCpuMicros();
  }

  double senderCpuMicros() {
    return 1e6 * senderCpu / Math.max(1, delivered);
  }

  double receiverCpuMicros() {
    return 1e6 * receiverCpu / Math.max(1, delivered);
  }

  /** Whether at least 99 % arrived. */
  boolean isDelivered() {
    return delivered >= HELD * sent;
  }

  /** Whether the sender kept a pace, and 99 % arrived at that pace. */
  boolean isSustained(double perSecond) {
    return isDelivered()
        && sentPerSecond() >= 0.97 * perSecond
        && seconds <= sendSeconds + MAX_LATE_SECONDS;
  }
}
