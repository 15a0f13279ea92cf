package io.github.loghail.examples.orders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Articles, imported every now and then: a burst of events. */
final class Catalogue {

  private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);

  void importArticles(int count) {
    LOG.atInfo().addKeyValue("articles", count).log("Import begins");
    for (int i = 1; i <= count; i++) {
      LOG.atDebug().addKeyValue("article", "A-" + (1000 + i)).log("Article {} of {}", i, count);
    }
    LOG.atInfo().addKeyValue("articles", count).log("Import done");
  }
}
