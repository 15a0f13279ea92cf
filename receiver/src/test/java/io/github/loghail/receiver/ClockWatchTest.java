package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PAUSE = 400;

  private final ClockWatch watch = new ClockWatch();
  private final List<Entry> said = new ArrayList<>();
  private final Source shop = Made.source("shop");
  private long arrivalMillis = 1_000_000;

  private void arrives(long delayMillis) {
    Entry event = Made.at(shop, (arrivalMillis - delayMillis) * MILLI);
    watch.look(List.of(event), arrivalMillis * MILLI, said::add);
  }

  private void afterQuiet(long delayMillis) {
    arrivalMillis += PAUSE;
    arrives(delayMillis);
  }

  private void atOnce(long delayMillis) {
    arrivalMillis += 1;
    arrives(delayMillis);
  }

  private List<Long> offsetsMillis() {
    return said.stream().map(each -> ((Entry.ClockOff) each).offsetNanos() / MILLI).toList();
  }

  @Test
  void saysOnceThatAClockIsAhead() {
    atOnce(-3100);
    atOnce(-3200);
    assertThat(said).isEmpty();
    atOnce(-3150);
    assertThat(offsetsMillis()).containsExactly(3200L);
    for (int i = 0; i < 20; i++) {
      afterQuiet(-3200);
    }
    assertThat(said).hasSize(1);
  }

  @Test
  void oneEventFromTheFutureIsNoClock() {
    for (int i = 0; i < 10; i++) {
      atOnce(-60_000);
      atOnce(5);
    }
    assertThat(said).isEmpty();
  }

  @Test
  void saysThatAClockIsBehind() {
    for (int i = 0; i < ClockWatch.BEHIND_PAUSES; i++) {
      afterQuiet(5000 + i);
      assertThat(said).isEmpty();
    }
    afterQuiet(5100);
    assertThat(offsetsMillis()).containsExactly(-5000L);
  }

  @Test
  void whatWasRetainedIsLegitimatelyOld() {
    for (int i = 0; i < 200; i++) {
      atOnce(600_000 - 3000 * i); // a late join: all at once, the newest last
    }
    for (int i = 0; i < 50; i++) {
      afterQuiet(2);
    }
    assertThat(said).isEmpty();
  }

  @Test
  void aBackLogThatIsWorkedOffIsNoClock() {
    for (int turn = 0; turn < 20; turn++) {
      arrivalMillis += 30_000; // the terminal was stopped
      for (int i = 0; i < 100; i++) {
        atOnce(30_000 - 300 * i);
      }
    }
    for (int i = 0; i < 5000; i++) {
      atOnce(10_000); // never quiet, always late: the receiver is too slow
    }
    assertThat(said).isEmpty();
  }

  @Test
  void theBoundIsTwoSeconds() {
    for (int i = 0; i < 50; i++) {
      afterQuiet(2000);
    }
    for (int i = 0; i < 50; i++) {
      afterQuiet(-2000);
    }
    assertThat(said).isEmpty();
  }

  @Test
  void sessionsAreToldApart() {
    Source good = Made.source("good");
    Source bad = Made.source("bad");
    for (int i = 1; i <= 5; i++) {
      long now = Made.NANOS + i * MILLI;
      watch.look(
          List.of(
              Made.at(good, now),
              Made.at(bad, now + 60_000 * MILLI),
              new Entry.Lost(bad, now, 3),
              Made.at(good, now)),
          now,
          said::add);
    }
    assertThat(said)
        .containsExactly(new Entry.ClockOff(bad, Made.NANOS + 3 * MILLI, 60_000 * MILLI));
  }

  @Test
  void isSaidAsPeopleSayIt() {
    Source orders = Made.source("orders");
    assertThat(Notices.text(new Entry.ClockOff(orders, 0, 3_210 * MILLI)))
        .isEqualTo("its clock is 3.2 s ahead of this machine's");
    assertThat(Notices.text(new Entry.ClockOff(orders, 0, -600_000 * MILLI)))
        .isEqualTo("its clock is 10.0 min behind this machine's");
    assertThat(Notices.text(new Entry.ClockOff(orders, 0, 7_200_000 * MILLI)))
        .isEqualTo("its clock is 2.0 h ahead of this machine's");
    assertThat(Made.render(new JsonRenderer(), new Entry.ClockOff(orders, 0, -3_210 * MILLI)))
        .contains("\"type\":\"clockoff\"", "\"service\":\"orders\"", "\"offsetMillis\":-3210");
  }

  @Test
  void timesThatAreAbsurdDoNotOverflow() {
    for (int i = 1; i <= 5; i++) {
      Entry.Logged event = Made.at(shop, Long.MIN_VALUE);
      watch.look(List.of(event), Made.NANOS + i * MILLI, said::add);
    }
    assertThat(said).isEmpty();
  }
}
