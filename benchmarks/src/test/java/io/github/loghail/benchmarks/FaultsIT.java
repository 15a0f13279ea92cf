package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The whole fault suite; {@code mvn verify -Pfaults} runs it. */
class FaultsIT {

  @Test
  void everyCaseHolds() throws IOException {
    assertThat(new Faults(2_000_000).run("")).as("see the table above").isTrue();
  }
}
