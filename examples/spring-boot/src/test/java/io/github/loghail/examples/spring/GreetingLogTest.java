package io.github.loghail.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.junit.LoggedEvents;
import io.github.loghail.junit.LoghailExtension;
import io.github.loghail.receiver.LogEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Spring configures the logging anew while it starts: the extension has the events all the same.
 */
@ExtendWith(LoghailExtension.class)
class GreetingLogTest {

  @Test
  void logsWhomItGreets(LoggedEvents events) {
    GreetingApplication.main(new String[] {"Ada"});

    LogEvent greeting = events.await(event -> event.message().equals("Hello, Ada"));
    assertThat(greeting.service()).isEqualTo("greeting");
    assertThat(greeting.attributes()).containsExactly(Map.entry("name", "Ada"));
    assertThat(events.messages()).anyMatch(each -> each.startsWith("Starting GreetingApplication"));
    assertThat(events.errors()).isEmpty();
  }
}
