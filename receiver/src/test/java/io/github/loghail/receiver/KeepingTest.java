package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code loghail --file} from outside. */
@Timeout(60)
class KeepingTest {

  @TempDir private Path folder;

  @Test
  void keepsEverythingWhateverTheScreenShows() throws IOException {
    Path file = folder.resolve("log.json");
    Listening listening =
        Listening.start("-l", "error", "--wait-for", "last", "--file", file.toString());
    listening.send("shop", "debug", "first").send("pay", "info", "last");
    assertThat(listening.status()).isZero();
    assertThat(listening.out()).isEmpty();
    assertThat(Files.readString(file))
        .containsSubsequence("\"joined\"", "\"first\"", "\"joined\"", "\"last\"");
    assertThat(Files.readAllLines(file)).allMatch(line -> line.matches("\\{\"timestamp\".*}"));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/full")
  void receivingGoesOnWhenTheDiskIsFull() {
    Listening listening = Listening.start("--count", "2", "--file", "/dev/full");
    listening.send("shop", "info", "one").send("shop", "info", "two");
    assertThat(listening.status()).isZero();
    assertThat(listening.out()).contains("one", "two");
    assertThat(listening.err())
        .containsOnlyOnce(
            "loghail: cannot write /dev/full: No space left on device; receiving goes on\n")
        .contains("loghail: /dev/full lacks ");
  }

  private static String error(String... args) {
    TestConsole console = new TestConsole("");
    assertThat(CommandLineRunner.run(console.console(), args)).as(console.err()).isEqualTo(2);
    assertThat(console.errLines()).hasSize(2);
    return console.errLines().get(0);
  }

  @Test
  void whatCannotBeOpenedIsSaidAtOnce() {
    Path missing = folder.resolve("no").resolve("log");
    assertThat(error("--file", missing.toString()))
        .isEqualTo("loghail: --file " + missing + ": there is no folder " + missing.getParent());
    assertThat(error("--file", folder.toString()))
        .isEqualTo("loghail: --file " + folder + ": that is a folder");
    assertThat(error("--rotate", "1MBx2")).isEqualTo("loghail: --rotate needs a --file");
    assertThat(error("--file", folder.resolve("x").toString(), "--rotate", "1MB"))
        .startsWith("loghail: --rotate '1MB' is not a size of at least 4KB and a number of files");
  }

  @Test
  void aReceiverThatCannotBindLetsTheFileGo() throws IOException {
    Path file = folder.resolve("log");
    TestConsole console = new TestConsole("");
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      String port = "" + taken.getLocalPort();
      int status =
          CommandLineRunner.run(console.console(), "--port", port, "--file", file.toString());
      assertThat(status).isEqualTo(3);
    }
    KeptFile.open(file, null, line -> {}).close();
  }
}
