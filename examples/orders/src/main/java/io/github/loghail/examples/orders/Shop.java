package io.github.loghail.examples.orders;

import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** What happens to an order, from the basket to the warehouse. */
final class Shop {

  private static final Logger LOG = LoggerFactory.getLogger(Shop.class);
  private static final Marker AUDIT = MarkerFactory.getMarker("AUDIT");
  private static final List<String> USERS = List.of("ada", "grace", "linus", "margaret", "ken");

  private final Random random;
  private final Warehouse warehouse;

  Shop(Random random) {
    this.random = random;
    this.warehouse = new Warehouse(random);
  }

  void order(int number) {
    MDC.put("order", Integer.toString(number));
    MDC.put("user", USERS.get(random.nextInt(USERS.size())));
    try {
      take(1 + random.nextInt(5));
    } catch (OrderException e) {
      LOG.error("Order failed", e);
    } finally {
      MDC.remove("order");
      MDC.remove("user");
    }
  }

  private void take(int items) throws OrderException {
    double total = Math.round(items * (500 + random.nextInt(4500))) / 100.0;
    LOG.trace("Session {} found", Integer.toHexString(random.nextInt()));
    LOG.atDebug().addKeyValue("items", items).log("Basket read");
    LOG.atInfo().addKeyValue("items", items).addKeyValue("total", total).log("Order accepted");
    if (total > 200) {
      LOG.atWarn().addKeyValue("limit", 200).log("Above the limit, needs a second look");
    }
    warehouse.reserve(items);
    LOG.atInfo()
        .addMarker(AUDIT)
        .addKeyValue("express", random.nextInt(4) == 0)
        .addKeyValue("millis", 5 + random.nextInt(90))
        .log("Order confirmed");
  }
}
