package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedirectTest {

  private Sender sender;

  private void start(int port, String... settings) {
    SenderStatus silent =
        new SenderStatus() {
          @Override
          public void info(String message) {}

          @Override
          public void warn(String message) {}
        };
    SenderSettings all = new SenderSettings(silent, name -> null, name -> null);
    all.set("host", "127.0.0.1").set("port", "" + port).set("service", "test");
    for (int i = 0; i < settings.length; i += 2) {
      all.set(settings[i], settings[i + 1]);
    }
    sender = Sender.start(all.resolve("test", null), silent);
  }

  @AfterEach
  void stop() {
    if (sender != null) {
      sender.stop(Duration.ofSeconds(1));
    }
  }

  private void log(String message) {
    EventEncoder event = sender.encoder();
    do {
      event.begin(Severity.INFO, 1, "logger", "main");
      event.message(message);
    } while (!event.finish());
    sender.send(event);
  }

  @Test
  void whatRunsGoesThereAndComesBack() throws IOException {
    try (FakeReceiver own = new FakeReceiver(true);
        FakeReceiver other = new FakeReceiver(true)) {
      start(own.port());
      log("before");
      await().until(() -> own.messages().contains("before"));
      try (Redirect redirect = Redirect.to("127.0.0.1", other.port())) {
        log("meanwhile");
        redirect.flush();
        await().untilAsserted(() -> assertThat(other.messages()).endsWith("meanwhile"));
        assertThat(own.messages()).containsExactly("before");
      }
      log("after");
      await().untilAsserted(() -> assertThat(own.messages()).endsWith("meanwhile", "after"));
      assertThat(other.messages()).doesNotContain("after");
    }
  }

  @Test
  void whatStartsLaterGoesThere() throws IOException {
    try (FakeReceiver other = new FakeReceiver(true);
        Redirect redirect = Redirect.to("127.0.0.1", other.port())) {
      start(9, "host", "no.such.host.invalid");
      log("hello");
      await().until(() -> other.messages().contains("hello"));
      assertThat(redirect.flush()).containsValue(1L);
    }
  }

  /** The linger is so long that without the flush nothing would come in time. */
  @Test
  void flushSaysWhatWasLoggedAndLetsItGo() throws IOException {
    try (FakeReceiver other = new FakeReceiver(true);
        Redirect redirect = Redirect.to("127.0.0.1", other.port())) {
      start(other.port(), "linger", "10s");
      Map<Long, Long> nothing = redirect.flush();
      log("one");
      log("two");
      Map<Long, Long> two = redirect.flush();
      await().atMost(Duration.ofSeconds(5)).until(() -> other.messages().size() == 2);
      assertThat(nothing.values()).containsExactly(0L);
      assertThat(two.values()).containsExactly(2L);
      assertThat(two.keySet()).isEqualTo(nothing.keySet());
      sender.stop(Duration.ofSeconds(1));
      assertThat(redirect.flush()).isEmpty();
    }
  }

  @Test
  void thereIsOneAtATime() {
    Redirect first = Redirect.to("127.0.0.1", 4711);
    assertThatThrownBy(() -> Redirect.to("127.0.0.1", 4712))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("redirected to 127.0.0.1:4711 already");
    first.close();
    Redirect second = Redirect.to("127.0.0.1", 4712);
    first.close(); // which is not open any more
    assertThatThrownBy(() -> Redirect.to("127.0.0.1", 4713)).hasMessageContaining("4712");
    second.close();
  }
}
