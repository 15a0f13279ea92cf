package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FilterSinkTest {

  private final CollectingSink screen = new CollectingSink();
  private final AtomicReference<Filter> filter = new AtomicReference<>(Filter.NONE);
  private final AtomicLong time = new AtomicLong(-5);
  private final List<String> said = new ArrayList<>();
  private final FilterSink sink = new FilterSink(screen, filter::get, time::get, said::add);

  private void after(long millis) throws IOException {
    time.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    sink.tick();
  }

  @Test
  void passesWhatTheFilterOfTheMomentAccepts() throws IOException {
    sink.accept(Made.message("one"));
    filter.set(Filtering.by("-i", "two"));
    sink.accept(Made.message("one again"));
    sink.accept(Made.message("two"));
    sink.accept(new Entry.Lost(Made.source("shop"), 0, 7));
    sink.accept(new Entry.Bare(Made.source("shop"), 0, Utf8.of("bare")));
    filter.set(filter.get().withServiceHidden("shop", true));
    sink.accept(Made.message("two more"));
    sink.accept(new Entry.Lost(Made.source("shop"), 0, 8));
    filter.set(Filter.NONE);
    sink.accept(new Entry.Bare(Made.source("shop"), 0, Utf8.of("bare")));
    assertThat(screen.texts()).containsExactly("one", "two", "lost 7", "bare bare");
    assertThat(sink.shown()).isEqualTo(3);
    assertThat(sink.hidden()).isEqualTo(3);
    assertThat(sink.summary()).isEqualTo("3 events shown, 3 hidden by the filter");
    sink.flush();
    sink.idle();
    sink.close();
    assertThat(screen.flushes()).isEqualTo(1);
    assertThat(screen.idles()).isEqualTo(1);
    assertThat(screen.isClosed()).isTrue();
  }

  @Test
  void saysOnceThatNothingMatches() throws IOException {
    filter.set(Filtering.by("-l", "warn", "-i", "x"));
    after(10_000);
    for (int i = 0; i < 1204; i++) {
      sink.accept(Made.message("m"));
    }
    after(2_999);
    assertThat(said).isEmpty();
    after(1);
    assertThat(said).containsExactly("1,204 events came, none matched: level>=WARN include=/x/");
    after(60_000);
    assertThat(said).hasSize(1);
  }

  @Test
  void saysSoOfOneEventToo() throws IOException {
    filter.set(Filtering.by("-s", "pay"));
    sink.accept(Made.message("m"));
    after(3_000);
    assertThat(said).containsExactly("1 event came, it did not match: service=pay");
  }

  @Test
  void saysNothingOnceSomethingMatched() throws IOException {
    filter.set(Filtering.by("-i", "two"));
    sink.accept(Made.message("one"));
    sink.accept(Made.message("two"));
    after(60_000);
    assertThat(said).isEmpty();
  }

  @Test
  void theSummaryCountsWhatCameAndSaysWhatWasShown() throws IOException {
    filter.set(Filtering.by("-i", "two"));
    TestConsole console = new TestConsole("");
    ReceiverStats stats =
        new ReceiverStats(
            9,
            9,
            0,
            0,
            0,
            OptionalLong.empty(),
            4096,
            List.of(new ReceiverStats.Service("shop", 2, 0, 5, 6, 0)),
            new ReceiverStats.Formats(2, 0, List.of()));
    sink.accept(Made.message("two"));
    sink.accept(Made.message("two"));
    Summary.print(stats, sink, console.console());
    assertThat(console.err()).contains("shown 2, lost 5", "shop  shown 2").doesNotContain("hidden");
    sink.accept(Made.message("one"));
    Summary.print(stats, sink, console.console());
    assertThat(console.err())
        .contains(
            "events 2, lost 5, dropped by senders 6",
            "shop  events 2, lost 5, dropped 6",
            "loghail: 2 events shown, 1 hidden by the filter\n");
  }
}
