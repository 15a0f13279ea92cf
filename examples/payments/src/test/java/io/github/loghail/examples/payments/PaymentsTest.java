package io.github.loghail.examples.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.testing.Collector;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With the configuration file that is there to be copied; only the port is another. */
class PaymentsTest {

  @Test
  void logsAsServicesDo() {
    try (Collector collector = new Collector()) {
      System.setProperty("loghail.port", Integer.toString(collector.port()));
      System.setProperty("loghail.feedback", "false");
      Till till = new Till(new Random(42));
      for (int order = 1; order <= 300; order++) {
        till.charge(order);
      }
      new Ledger(new Random(42)).settle(50);

      List<Event> events = new ArrayList<>();
      Event last;
      do {
        last = collector.next();
        events.add(last);
      } while (!last.message().toString().startsWith("Settled"));

      assertThat(collector.resource().service()).isEqualTo("payments");
      assertThat(events)
          .extracting(Event::severity)
          .contains(
              Severity.TRACE,
              Severity.DEBUG,
              Severity.INFO,
              Severity.WARN,
              Severity.ERROR,
              Severity.FATAL);
      Event declined =
          events.stream().filter(event -> event.thrown() != null).findFirst().orElseThrow();
      assertThat(declined.thrown().cause().message()).hasToString("read timed out");
      assertThat(declined.thrown().suppressed()).hasSize(1);
      assertThat(declined.contextStack()).hasSize(1);
      assertThat(declined.attributes()).hasSize(1);
    }
  }
}
