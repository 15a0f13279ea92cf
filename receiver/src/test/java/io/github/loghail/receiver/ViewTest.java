package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code loghail view} from outside. */
@Timeout(90)
class ViewTest {

  @TempDir private Path folder;

  private static int run(TestConsole console, String... args) {
    List<String> all = new ArrayList<>(List.of("view"));
    all.addAll(List.of(args));
    return CommandLineRunner.run(console.console(), all.toArray(new String[0]));
  }

  private static String view(String... args) {
    TestConsole console = new TestConsole("");
    assertThat(run(console, args)).as(console.err()).isZero();
    return console.out();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** An event so many seconds after the others. */
  private static String line(String service, int second, String message) {
    return Made.render(
            new JsonRenderer(), Made.logged(service, encoder -> encoder.message(message)))
        .replace("14:03:21", "14:03:%02d".formatted(second));
  }

  @Test
  void showsWhatWasKeptLive() throws IOException {
    Path kept = folder.resolve("log");
    Listening live =
        Listening.start(
            "-o", "json", "--file", kept.toString(), "--rotate", "4KBx50", "--wait-for", "bye");
    for (int i = 0; i < 40; i++) {
      live.send("shop" + i % 3, "warn", "event " + i);
    }
    live.send("shop", "info", "bye");
    assertThat(live.status()).isZero();
    List<String> files;
    try (var all = Files.list(folder)) {
      files = all.map(Path::toString).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(3);
    List<String> args = new ArrayList<>(List.of("-o", "json"));
    args.addAll(files);
    assertThat(view(args.toArray(new String[0]))).isEqualTo(live.out());
    args.set(1, "text");
    assertThat(view(args.toArray(new String[0])).lines()).hasSize(41);
  }

  @Test
  void filtersAsLive() throws IOException {
    String error =
        Made.render(
            new JsonRenderer(),
            Made.logged("pay", Severity.ERROR, "com.acme.Pay", encoder -> encoder.message("no")));
    String file = file("log", line("shop", 1, "one") + error + line("shop", 3, "two"));
    assertThat(view(file, "-l", "error").lines()).hasSize(1).first().asString().contains(" no");
    assertThat(view("-e", "one", "-s", "shop", file).lines()).hasSize(1);
    TestConsole none = new TestConsole("");
    assertThat(run(none, file, "-i", "nowhere")).isZero();
    assertThat(none.err()).isEqualTo("loghail: 0 events shown, 3 hidden by the filter\n");
  }

  @Test
  void mergesLogsByTime() throws IOException {
    String shop = file("shop.log", line("shop", 1, "a") + line("shop", 4, "d"));
    Path pay = folder.resolve("pay.log.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(pay))) {
      out.write(
          (line("pay", 2, "b") + "text\n" + line("pay", 3, "c")).getBytes(StandardCharsets.UTF_8));
    }
    TestConsole console = new TestConsole(line("mail", 5, "e"));
    assertThat(run(console, shop, pay.toString(), "-")).isZero();
    assertThat(console.out().lines().map(line -> line.replaceAll(".* ", "")))
        .containsExactly("a", "b", "text", "c", "d", "e");
    assertThat(console.out()).contains("pay.log.gz text");
  }

  /** {@code tail -f log | loghail view -}: what is there shows before more comes. */
  @Test
  void aPipeIsShownAsItComes() throws Exception {
    PipedOutputStream writer = new PipedOutputStream();
    TestConsole console = new TestConsole(new PipedInputStream(writer, 1 << 16), null);
    CompletableFuture<Integer> viewing = Aside.call(() -> run(console, "-"));
    writer.write(line("shop", 1, "one").getBytes(StandardCharsets.UTF_8));
    writer.flush();
    await().until(() -> console.out().contains("one"));
    writer.write(line("shop", 2, "two").getBytes(StandardCharsets.UTF_8));
    writer.close();
    assertThat(viewing.join()).isZero();
    assertThat(console.out().lines()).hasSize(2);
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    String there = file("log", line("shop", 1, "one"));
    String missing = folder.resolve("no").toString();
    TestConsole console = new TestConsole("");
    assertThat(run(console, there, missing, folder.toString())).isEqualTo(1);
    assertThat(console.out()).isEmpty();
    assertThat(console.errLines())
        .containsExactly(
            "loghail: cannot read " + missing + ": no such file",
            "loghail: cannot read " + folder + ": that is a folder");
    byte[] broken = {0x1F, (byte) 0x8B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    Path gzip = Files.write(folder.resolve("broken"), broken);
    TestConsole again = new TestConsole("");
    assertThat(run(again, there, gzip.toString())).isEqualTo(1);
    assertThat(again.out()).contains("one");
    assertThat(again.err()).startsWith("loghail: cannot read " + gzip + ": ").hasLineCount(1);
  }

  @Test
  void aLineThatIsCutIsSaidApart() throws IOException {
    String cut = line("shop", 2, "two").substring(0, 99);
    TestConsole console = new TestConsole(line("shop", 1, "one") + cut);
    assertThat(run(console, "-")).isZero();
    assertThat(console.out()).hasLineCount(1);
    assertThat(console.err()).contains("unreadable, 99 bytes: the last line is cut short");
  }

  @Test
  void wantsAFile() {
    TestConsole console = new TestConsole("");
    assertThat(run(console)).isEqualTo(2);
    assertThat(console.errLines()).first().isEqualTo("loghail: FILE is missing");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs bash and head")
  void endsQuietlyWhenItsReaderHasEnough() throws Exception {
    String file = file("log", line("shop", 1, "again").repeat(100_000));
    List<String> pipe =
        new ArrayList<>(
            List.of("bash", "-c", "\"$@\" | head -n 1; exit \"${PIPESTATUS[0]}\"", "bash"));
    pipe.addAll(Command.line("view", file));
    try (Command command = Command.start(folder, pipe)) {
      assertThat(command.status()).isZero();
      assertThat(command.out()).hasLineCount(1).contains("again");
      assertThat(command.err()).isEmpty();
    }
  }

  /** 200 MB in a heap of 24. */
  @Test
  void largeFilesTakeNoMemory() throws Exception {
    Path file = folder.resolve("large");
    byte[] lines = line("shop", 1, "x".repeat(700)).repeat(1000).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long size = 0; size < 200 << 20; size += lines.length) {
        out.write(lines);
      }
    }
    List<String> line = Command.line("view", "-l", "error", file.toString());
    line.add(1, "-Xmx24m");
    try (Command command = Command.start(folder, line)) {
      assertThat(command.status()).as(command.err()).isZero();
      assertThat(command.err()).matches("loghail: 0 events shown, [\\d,]+ hidden by the filter\n");
    }
  }
}
