package io.github.loghail.wire;

import java.util.Arrays;

/**
 * How many events a session has dropped so far, by cause and severity family. The wire carries the
 * totals since the session began, never differences: so a lost or doubled report does no harm.
 *
 * <p>Not thread-safe.
 */
public final class DropCounts {

  private static final int CAUSES = DropCause.values().length;

  /** What a report may say of one cause and family: the sum of all never overflows. */
  private static final long MAX_REPORTED = Long.MAX_VALUE / (CAUSES * Severity.FAMILIES);

  private final long[] counts = new long[CAUSES * Severity.FAMILIES];

  /** All zero. */
  public DropCounts() {}

  /**
   * Counts events.
   *
   * @param cause why
   * @param severity their severity number
   * @param events how many
   */
  public void add(DropCause cause, int severity, long events) {
    counts[cause.ordinal() * Severity.FAMILIES + Severity.family(severity)] += events;
  }

  /**
   * The count of one cause and family.
   *
   * @param cause why
   * @param family 0 for TRACE to 5 for FATAL
   * @return events
   */
  public long count(DropCause cause, int family) {
    return counts[cause.ordinal() * Severity.FAMILIES + family];
  }

  /**
   * The count of one cause.
   *
   * @param cause why
   * @return events of all severities
   */
  public long count(DropCause cause) {
    long sum = 0;
    for (int family = 0; family < Severity.FAMILIES; family++) {
      sum += count(cause, family);
    }
    return sum;
  }

  /**
   * The count of all.
   *
   * @return events of all causes and severities
   */
  public long total() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /**
   * What has come since an earlier report; nothing is ever less than zero.
   *
   * @param earlier an earlier report of the same session
   * @return a new object
   */
  public DropCounts since(DropCounts earlier) {
    DropCounts difference = new DropCounts();
    for (int i = 0; i < counts.length; i++) {
      difference.counts[i] = Math.max(0, counts[i] - earlier.counts[i]);
    }
    return difference;
  }

  /**
   * The larger of both, count by count: what is known when reports come out of order.
   *
   * @param other another report of the same session
   * @return a new object
   */
  public DropCounts max(DropCounts other) {
    DropCounts larger = new DropCounts();
    for (int i = 0; i < counts.length; i++) {
      larger.counts[i] = Math.max(counts[i], other.counts[i]);
    }
    return larger;
  }

  /**
   * Puts the counts of another in the place of these.
   *
   * @param other where they are copied from
   */
  public void set(DropCounts other) {
    System.arraycopy(other.counts, 0, counts, 0, counts.length);
  }

  int encodedBytes() {
    int length = 1;
    for (long count : counts) {
      length += count == 0 ? 0 : 2 + Bytes.varintBytes(count);
    }
    return length;
  }

  /** A count of entries, then cause, severity and total of each that is not zero. */
  int encode(byte[] out, int at) {
    int entries = 0;
    int position = at + 1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        entries++;
        out[position++] = (byte) (i / Severity.FAMILIES);
        out[position++] = (byte) (1 + i % Severity.FAMILIES * 4);
        position = Bytes.putVarint(out, position, counts[i]);
      }
    }
    out[at] = (byte) entries;
    return position;
  }

  static DropCounts read(Reader reader) throws MalformedException {
    DropCounts read = new DropCounts();
    int entries = reader.u8();
    for (int i = 0; i < entries; i++) {
      DropCause cause = DropCause.of(reader.u8());
      int severity = reader.u8();
      long count = Math.min(Math.max(0, reader.varint()), MAX_REPORTED);
      int slot = cause.ordinal() * Severity.FAMILIES + Severity.family(severity);
      read.counts[slot] = Math.min(read.counts[slot] + count, MAX_REPORTED);
    }
    return read;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DropCounts that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("DropCounts[");
    for (DropCause cause : DropCause.values()) {
      for (int family = 0; family < Severity.FAMILIES; family++) {
        if (count(cause, family) != 0) {
          text.append(cause).append(' ').append(Severity.name(1 + 4 * family));
          text.append('=').append(count(cause, family)).append(' ');
        }
      }
    }
    return text.append(']').toString();
  }
}
