package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalWidthTest {

  @Test
  void asksTheSystemSeldomAndFollowsIt() {
    AtomicInteger system = new AtomicInteger(80);
    AtomicInteger asked = new AtomicInteger();
    AtomicLong now = new AtomicLong();
    TerminalWidth width =
        new TerminalWidth(
            () -> {
              asked.incrementAndGet();
              return system.get();
            },
            now::get);
    system.set(120);
    for (int i = 0; i < 1000; i++) {
      assertThat(width.getAsInt()).isEqualTo(80);
    }
    assertThat(asked).hasValue(1);
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(width.getAsInt()).isEqualTo(120);
    system.set(-1); // the terminal has gone
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(width.getAsInt()).isZero();
  }
}
