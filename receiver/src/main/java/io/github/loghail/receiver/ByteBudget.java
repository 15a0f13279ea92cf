package io.github.loghail.receiver;

/** Bytes that several sessions share. Not thread-safe: the loop's thread alone. */
final class ByteBudget {

  private final long limit;
  private long used;

  ByteBudget(long limit) {
    this.limit = limit;
  }

  boolean reserve(long bytes) {
    if (bytes > limit - used) {
      return false;
    }
    used += bytes;
    return true;
  }

  void release(long bytes) {
    used -= bytes;
  }

  long used() {
    return used;
  }
}
