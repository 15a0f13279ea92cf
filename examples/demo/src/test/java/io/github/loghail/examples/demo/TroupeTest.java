package io.github.loghail.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroupeTest {

  private static final List<String> SERVICE = command("service");

  @TempDir private Path folder;

  /** Stands in for the programs. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) throws InterruptedException {
      if (arguments[0].equals("service")) {
        System.out.println(ProcessHandle.current().pid() + " " + System.getenv("LOGHAIL_PORT"));
      }
      if (!arguments[0].matches("\\d+")) {
        Thread.sleep(Duration.ofMinutes(10).toMillis());
      }
      System.exit(Integer.parseInt(arguments[0]));
    }
  }

  private static List<String> command(String argument) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Program.class.getName(),
        argument);
  }

  private String output() throws Exception {
    await().until(() -> Files.size(folder.resolve("service.out")) > 0);
    return Files.readString(folder.resolve("service.out")).trim();
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  void endsWithTheReceiverAndPassesItsStatus() throws Exception {
    Troupe troupe = new Troupe(command("3"));
    troupe.addService(SERVICE, folder.resolve("service.out").toFile(), "9600");
    String[] said = output().split(" ");

    troupe.await(null);
    int status = troupe.end();

    assertThat(status).isEqualTo(3);
    assertThat(said[1]).isEqualTo("9600");
    assertThat(isAlive(said[0])).isFalse();
  }

  @Test
  void endsAllWhenTheTimeIsOver() throws Exception {
    Troupe troupe = new Troupe(command("receiver"));
    troupe.addService(SERVICE, folder.resolve("service.out").toFile(), null);
    String pid = output().split(" ")[0];

    troupe.await(Duration.ofMillis(10));
    assertThat(isAlive(pid)).isTrue();
    troupe.end();

    assertThat(isAlive(pid)).isFalse();
    assertThat(troupe.end()).isNotZero();
  }
}
