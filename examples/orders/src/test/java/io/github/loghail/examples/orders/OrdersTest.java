package io.github.loghail.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.testing.Collector;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With the configuration file that is there to be copied; only the port is another. */
class OrdersTest {

  @Test
  void logsAsServicesDo() {
    try (Collector collector = new Collector()) {
      System.setProperty("loghail.port", Integer.toString(collector.port()));
      System.setProperty("loghail.feedback", "false");
      Shop shop = new Shop(new Random(42));
      for (int number = 1; number <= 100; number++) {
        shop.order(number);
      }
      new Catalogue().importArticles(50);

      List<Event> events = new ArrayList<>();
      Event last;
      do {
        last = collector.next();
        events.add(last);
      } while (!last.message().toString().equals("Import done"));

      assertThat(collector.resource().service()).isEqualTo("orders");
      assertThat(events)
          .extracting(Event::severity)
          .contains(Severity.TRACE, Severity.DEBUG, Severity.INFO, Severity.WARN, Severity.ERROR);
      Event failed = first(events, "Order failed");
      assertThat(failed.thrown().cause().cause().message()).hasToString("Read timed out");
      assertThat(failed.attributes()).extracting(each -> each.key().toString()).contains("order");
      assertThat(first(events, "Order confirmed").markers()).hasSize(1);
      assertThat(events).filteredOn(e -> e.message().toString().startsWith("Article")).hasSize(50);
    }
  }

  private static Event first(List<Event> events, String message) {
    return events.stream()
        .filter(event -> event.message().toString().equals(message))
        .findFirst()
        .orElseThrow();
  }
}
