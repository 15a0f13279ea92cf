package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RotatedSetTest {

  private static List<String> sets(String... names) {
    List<Path> paths = Stream.of(names).map(Path::of).toList();
    return RotatedSet.of(paths).stream().map(Object::toString).toList();
  }

  @Test
  void numberedFilesAreOneLogTheOldestFirst() {
    assertThat(sets("log", "log.1", "log.10.gz", "log.2"))
        .containsExactly("[log.10.gz, log.2, log.1, log]");
  }

  @Test
  void othersAreLogsOfTheirOwn() {
    assertThat(sets("a/log.1", "b/log", "a/log", "a/log2", "-"))
        .containsExactly("[a/log.1, a/log]", "[b/log]", "[a/log2]", "[-]");
    assertThat(sets("log.2025", "log.2026", "log.01", "log.02")).hasSize(4);
  }
}
