package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sealed, with real processes: what arrives, what does not, and what is said of it. */
@Timeout(120)
class SealedAcceptanceTest {

  private static final int EVENTS = 2000;

  @TempDir Path folder;
  private final List<ChildProcess> started = new ArrayList<>();
  private Lab lab;
  private int port;
  private Path secret;

  @BeforeEach
  void open() throws IOException {
    lab = new Lab();
    port = Lab.freePort();
    secret = makeSecret("secret");
  }

  /** Nothing that any process has written has the secret. */
  @AfterEach
  void close() throws IOException {
    String text = Files.readString(secret).strip();
    for (ChildProcess each : started) {
      assertThat(Files.readString(each.out()) + Files.readString(each.err())).doesNotContain(text);
      each.close();
    }
    lab.clean();
  }

  private Path makeSecret(String name) throws IOException {
    Path file = folder.resolve(name);
    SecretFile.create(file);
    return file;
  }

  private ChildProcess started(ChildProcess process) {
    started.add(process);
    return process;
  }

  private ChildProcess receiver(Path file) throws IOException {
    return started(lab.receiver(port, "--secret-file", file.toString()));
  }

  private ChildProcess load(String framework, Path file) throws IOException {
    String load = "load " + framework + " " + EVENTS + " 1 0";
    return started(lab.app(load, port, "secretFile=" + file, "overflow=block", "stopTimeout=5s"));
  }

  private Tally finish(ChildProcess receiver) throws IOException {
    Lab.awaitQuiet(receiver.out(), 700, 60);
    assertThat(listed(receiver))
        .contains("receiver")
        .doesNotContain(Files.readString(secret).strip());
    receiver.terminate();
    return Tally.of(receiver.out());
  }

  /** What {@code ps} shows of a process: its arguments and its environment. */
  private static String listed(ChildProcess process) throws IOException {
    Path proc = Path.of("/proc", "" + process.pid());
    return Files.readString(proc.resolve("cmdline")) + Files.readString(proc.resolve("environ"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logback", "log4j2"})
  void allArrivesSealed(String framework) throws IOException {
    ChildProcess receiver = receiver(secret);
    load(framework, secret).await(60);
    Tally tally = finish(receiver);
    assertThat(tally.delivered()).isEqualTo(EVENTS);
    assertThat(tally.notices("lost")).isZero();
    assertThat(tally.doubled()).isZero();
    assertThat(Files.readString(receiver.err()))
        .contains(", sealed with " + secret)
        .doesNotContain("refused");
  }

  @Test
  void anotherSecretIsTheSameAsNone() throws IOException {
    Path other = makeSecret("other");
    ChildProcess receiver = receiver(secret);
    ChildProcess app = load("logback", other).await(60);
    assertThat(app.values().get("logged")).isEqualTo(EVENTS);
    assertThat(finish(receiver).delivered()).isZero();
    assertThat(Files.readString(receiver.err()))
        .containsOnlyOnce(" seals with another secret, or is a forger: ignored, and counted\n")
        .containsPattern("refused \\d+");
  }

  @Test
  void aSecretThatOthersMayReadIsNotUsedAndNothingIsSent() throws IOException {
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    ChildProcess receiver = started(lab.receiver(port));
    ChildProcess app = load("log4j2", secret).await(60);
    assertThat(app.exitStatus()).isZero();
    assertThat(app.values())
        .containsEntry("logged", (double) EVENTS)
        .containsEntry("dropped", 0.0)
        .containsEntry("abandoned", (double) EVENTS);
    finish(receiver);
    assertThat(Files.readString(receiver.err())).contains("datagrams received 0,");
  }
}
