package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --secret-file} at both ends of the command, and {@code loghail secret}. */
@Timeout(60)
class SealedTest {

  private static final Pattern ADDRESS = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

  @TempDir Path folder;
  private Path secret;
  private Path another;
  private TestConsole console;
  private CompletableFuture<Integer> listening;
  private String port;

  /** All that any command has written, of which nothing may be a secret. */
  private final StringBuilder written = new StringBuilder();

  @BeforeEach
  void makeSecrets() throws IOException {
    secret = folder.resolve("secret");
    another = folder.resolve("another");
    assertThat(run("secret", secret.toString()).status).isZero();
    SecretFile.create(another);
  }

  @AfterEach
  void noSecretIsEverWritten() throws IOException {
    if (console != null) {
      listening.join();
      written.append(console.out()).append(console.err());
    }
    assertThat(written.toString())
        .doesNotContain(Files.readString(secret).strip(), Files.readString(another).strip());
  }

  private record Ended(int status, String out, String err) {}

  private Ended run(String... args) {
    TestConsole ran = new TestConsole("");
    int status = CommandLineRunner.run(ran.console(), args);
    written.append(ran.out()).append(ran.err());
    return new Ended(status, ran.out(), ran.err());
  }

  private void listen(String... more) {
    List<String> args = new ArrayList<>(List.of("--bind", "127.0.0.1", "--port", "0"));
    args.addAll(List.of(more));
    console = new TestConsole("");
    listening =
        Aside.call(() -> CommandLineRunner.run(console.console(), args.toArray(new String[0])));
    await().until(() -> ADDRESS.matcher(console.err()).find());
    Matcher found = ADDRESS.matcher(console.err());
    assertThat(found.find()).isTrue();
    port = found.group(1);
  }

  private Ended send(String message, String... more) {
    List<String> args = new ArrayList<>(List.of("send", "--host", "127.0.0.1", "-p", port));
    args.addAll(List.of(more));
    args.add(message);
    return run(args.toArray(new String[0]));
  }

  private Ended doctor(String... more) {
    List<String> args = new ArrayList<>(List.of("doctor", "--host", "127.0.0.1", "-p", port));
    args.addAll(List.of(more));
    return run(args.toArray(new String[0]));
  }

  private String given(Path file) {
    return "--secret-file=" + file;
  }

  @Test
  void showsWhatIsSealedAndNothingElse() {
    listen(given(secret), "--count", "1", "--timeout", "40s");
    assertThat(console.err()).contains(", sealed with " + secret);
    send("in the clear");
    send("as bare text", "--plain");
    send("with another", given(another));
    assertThat(send("with the same", given(secret))).isEqualTo(new Ended(0, "", ""));
    listening.join();
    assertThat(console.out())
        .contains("with the same")
        .doesNotContain("in the clear", "bare text", "with another");
    assertThat(console.errLines())
        .filteredOn(line -> line.contains("does not seal what it sends: ignored, and counted"))
        .hasSize(2);
    assertThat(console.errLines())
        .filteredOn(line -> line.contains("seals with another secret, or is a forger: ignored"))
        .hasSize(1);
    assertThat(console.err()).containsPattern("malformed 0, refused \\d+, repaired");
  }

  @Test
  void saysThatASecretIsWanting() {
    listen("--count", "1", "--timeout", "40s");
    send("sealed", given(secret));
    send("clear");
    listening.join();
    assertThat(console.out()).contains("clear").doesNotContain("sealed");
    assertThat(console.err())
        .containsOnlyOnce(" seals what it sends; --secret-file opens it: ignored, and counted");
  }

  @Test
  void theDoctorAsksSealed() {
    listen(given(secret), "--count", "1", "--timeout", "40s");
    assertThat(doctor(given(secret)).out).contains("a receiver answers");
    assertThat(doctor().out).contains("or one that wants --secret-file");
    assertThat(doctor(given(another)).out).contains("or has another secret");
    send("end", given(secret));
  }

  @Test
  void aSecretThatCannotBeUsedIsOneLine() throws IOException {
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    String open =
        "loghail: --secret-file: "
            + secret
            + " is open to others (rw-r--r--); make it yours alone: chmod 600 "
            + secret
            + "\n";
    port = "9";
    assertThat(run(given(secret)))
        .isEqualTo(new Ended(2, "", open + "loghail: try 'loghail --help'\n"));
    assertThat(send("x", given(secret)))
        .isEqualTo(new Ended(2, "", open + "loghail: try 'loghail send --help'\n"));
    assertThat(doctor(given(secret)))
        .isEqualTo(new Ended(2, "", open + "loghail: try 'loghail doctor --help'\n"));
    Path none = folder.resolve("none");
    assertThat(run(given(none)).err)
        .startsWith("loghail: --secret-file: there is no file " + none + "; \"loghail secret\"");
    assertThat(send("x", "--plain", given(another)).err)
        .startsWith("loghail: --plain sends in the clear, but there is a secret: " + another);
  }

  @Test
  void makesOneAndSaysWhereItGoes() throws IOException {
    Path made = folder.resolve("made");
    Ended ended = run("secret", made.toString());
    assertThat(ended)
        .isEqualTo(
            new Ended(
                0,
                """
                made %1$s
                receiver:     loghail --secret-file %1$s
                application:  -Dloghail.secretFile=%1$s
                either:       LOGHAIL_SECRET_FILE=%1$s
                """
                    .formatted(made),
                ""));
    assertThat(Files.getPosixFilePermissions(made))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    byte[] before = Files.readAllBytes(made);
    assertThat(run("secret", made.toString()))
        .isEqualTo(
            new Ended(1, "", "loghail: " + made + " is there already, and is left as it is\n"));
    assertThat(made).hasBinaryContent(before);
    written.append(ended.out);
    assertThat(written.toString()).doesNotContain(new String(before).strip());
  }
}
