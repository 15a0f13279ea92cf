package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {

  private static final long FIRST = Emitter.FIRST_NUMBER;

  @TempDir private Path folder;

  private long count(String text, long offset, Emission... emissions) throws IOException {
    Path file = Files.writeString(folder.resolve("out"), text);
    return Deliveries.in(file, offset, List.of(emissions)).events();
  }

  private static Emission emission(long from, long to) {
    return new Emission(FIRST + from, FIRST + to, 0, 1);
  }

  @Test
  void countsEachNumberOnceWhereverItStands() throws IOException {
    String text =
        "{\"short\":\"seq=1000000001 x\",\"full\":\"seq=1000000001 x\"}\na seq=1000000002";
    assertThat(count(text, 0, emission(0, 10))).isEqualTo(2);
  }

  @Test
  void leavesOutWhatWasNotLoggedThenOrIsNoNumber() throws IOException {
    String text = "seq=1000000000\nseq=1000000005\nseq=10000000\nseq=100000000x\nseq=100000000";
    assertThat(count(text, 0, emission(1, 5))).isZero();
    assertThat(count(text, 0, emission(0, 1), emission(5, 6))).isEqualTo(2);
  }

  @Test
  void startsAtAnOffset() throws IOException {
    assertThat(count("seq=1000000000\nseq=1000000001\n", 15, emission(0, 5))).isEqualTo(1);
  }

  @Test
  void findsNumbersAcrossTheEdgesOfItsBuffer() throws IOException {
    StringBuilder text = new StringBuilder();
    int events = 200_000;
    for (int i = 0; i < events; i++) {
      text.append("seq=").append(FIRST + i).append(" ".repeat(i % 7)).append('\n');
    }
    assertThat(count(text.toString(), 0, emission(0, events))).isEqualTo(events);
    assertThat(Deliveries.in(folder.resolve("out"), 0, List.of(emission(0, 1))).lines())
        .isEqualTo(events);
  }

  @Test
  void aFileThatIsNotThereHoldsNothing() throws IOException {
    Deliveries none = Deliveries.in(folder.resolve("none"), 0, List.of(emission(0, 1)));
    assertThat(none.events()).isZero();
  }
}
