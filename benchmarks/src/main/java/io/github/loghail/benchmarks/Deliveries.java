package io.github.loghail.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Counts in a file which of the numbered events of an {@link Emitter} came, each once. */
final class Deliveries {

  private static final byte[] MARK = Emitter.MARK.getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = MARK.length + Emitter.DIGITS;

  private final List<Emission> emissions;
  private final BitSet[] seen;
  private long lines;

  private Deliveries(List<Emission> emissions) {
    this.emissions = emissions;
    this.seen = new BitSet[emissions.size()];
    Arrays.setAll(seen, i -> new BitSet());
  }

  /** Reads a file from an offset to its end. */
  static Deliveries in(Path file, long offset, List<Emission> emissions) throws IOException {
    Deliveries deliveries = new Deliveries(emissions);
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        in.skipNBytes(offset);
        deliveries.read(in);
      }
    }
    return deliveries;
  }

  private void read(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 20];
    int kept = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer, kept, buffer.length - kept)) {
      int length = kept + n;
      scan(buffer, kept, length);
      kept = Math.min(length, LENGTH - 1);
      System.arraycopy(buffer, length - kept, buffer, 0, kept);
    }
  }

  /** The bytes before {@code fresh} were there the last time, and are only the start of a mark. */
  private void scan(byte[] buffer, int fresh, int length) {
    for (int i = fresh; i < length; i++) {
      if (buffer[i] == '\n') {
        lines++;
      }
    }
    for (int i = 0; i + LENGTH <= length; i++) {
      if (buffer[i] == MARK[0] && Arrays.equals(buffer, i, i + MARK.length, MARK, 0, MARK.length)) {
        number(buffer, i + MARK.length);
      }
    }
  }

  private void number(byte[] buffer, int from) {
    long number = 0;
    for (int i = from; i < from + Emitter.DIGITS; i++) {
      if (buffer[i] < '0' || buffer[i] > '9') {
        return;
      }
      number = 10 * number + buffer[i] - '0';
    }
    for (int i = 0; i < seen.length; i++) {
      Emission emission = emissions.get(i);
      if (number >= emission.from() && number < emission.to()) {
        seen[i].set((int) (number - emission.from()));
        return;
      }
    }
  }

  /** Different events that came. */
  long events() {
    return Arrays.stream(seen).mapToLong(BitSet::cardinality).sum();
  }

  /** Lines that came, for what cannot be read. */
  long lines() {
    return lines;
  }
}
