package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.Optional;

/**
 * Searches the highest pace at which a pair of sender and receiver loses less than 1 %: the first
 * time by halving, on a scale of rates each 15 % above the one before, later from where it was
 * found.
 */
final class SustainedRate {

  private static final double LOWEST = 4000;
  private static final double STEP = 1.15;
  private static final long MILLIS = 700;
  private static final int UNKNOWN = -1;

  private int found = UNKNOWN;

  /**
   * Searches.
   *
   * @param trial warmed up
   * @param flatOut what it came to at full speed: there is no faster pace
   * @return what it came to at the highest pace; empty when no pace was held
   */
  Optional<Measurement> search(Trial trial, Measurement flatOut) throws IOException {
    if (flatOut.isSustained(0)) {
      return Optional.of(flatOut);
    }
    int top = Math.max(0, step(flatOut.sentPerSecond()));
    return found == UNKNOWN ? halve(trial, top) : look(trial, Math.min(found, top));
  }

  private Optional<Measurement> halve(Trial trial, int top) throws IOException {
    Optional<Measurement> best = Optional.empty();
    int low = 0;
    int high = top;
    while (low <= high) {
      int middle = (low + high) / 2;
      Optional<Measurement> held = attempt(trial, middle);
      if (held.isPresent()) {
        best = held;
        found = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return best;
  }

  /** One step up when the last one is held again, else down until one is. */
  private Optional<Measurement> look(Trial trial, int start) throws IOException {
    Optional<Measurement> held = attempt(trial, start);
    if (held.isPresent()) {
      Optional<Measurement> higher = attempt(trial, start + 1);
      found = higher.isPresent() ? start + 1 : start;
      return higher.isPresent() ? higher : held;
    }
    for (int step = start - 1; step >= Math.max(0, start - 3); step--) {
      held = attempt(trial, step);
      found = step;
      if (held.isPresent()) {
        return held;
      }
    }
    return Optional.empty();
  }

  private static Optional<Measurement> attempt(Trial trial, int step) throws IOException {
    double perSecond = LOWEST * Math.pow(STEP, step);
    Measurement measured = trial.run(MILLIS, perSecond);
    return measured.isSustained(perSecond) ? Optional.of(measured) : Optional.empty();
  }

  private static int step(double perSecond) {
    return (int) (Math.log(perSecond / LOWEST) / Math.log(STEP));
  }
}
