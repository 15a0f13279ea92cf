package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SortWindowTest {

  private static final long WINDOW = 100;

  private final List<String> out = new ArrayList<>();
  private final Source a = new Source("a", null, 1, null);
  private final Source b = new Source("b", null, 2, null);
  private final SortWindow window = window(WINDOW);

  private SortWindow window(long nanos) {
    return new SortWindow(
        nanos,
        new SortWindow.Output() {
          @Override
          public void show(Entry entry) {
            out.add(
                entry.source().service()
                    + (entry instanceof Entry.Lost ? "!" : entry.epochNanos()));
          }

          @Override
          public void reached(Mark mark) {
            out.add(mark.source().service() + "<" + mark.packet());
          }
        });
  }

  private static Entry at(Source source, long epochNanos) {
    TestPackets packets = TestPackets.of(source.session());
    io.github.loghail.wire.Datagram.Events packet =
        (io.github.loghail.wire.Datagram.Events)
            packets.packet(packets.timedBytes(0, 0, epochNanos));
    return new Entry.Logged(source, (io.github.loghail.wire.Event) packet.records().get(0));
  }

  private static Mark mark(Source source, long packet) {
    return new Mark(source, new AtomicLong(), packet, 0);
  }

  @Test
  void aSourceAloneDoesNotWait() {
    window.add(at(a, 5), 0, 1000);
    window.add(at(a, 3), 0, 1000);
    window.add(mark(a, 1), 0);
    assertThat(out).containsExactly("a5", "a3", "a<1");
    assertThat(window.deadline()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void mergesByTimeWithinTheWindow() {
    window.add(at(a, 1), 0, 1000);
    window.add(at(b, 4), 10, 1000);
    window.add(at(a, 2), 20, 1000);
    window.add(at(b, 5), 30, 1000);
    window.add(at(a, 3), 40, 1000);
    assertThat(out).containsExactly("a1");
    assertThat(window.deadline()).isEqualTo(10 + WINDOW);
    window.release(109);
    assertThat(out).containsExactly("a1");
    window.release(110);
    assertThat(out).containsExactly("a1", "a2", "a3", "b4");
  }

  @Test
  void keepsTheOrderWithinASource() {
    window.add(at(a, 1), 0, 1000);
    window.add(at(b, 9), 0, 1000);
    window.add(at(b, 2), 0, 1000);
    window.add(at(a, 5), 0, 1000);
    window.flush();
    assertThat(out).containsExactly("a1", "a5", "b9", "b2");
  }

  @Test
  void atTheSameTimeWhoCameFirstIsFirst() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Source source = new Source("s" + i, null, i, null);
      window.add(at(source, 7), 0, 1000);
      window.add(at(b, 7), 0, 1000);
      expected.addAll(List.of("s" + i + 7, "b7"));
    }
    window.flush();
    assertThat(out).isEqualTo(expected);
  }

  @Test
  void aNoticeStaysWhereItHappened() {
    window.add(at(b, 0), 0, 1000);
    window.add(at(a, 1), 0, 1000);
    window.add(new Entry.Lost(a, 999, 3), 0, 1000);
    window.add(mark(a, 7), 0);
    window.add(at(a, 2), 0, 1000);
    window.add(at(b, 3), 0, 1000);
    window.flush();
    assertThat(out).containsExactly("b0", "a1", "a!", "a<7", "a2", "b3");
  }

  @Test
  void aFastClockNeitherWaitsNorPushes() {
    window.add(at(b, 500), 0, 500);
    window.add(at(a, 999_999), 0, 510); // its clock is fast: it counts as of its arrival
    window.add(at(b, 520), 10, 520);
    window.add(at(a, 999_999), 10, 530);
    window.release(WINDOW);
    assertThat(out).containsExactly("b500", "a999999");
  }

  @Test
  void aWindowOfNoneKeepsTheOrderOfArrival() {
    SortWindow none = window(0);
    none.add(at(a, 2), 0, 1000);
    none.add(at(b, 1), 0, 1000);
    none.add(mark(a, 1), 0);
    assertThat(out).containsExactly("a2", "b1", "a<1");
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void everythingComesOutOnceInTimeAndSorted(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int sources) {
    Random random = new Random(seed);
    List<Source> all = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      all.add(new Source("s" + i, null, i, null));
    }
    List<Entry.Bare> released = new ArrayList<>();
    SortWindow sorting =
        new SortWindow(
            WINDOW,
            new SortWindow.Output() {
              @Override
              public void show(Entry entry) {
                released.add((Entry.Bare) entry);
              }

              @Override
              public void reached(Mark mark) {}
            });
    int added = 0;
    for (long now = 0; now < 2000; now++) {
      if (random.nextInt(3) == 0) {
        Source source = all.get(random.nextInt(sources));
        // Bare entries have the time of their arrival; each says in its text when that was.
        sorting.add(new Entry.Bare(source, now, Utf8.of(Long.toString(now))), now, now);
        added++;
      }
      if (now >= sorting.deadline() || random.nextInt(10) == 0) {
        sorting.release(now);
      }
      assertThat(sorting.deadline()).isGreaterThan(now);
    }
    sorting.flush();
    assertThat(released).hasSize(added);
    assertThat(released)
        .isSortedAccordingTo((x, y) -> Long.compare(x.epochNanos(), y.epochNanos()));
  }
}
