package io.github.loghail.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** One figure, measured in several rounds. Not thread-safe. */
final class Samples {

  private double[] values = {};

  void add(double value) {
    values = Arrays.copyOf(values, values.length + 1);
    values[values.length - 1] = value;
    Arrays.sort(values);
  }

  /** The same in another unit. */
  Samples scaled(double factor) {
    Samples scaled = new Samples();
    Arrays.stream(values).forEach(value -> scaled.add(factor * value));
    return scaled;
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  int count() {
    return values.length;
  }

  double min() {
    return values[0];
  }

  double max() {
    return values[values.length - 1];
  }

  /** The middle one, or the mean of the two in the middle. */
  double median() {
    int upper = values.length / 2;
    return values.length % 2 == 1 ? values[upper] : (values[upper - 1] + values[upper]) / 2;
  }

  /** {@code 232 (210–260)}: median, least and most; a dash when nothing was measured. */
  String text(String format) {
    if (isEmpty()) {
      return "–";
    }
    String one = String.format(Locale.ROOT, format, median());
    if (values.length == 1) {
      return one;
    }
    return String.format(Locale.ROOT, "%s (" + format + "–" + format + ")", one, min(), max());
  }
}
