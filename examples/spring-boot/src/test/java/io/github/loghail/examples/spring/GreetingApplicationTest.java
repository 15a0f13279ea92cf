package io.github.loghail.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.testing.Collector;
import io.github.loghail.wire.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GreetingApplicationTest {

  @Test
  void logsAsTheApplicationThatSpringKnows() {
    try (Collector collector = new Collector()) {
      System.setProperty("loghail.port", Integer.toString(collector.port()));
      System.setProperty("loghail.feedback", "false");

      GreetingApplication.main(new String[] {"Ada"});

      List<String> messages = new ArrayList<>();
      Event event;
      do {
        event = collector.next();
        messages.add(event.message().toString());
      } while (!event.message().toString().equals("Hello, Ada"));
      assertThat(messages.get(0)).startsWith("Starting GreetingApplication");
      assertThat(event.attributes()).hasSize(1);
      assertThat(collector.resource().service()).isEqualTo("greeting");
    }
  }
}
