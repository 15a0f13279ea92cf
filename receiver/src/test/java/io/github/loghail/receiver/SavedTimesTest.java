package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SavedTimesTest {

  private final SavedTimes times = new SavedTimes();

  @Property
  void readsWhatTheClockWrites(@ForAll long first, @ForAll @IntRange(max = 2_000_000_000) int on) {
    SavedTimes times = new SavedTimes();
    Clock clock = Clock.utc();
    for (long epochNanos : new long[] {first, first, first <= 0 ? first + on : first - on}) {
      LineBuffer out = new LineBuffer();
      clock.put(epochNanos, out);
      assertThat(times.read(out + "Z")).isEqualTo(epochNanos);
    }
  }

  @Test
  void readsOtherForms() {
    for (String form : new String[] {"2026-11-23T14:03:21Z", "2026-11-23T14:03:21.5Z"}) {
      assertThat(times.read(form)).isEqualTo(Instant.parse(form).toEpochMilli() * 1_000_000);
    }
  }

  @Test
  void isNotFooledByWhatWentBefore() {
    times.read("2026-11-23T14:03:21.000000000Z");
    for (String wrong :
        new String[] {
          "2026-11-23T14:03:21.00000000xZ", "2026-11-23T14:03:21.000000000z0", "2026-11-23T14:03:21"
        }) {
      assertThatThrownBy(() -> times.read(wrong)).isInstanceOf(DateTimeException.class);
    }
    assertThatThrownBy(() -> times.read("9999-11-23T14:03:21.000000000Z"))
        .isInstanceOf(ArithmeticException.class);
  }
}
