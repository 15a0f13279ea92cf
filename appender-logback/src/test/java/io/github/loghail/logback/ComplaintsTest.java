package io.github.loghail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.sender.SenderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ComplaintsTest {

  private final List<String> said = new ArrayList<>();
  private long now = Long.MAX_VALUE - 5;

  private final Complaints complaints =
      new Complaints(
          new SenderStatus() {
            @Override
            public void info(String message) {
              throw new AssertionError(message);
            }

            @Override
            public void warn(String message) {
              said.add(message);
            }
          },
          () -> now);

  @Test
  void warnsAtOnceAndThenOnceAMinute() {
    complaints.dropped("a", "first");
    complaints.dropped("b", "second");
    now += TimeUnit.MINUTES.toNanos(1) - 1;
    complaints.dropped("c", "third");
    assertThat(said).containsExactly("dropped an event of logger a that could not be read: first");

    now += 1;
    complaints.dropped("d", "fourth");

    assertThat(said)
        .hasSize(2)
        .last()
        .isEqualTo(
            "dropped an event of logger d that could not be read: fourth"
                + " (and 2 more since the last such warning)");
  }
}
