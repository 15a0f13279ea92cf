package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {

  private static final String GOOD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private Path file(String text, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private Secret read(Path file) throws IOException {
    return SecretFile.read(file, notes::add);
  }

  @Test
  void makesOneThatItReads() throws IOException {
    Path file = folder.resolve("new");
    SecretFile.create(file);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(file)).matches("[A-Za-z0-9+/]{43}=\n");
    assertThat(read(file)).hasToString(read(file).toString());
    Path other = folder.resolve("other");
    SecretFile.create(other);
    assertThat(read(other).toString()).isNotEqualTo(read(file).toString());
    assertThat(notes).isEmpty();
  }

  @Test
  void neverOverwrites() throws IOException {
    Path file = file("precious", "rw-------");
    assertThatThrownBy(() -> SecretFile.create(file))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(file + " is there already, and is left as it is");
    assertThat(file).hasContent("precious");
    Path nowhere = folder.resolve("no/such/folder");
    assertThatThrownBy(() -> SecretFile.create(nowhere))
        .hasMessage("there is no folder for " + nowhere);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "r-----r--"})
  void refusesOneThatIsOpenToOthers(String mode) throws IOException {
    Path file = file(GOOD, mode);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file + " is open to others (" + mode + "); make it yours alone: chmod 600 " + file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2hvcnQ=", // 5 bytes
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==", // 31 bytes
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=!",
        "correct horse battery staple, and more words than that",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=AA"
      })
  void refusesWhatIsNoSecretWithoutShowingIt(String text) throws IOException {
    Path file = file(text, "rw-------");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessage(
            file
                + " does not hold a secret, which is 32 bytes or more in base64;"
                + " \"loghail secret\" makes one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        GOOD + "\n",
        GOOD + "\r\n",
        "AAECAwQFBgcICQoLDA0O\nDxAREhMUFRYX" + "\nGBkaGxwdHh8="
      })
  void endsOfLinesDoNotCount(String text) throws IOException {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = (byte) i;
    }
    assertThat(read(file(text, "r--------"))).hasToString(Secret.of(bytes).toString());
  }

  @Test
  void readsNothingThatIsNotASmallFile() throws IOException {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> read(none))
        .hasMessage("there is no file " + none + "; \"loghail secret\" makes one");
    assertThatThrownBy(() -> read(folder)).hasMessage(folder + " is not a regular file");
    Path zero = Path.of("/dev/zero"); // endless
    assertThatThrownBy(() -> read(zero)).hasMessage(zero + " is not a regular file");
    assertThat(read(file("A".repeat(1024), "rw-------"))).isNotNull();
    Path large = file("A".repeat(1025), "rw-------");
    assertThatThrownBy(() -> read(large)).hasMessage(large + " is too large for a secret");
  }

  /** A file system without such permissions: that of a zip file. */
  @Test
  void saysWhereItCannotBeTold() throws IOException {
    URI zip = URI.create("jar:" + folder.resolve("plain.zip").toUri());
    try (FileSystem plain = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path file = plain.getPath("/secret");
      SecretFile.create(file);
      assertThat(read(file)).isNotNull();
      assertThat(notes)
          .containsExactly("this system does not tell who may read /secret: see to it yourself");
    }
  }
}
