package io.github.loghail.sender;

/**
 * How much of an event is written. The first attempt writes all; each further one a quarter less of
 * everything, so that one of them fits, whatever the event is. Of traces and of chains of causes
 * the middle goes: what was logged and the root cause are the last to go.
 *
 * @param text bytes of a text
 * @param frames stack frames of one exception
 * @param causes exceptions of a chain
 * @param list entries of any list
 */
record Allowance(int text, int frames, int causes, int list) {

  static final Allowance ALL =
      new Allowance(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** From here on nothing is allowed at all: 0.75 to that power of any datagram is no byte. */
  private static final int LAST = 48;

  /** A frame takes about so many bytes, so that as many of them as fit are tried first. */
  private static final int BYTES_A_FRAME = 64;

  /** What is left for the given attempt, 0 being the first, at a datagram of so many bytes. */
  static Allowance of(int attempt, int limit) {
    if (attempt == 0) {
      return ALL;
    }
    double share = attempt >= LAST ? 0 : Math.pow(0.75, attempt);
    int text = (int) (limit * share);
    return new Allowance(
        text, text / BYTES_A_FRAME, Math.max(2, (int) (64 * share)), text / BYTES_A_FRAME);
  }
}
