package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {

  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();

  private Path path(String name) {
    return folder.resolve(name);
  }

  private String text(String name) throws IOException {
    return Files.readString(path(name));
  }

  private KeptFile open(Rotation rotation) throws IOException {
    return KeptFile.open(path("log"), rotation, notices::add);
  }

  private static void append(KeptFile file, String lines) throws IOException {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    file.append(bytes, bytes.length);
    assertThat(file.taken()).isEqualTo(bytes.length);
  }

  @Test
  void appendsToWhatIsThere() throws IOException {
    Files.writeString(path("log"), "before\n");
    try (KeptFile file = open(null)) {
      append(file, "one\ntwo\n");
    }
    assertThat(text("log")).isEqualTo("before\none\ntwo\n");
  }

  @Test
  void endsALineThatSomebodyLeftHalf() throws IOException {
    Files.writeString(path("log"), "bef");
    try (KeptFile file = open(null)) {
      append(file, "one\n");
      append(file, "two\n");
    }
    assertThat(text("log")).isEqualTo("bef\none\ntwo\n");
  }

  @Test
  void rotatesBetweenLines() throws IOException {
    try (KeptFile file = open(new Rotation(10, 3))) {
      append(file, "1111\n2222\n3333\n");
      assertThat(text("log.1")).isEqualTo("1111\n2222\n");
      assertThat(text("log")).isEqualTo("3333\n");
      append(file, "4444\n");
      append(file, "5\n");
      append(file, "a line that is larger than a file\n6\n");
      append(file, "7\n");
    }
    assertThat(text("log.2")).isEqualTo("5\n");
    assertThat(text("log.1")).isEqualTo("a line that is larger than a file\n");
    assertThat(text("log")).isEqualTo("6\n7\n");
    assertThat(path("log.3")).doesNotExist();
    assertThat(notices).isEmpty();
  }

  @Test
  void fillsAFileToTheByteAndCountsWhatIsThere() throws IOException {
    Files.writeString(path("log"), "12345");
    try (KeptFile file = open(new Rotation(10, 2))) {
      append(file, "6789\n");
      append(file, "x\n");
    }
    assertThat(text("log.1")).isEqualTo("12345\n6789\n");
    assertThat(text("log")).isEqualTo("x\n");
  }

  @Test
  void oneFileStartsAnew() throws IOException {
    try (KeptFile file = open(new Rotation(10, 1))) {
      append(file, "1111\n2222\n3333\n");
    }
    assertThat(text("log")).isEqualTo("3333\n");
    assertThat(path("log.1")).doesNotExist();
  }

  @Test
  void whatCannotBeRotatedGrowsOn() throws IOException {
    Files.createDirectories(path("log.1").resolve("in the way"));
    try (KeptFile file = open(new Rotation(10, 2))) {
      append(file, "1111\n2222\n3333\n");
      append(file, "4444\n");
    }
    assertThat(text("log")).isEqualTo("1111\n2222\n3333\n4444\n");
    assertThat(notices).hasSize(1).first().asString().startsWith("cannot rotate " + path("log"));
  }

  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      disabledReason = "needs POSIX permissions")
  void isItsOwnersAlone() throws IOException {
    try (KeptFile file = open(new Rotation(10, 3))) {
      append(file, "1111\n2222\n3333\n");
    }
    for (String name : List.of("log", "log.1")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void belongsToOneReceiver() throws IOException {
    try (KeptFile file = open(null)) {
      assertThatThrownBy(() -> open(null)).hasMessageContaining("another receiver writes it");
      append(file, "one\n");
    }
    open(null).close();
  }
}
