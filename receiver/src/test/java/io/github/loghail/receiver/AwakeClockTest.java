package io.github.loghail.receiver;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AwakeClockTest {

  private final AtomicLong nanoTime = new AtomicLong(-77);
  private final AtomicLong epoch = new AtomicLong(1_000_000_000_000L);
  private final AwakeClock clock = new AwakeClock(nanoTime::get, epoch::get);

  private long pass(long nanos, long waited) {
    nanoTime.addAndGet(nanos);
    epoch.addAndGet(nanos);
    return clock.advance(waited);
  }

  @Test
  void goesWithTheTime() {
    assertThat(pass(1000, 0)).isEqualTo(1000);
    assertThat(pass(SECONDS.toNanos(1), SECONDS.toNanos(1))).isEqualTo(1000 + SECONDS.toNanos(1));
    assertThat(clock.epochNanos(clock.now())).isEqualTo(epoch.get());
  }

  @Test
  void standsStillWhileTheProcessDoes() {
    long before = pass(1000, 0);
    long after = pass(SECONDS.toNanos(60), MILLISECONDS.toNanos(5));
    assertThat(after - before).isLessThan(SECONDS.toNanos(1));
    assertThat(clock.epochNanos(after)).as("the time of day does not").isEqualTo(epoch.get());
  }

  @Test
  void followsAnAdjustedTimeOfDay() {
    pass(SECONDS.toNanos(1), SECONDS.toNanos(1));
    epoch.addAndGet(SECONDS.toNanos(30));
    pass(SECONDS.toNanos(1), SECONDS.toNanos(1));
    assertThat(clock.epochNanos(clock.now())).isEqualTo(epoch.get());
  }
}
