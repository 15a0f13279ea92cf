package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Utf8;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DedupSinkTest {

  private final CollectingSink screen = new CollectingSink();
  private final AtomicLong time = new AtomicLong(-7);
  private final DedupSink sink = new DedupSink(screen, time::get);
  private final TextRenderer text = new TextRenderer(false, ZoneOffset.UTC);

  private static Entry bare(String text, long millis) {
    return new Entry.Bare(
        Made.source("shop"), TimeUnit.MILLISECONDS.toNanos(millis), Utf8.of(text));
  }

  private void after(long millis) throws IOException {
    time.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    sink.tick();
  }

  /** The screen without its columns. */
  private List<String> shown() {
    return Made.render(text, screen.entries().toArray(new Entry[0]))
        .lines()
        .map(line -> line.replaceFirst("^.{12} shop  ?(\\| )?", ""))
        .collect(Collectors.toList());
  }

  @Test
  void countsARunWhenItEnds() throws IOException {
    for (int i = 0; i < 14; i++) {
      sink.accept(bare("again", i * 2100L / 13));
    }
    assertThat(shown()).containsExactly("again");
    sink.accept(bare("other", 2200));
    assertThat(shown()).containsExactly("again", "… ×14 in 2.1 s", "other");
    sink.accept(bare("again", 2300));
    sink.accept(bare("again", 2312));
    sink.accept(new Entry.Lost(Made.source("shop"), 0, 3));
    sink.accept(bare("again", 2400));
    sink.close();
    assertThat(shown().subList(3, 7))
        .containsExactly("again", "… ×2 in 12 ms", "!     3 events lost", "again");
    assertThat(screen.isClosed()).isTrue();
  }

  @Test
  void countsARunThatGoesOnEverySecond() throws IOException {
    sink.accept(bare("again", 0));
    after(5000);
    assertThat(shown()).as("nothing is repeated").containsExactly("again");
    sink.accept(bare("again", 100));
    after(999);
    sink.accept(bare("again", 900));
    assertThat(shown()).containsExactly("again");
    after(1);
    assertThat(shown()).containsExactly("again", "… ×3 in 900 ms");
    assertThat(screen.flushes()).isEqualTo(1);
    after(5000);
    sink.accept(bare("again", 2000));
    after(999);
    assertThat(shown()).hasSize(2);
    after(1);
    assertThat(shown()).endsWith("… ×3 in 900 ms", "… ×4 in 2.0 s");
  }

  @Test
  void whatComesLongAfterIsNewsAgain() throws IOException {
    sink.accept(bare("again", 0));
    sink.accept(bare("again", 5000));
    sink.accept(bare("again", 10_001));
    assertThat(shown()).containsExactly("again", "… ×2 in 5.0 s", "again");
  }

  @Test
  void saysTheCountWhenItEndsOrIsIdle() throws IOException {
    sink.accept(bare("again", 0));
    sink.accept(bare("again", 0));
    sink.idle();
    assertThat(shown()).containsExactly("again", "… ×2 in 0 ms");
    sink.accept(bare("again", 0));
    sink.close();
    assertThat(shown()).endsWith("… ×3 in 0 ms");
  }

  private boolean areEqual(Entry one, Entry other) throws IOException {
    int before = screen.entries().size();
    sink.accept(bare("between", 0));
    sink.accept(one);
    sink.accept(other);
    return screen.entries().size() - before == 2;
  }

  private static Entry event(String thread, Consumer<EventEncoder> more) {
    return Made.logged(
        "shop",
        9,
        "Log",
        event -> {
          event.begin(9, Made.NANOS, "Log", thread);
          event.message("m");
          more.accept(event);
        });
  }

  @Test
  void equalIsWhatLooksTheSame() throws IOException {
    Consumer<EventEncoder> nothing = event -> {};
    Exception one = new Exception("one");
    Exception two = new Exception("one");
    two.setStackTrace(new StackTraceElement[0]);
    assertThat(areEqual(event("main", nothing), event("other", nothing))).isTrue();
    List<Consumer<EventEncoder>> differences =
        List.of(
            event -> event.attribute("k", 1),
            event -> event.attribute("k", 2),
            event -> event.attribute("k", "1"),
            event -> event.marker("M"),
            event -> event.contextStackEntry("M"),
            event -> event.trace("4bf92f3577b34da6a3ce929d0e0e4736", null),
            event -> event.caller(new StackTraceElement("A", "b", "A.java", 1)),
            event -> event.throwable(JavaTrace.of(one), JavaTrace.ACCESS),
            event -> event.throwable(JavaTrace.of(two), JavaTrace.ACCESS));
    for (int i = 0; i < differences.size(); i++) {
      Entry entry = event("main", differences.get(i));
      assertThat(areEqual(entry, event("main", nothing))).as("%d", i).isFalse();
      assertThat(areEqual(entry, event("main", differences.get(i)))).as("%d", i).isTrue();
      assertThat(areEqual(event("main", differences.get((i + 1) % 9)), entry)).isFalse();
    }
    assertThat(
            areEqual(
                Made.logged("shop", 9, "Log", event -> event.message("m")), event("x", nothing)))
        .isTrue();
    assertThat(
            areEqual(
                Made.logged("pay", 9, "Log", event -> event.message("m")), event("x", nothing)))
        .isFalse();
    assertThat(
            areEqual(
                Made.logged("shop", 10, "Log", event -> event.message("m")), event("x", nothing)))
        .isFalse();
    assertThat(
            areEqual(
                Made.logged("shop", 9, "Lag", event -> event.message("m")), event("x", nothing)))
        .isFalse();
  }
}
