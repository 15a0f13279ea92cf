package io.github.loghail.receiver.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is broken, odd or hostile, a file each: all of it ends in what the file says, and soon. */
class CorpusTest {

  private static final Duration SOON = Duration.ofSeconds(2);

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    return CorpusCase.readAll().stream()
        .map(each -> DynamicTest.dynamicTest(each.name() + ": " + each.about(), () -> check(each)))
        .toList();
  }

  private static void check(CorpusCase each) {
    List<String> found = Assertions.assertTimeoutPreemptively(SOON, each::find);
    assertThat(found).isEqualTo(each.found());
  }

  @Test
  void thereAreManyAndNoneFailsTheReceiver() throws IOException {
    List<CorpusCase> cases = CorpusCase.readAll();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(200);
    for (CorpusCase each : cases) {
      assertThat(each.found())
          .as(each.name())
          .noneMatch(line -> line.contains("the receiver failed"));
      assertThat(each.datagrams()).as(each.name()).isNotEmpty();
    }
    assertThat(cases.stream().filter(each -> each.found().toString().contains("unreadable")))
        .hasSizeGreaterThan(80);
  }
}
