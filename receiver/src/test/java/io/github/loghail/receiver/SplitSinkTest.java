package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SplitSinkTest {

  private static final Source SHOP = Made.source("shop");

  private static Renderer text() {
    return new TextRenderer(false, ZoneOffset.UTC);
  }

  private static void accept(SplitSink sink) throws IOException {
    sink.accept(new Entry.Joined(SHOP, Made.NANOS));
    sink.accept(Made.message("one"));
    sink.accept(new Entry.Bare(SHOP, Made.NANOS, Utf8.of("two")));
    sink.accept(new Entry.Lost(SHOP, Made.NANOS, 3));
    sink.accept(Made.message("three"));
    sink.accept(new Entry.Left(SHOP, Made.NANOS));
    sink.flush();
  }

  @Test
  void keepsEventsAndNoticesApart() throws IOException {
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    ByteArrayOutputStream notices = new ByteArrayOutputStream();
    accept(new SplitSink(events, notices, text()));
    assertThat(events.toString(StandardCharsets.UTF_8).lines())
        .hasSize(3)
        .allMatch(line -> line.matches(".*(one|two|three)"));
    assertThat(notices.toString(StandardCharsets.UTF_8))
        .hasLineCount(3)
        .containsSubsequence("+     joined", "!     3 events lost", "-     left");
  }

  @Test
  void keepsTheOrderWhereBothAreOne() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    accept(new SplitSink(both, both, text()));
    assertThat(both.toString(StandardCharsets.UTF_8))
        .containsSubsequence("joined", "one", "two", "3 events lost", "three", "left");
  }

  @Test
  void whatWasAskedForIsOutput() throws IOException {
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    new SplitSink(events, new ByteArrayOutputStream(), text()).idle();
    assertThat(events.toString(StandardCharsets.UTF_8)).isEqualTo("no data.\n");
  }
}
