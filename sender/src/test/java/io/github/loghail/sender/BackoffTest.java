package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

  private static final long SHORTEST = 50_000;

  private final Backoff backoff = new Backoff();

  /** Looks until so much time has passed; how often. */
  private int looks(long nanos) {
    int looks = 0;
    for (long waited = 0; waited < nanos; looks++) {
      waited += backoff.next(SHORTEST);
    }
    backoff.answered();
    return looks;
  }

  @Test
  void doublesUpToItsLimit() {
    for (int i = 0; i < 7 * Backoff.LOOKS_TO_DOUBLE; i++) {
      assertThat(backoff.next(SHORTEST)).isEqualTo(SHORTEST << i / Backoff.LOOKS_TO_DOUBLE);
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(backoff.next(SHORTEST)).isBetween(SHORTEST << 7, Backoff.MAX_NANOS);
    }
  }

  /** However long answers take, it comes to look a few times for each. */
  @ParameterizedTest
  @ValueSource(longs = {100_000, 500_000, 5_000_000, 40_000_000})
  void comesToLookAFewTimes(long nanos) {
    for (int i = 0; i < 20; i++) {
      looks(nanos);
    }
    assertThat(looks(nanos)).isLessThanOrEqualTo(Backoff.LOOKS_TO_DOUBLE);
  }

  @Test
  void isQuickAgainWhenAnswersAre() {
    looks(1_000_000_000);
    assertThat(backoff.next(SHORTEST)).isEqualTo(Backoff.MAX_NANOS);
    backoff.answered();
    for (int i = 0; i < 10; i++) {
      looks(1);
    }
    assertThat(backoff.next(SHORTEST)).isEqualTo(SHORTEST);
  }

  @Test
  void whatWasNotAnsweredSaysNothing() {
    for (int i = 0; i < 100; i++) {
      backoff.next(SHORTEST);
    }
    backoff.gaveUp();
    backoff.answered();
    assertThat(backoff.next(SHORTEST)).isEqualTo(SHORTEST);
  }

  @Test
  void forgetsWhatIsLongAgo() {
    looks(1_000_000_000);
    backoff.forget();
    assertThat(backoff.next(SHORTEST)).isEqualTo(SHORTEST);
  }
}
