package io.github.loghail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What the extension prints, and that it does so for failures only. */
@Timeout(60)
class FailureTest {

  private static List<String> printed(Class<?> tests, AtomicReference<Events> results) {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      results.set(
          EngineTestKit.engine("junit-jupiter")
              .selectors(DiscoverySelectors.selectClass(tests))
              .execute()
              .testEvents());
    } finally {
      System.setErr(before);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> printedOfFailure(Class<?> tests) {
    AtomicReference<Events> results = new AtomicReference<>();
    List<String> printed = printed(tests, results);
    results.get().assertStatistics(statistics -> statistics.started(1).failed(1));
    return printed;
  }

  @Test
  void printsTheLogOfATestThatFails() {
    List<String> lines = printedOfFailure(Cases.Failing.class);
    assertThat(lines.get(0)).isEqualTo("---- log of Failing.fails ----");
    assertThat(lines.get(1)).matches("\\d\\d:.* shop +INFO +Checkout +paying with visa");
    assertThat(lines.get(2)).matches("\\d\\d:.* shop +ERROR +Checkout +declined");
    assertThat(lines.get(3)).matches(" +shop +\\| IllegalStateException: no money");
    assertThat(lines.get(4)).contains("at io.github.loghail.junit.Cases$Failing.fails(Cases.java:");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("---- end of the log ----");
  }

  @Test
  void namesTheParameters() {
    assertThat(printedOfFailure(Cases.FailingByParameter.class))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("---- log of FailingByParameter.fails [1] ")
        .contains("visa");
  }

  @Test
  void saysThatThereIsNothing() {
    assertThat(printedOfFailure(Cases.Silent.class))
        .containsExactly("---- Silent.fails logged nothing ----");
  }

  @Test
  void printsTheEndOfALongLog() {
    List<String> lines = printedOfFailure(Cases.Endless.class);
    assertThat(lines).hasSize(1000 + 3);
    assertThat(lines.get(1)).isEqualTo("… 2000 events before");
    assertThat(lines.get(2)).endsWith("round 2000");
    assertThat(lines.get(1001)).endsWith("round 2999");
  }

  @Test
  void printsNothingOfOthers() {
    AtomicReference<Events> results = new AtomicReference<>();
    assertThat(printed(Cases.Passing.class, results)).isEmpty();
    results
        .get()
        .assertStatistics(statistics -> statistics.started(3).succeeded(2).aborted(1).failed(0));
  }
}
