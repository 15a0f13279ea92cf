package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final Pace pace = new Pace(0);

  private int burst() {
    int datagrams = 0;
    while (pace.allows()) {
      pace.spend(200);
      datagrams++;
    }
    return datagrams;
  }

  @Test
  void aBurstFillsAThirdOfASocketsBuffer() {
    assertThat(burst()).isBetween(50, 60);
  }

  @Test
  void goesOnAtARateThatAScriptCanTake() {
    burst();
    int datagrams = 0;
    for (int milli = 1; milli <= 1000; milli++) {
      pace.tick(TimeUnit.MILLISECONDS.toNanos(milli));
      datagrams += burst();
    }
    assertThat(datagrams).isBetween(9_000, 12_000);
  }

  @Test
  void aRestIsNoCreditForMoreThanABurst() {
    int first = burst();
    pace.tick(TimeUnit.DAYS.toNanos(1));
    assertThat(burst()).isEqualTo(first);
  }

  @Test
  void looksThatComeOftenAddUp() {
    burst();
    for (int micro = 1; micro <= 2000; micro++) {
      pace.tick(TimeUnit.MICROSECONDS.toNanos(micro));
    }
    assertThat(burst()).isPositive();
  }
}
