package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnreadableNoticesTest {

  private final UnreadableNotices notices = new UnreadableNotices();
  private long now = TimeUnit.SECONDS.toNanos(100);

  private String text() {
    return notices.text("why", false, now);
  }

  @Test
  void aFewAreToldOfAndThenOneASecond() {
    for (int i = 0; i < Limits.UNREADABLE_NOTICES; i++) {
      assertThat(text()).isEqualTo("why");
    }
    for (int i = 0; i < 1234; i++) {
      assertThat(text()).isNull();
    }
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(text()).isEqualTo("why; 1,234 more were not told of");
    assertThat(text()).isNull();
  }

  @Test
  void aQuietTimeFillsUpAgain() {
    for (int i = 0; i < Limits.UNREADABLE_NOTICES; i++) {
      text();
    }
    now += TimeUnit.HOURS.toNanos(1);
    for (int i = 0; i < Limits.UNREADABLE_NOTICES; i++) {
      assertThat(text()).isEqualTo("why");
    }
    assertThat(text()).isNull();
  }

  @Test
  void whereThereIsNoRoomItIsCounted() {
    assertThat(notices.text("why", true, now)).isNull();
    assertThat(text()).isEqualTo("why; 1 more were not told of");
  }
}
