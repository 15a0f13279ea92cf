package io.github.loghail.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.core.config.plugins.processor.PluginProcessor;
import org.junit.jupiter.api.Test;

class PluginTest {

  /** Without it Log4j2 does not know the element, unless its class is found by scanning. */
  @Test
  void isRegisteredWhereLog4jLooks() throws IOException {
    URL classes = LoghailAppender.class.getProtectionDomain().getCodeSource().getLocation();
    URL registry = new URL(classes, PluginProcessor.PLUGIN_CACHE_FILE);

    byte[] bytes = registry.openStream().readAllBytes();

    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .contains("loghail")
        .contains(LoghailAppender.class.getName());
  }
}
