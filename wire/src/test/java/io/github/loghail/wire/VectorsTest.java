package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Golden vectors, read by both directions; and docs/PROTOCOL.md, which explains one of them. */
class VectorsTest {

  private static final Path VECTORS = Path.of("src/test/resources/vectors");
  private static final Path PROTOCOL = Path.of("../docs/PROTOCOL.md");

  @TestFactory
  Stream<DynamicTest> eachSaysWhatItsBytesAre() throws IOException {
    return vectors().stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private static void check(VectorFile vector) {
    if (!vector.isReadOnly()) {
      assertThat(VectorFile.dump(vector.datagrams()))
          .as("bytes of what %s says", vector.name())
          .isEqualTo(VectorFile.dump(VectorEncoder.encode(vector.facts(), vector.secret())));
    }
    assertThat(DatagramLines.of(vector.datagrams(), vector.secret()))
        .as("what the bytes of %s say", vector.name())
        .isEqualTo(vector.facts());
  }

  @Test
  void eachCitesASectionOfTheProtocol() throws IOException {
    List<String> titles =
        Files.readAllLines(PROTOCOL).stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^#+ ([0-9.]+ )?", ""))
            .toList();
    assertThat(vectors()).hasSizeGreaterThan(30).extracting(VectorFile::section).isSubsetOf(titles);
  }

  @Test
  void theProtocolExplainsTheBytesOfAVector() throws IOException {
    VectorFile example = VectorFile.read(VECTORS.resolve("events-example.txt"));
    List<byte[]> explained = VectorFile.datagrams(Files.readAllLines(PROTOCOL));
    assertThat(VectorFile.dump(explained)).isEqualTo(VectorFile.dump(example.datagrams()));
  }

  private static List<VectorFile> vectors() throws IOException {
    try (Stream<Path> paths = Files.list(VECTORS)) {
      return paths.sorted().map(VectorsTest::read).toList();
    }
  }

  private static VectorFile read(Path path) {
    try {
      return VectorFile.read(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
