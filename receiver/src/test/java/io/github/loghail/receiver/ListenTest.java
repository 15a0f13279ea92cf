package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code loghail} from its start to its end, with a sender or two. */
@Timeout(90)
class ListenTest {

  private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)\n");

  private interface Text {
    String get() throws IOException;
  }

  private static String awaitPort(Text err) {
    String[] port = new String[1];
    await()
        .until(
            () -> {
              Matcher found = LISTENING.matcher(err.get());
              port[0] = found.find() ? found.group(1) : null;
              return port[0] != null;
            });
    return port[0];
  }

  private static int send(String port, String service, String message) {
    TestConsole console = new TestConsole("");
    return CommandLineRunner.run(
        console.console(), "send", "--host", "127.0.0.1", "-p", port, "-s", service, message);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs signals")
  void showsWhatComesAndEndsWithASummaryWhenAsked(@TempDir Path folder) throws Exception {
    List<String> line = Command.line("--bind", "127.0.0.1", "--port", "0", "--sort-window", "0");
    try (Command command = Command.start(folder, line)) {
      String port = awaitPort(command::err);
      assertThat(send(port, "shop", "hello")).isZero();
      assertThat(send(port, "pay", "zwei ü")).isZero();
      await().until(() -> command.out().contains("zwei ü"));
      command.terminate();
      assertThat(command.status()).isZero();
      assertThat(command.out())
          .as("what is said of services is not in a pipe")
          .containsSubsequence("hello", "zwei ü")
          .hasLineCount(2);
      assertThat(command.err())
          .containsSubsequence("+     joined", "-     left", "+     joined", "-     left")
          .contains("shown 2, lost 0", "shop  shown 1", "pay   shown 1")
          .doesNotContain("Exception");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs bash and head")
  void endsQuietlyWhenItsReaderHasEnough(@TempDir Path folder) throws Exception {
    String pipe = "\"$@\" | head -n 1; exit \"${PIPESTATUS[0]}\"";
    List<String> line = new ArrayList<>(List.of("bash", "-c", pipe, "bash"));
    line.addAll(Command.line("--bind", "127.0.0.1", "--port", "0"));
    try (Command command = Command.start(folder, line)) {
      String port = awaitPort(command::err);
      CompletableFuture<Void> sending =
          Aside.run(
              () -> {
                while (send(port, "shop", "again") == 0) {
                  // until nobody listens any more
                }
              });
      assertThat(command.status()).isZero();
      sending.join();
      assertThat(command.out()).hasLineCount(1).contains("again");
      assertThat(command.err()).doesNotContain("Exception", "cannot write", "Broken pipe");
    }
  }

  /** In this process: an output that ends as a closed pipe does, or as a full disk. */
  @Test
  void aClosedPipeIsNoFailureButAFullDiskIs() {
    assertThat(statusWhenWritingFailsWith("Broken pipe")).isZero();
    assertThat(statusWhenWritingFailsWith("No space left on device")).isEqualTo(1);
  }

  private static int statusWhenWritingFailsWith(String message) {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(message);
          }
        };
    TestConsole console = new TestConsole(null, failing);
    CompletableFuture<Integer> listening = listen(console);
    send(awaitPort(console::err), "shop", "hello");
    int status = listening.join();
    assertThat(console.err().contains("goes on without: " + message)).isEqualTo(status != 0);
    assertThat(console.err()).doesNotContain("Exception");
    return status;
  }

  private static CompletableFuture<Integer> listen(TestConsole console, String... more) {
    List<String> args = new ArrayList<>(List.of("--bind", "127.0.0.1", "--port", "0"));
    args.addAll(List.of(more));
    return Aside.call(() -> CommandLineRunner.run(console.console(), args.toArray(new String[0])));
  }

  /** Ends the receiver once the output holds what is waited for. */
  private static final class Until extends OutputStream {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final String last;

    Until(String last) {
      this.last = last;
    }

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("a byte at a time is slow");
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      kept.write(bytes, offset, length);
      if (text().contains(last)) {
        throw new IOException("Broken pipe");
      }
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void writesJsonWhenAskedTo() {
    Until out = new Until("\"left\"");
    TestConsole console = new TestConsole(null, out);
    CompletableFuture<Integer> listening = listen(console, "-o", "JSON");
    send(awaitPort(console::err), "shop", "hello");
    assertThat(listening.join()).isZero();
    assertThat(out.text().lines().toList())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"timestamp\":\"") && line.endsWith("}"));
    assertThat(out.text()).contains("\"level\":\"INFO\"", "\"message\":\"hello\"");
  }

  @Test
  void colorsWhenAskedTo() {
    Until out = new Until("hello");
    TestConsole console = new TestConsole(null, out);
    CompletableFuture<Integer> listening = listen(console, "--color", "always");
    send(awaitPort(console::err), "shop", "hello");
    assertThat(listening.join()).isZero();
    assertThat(out.text()).contains("\u001b[38;5;");
  }

  @Test
  void saysWhenNothingComes() {
    Until out = new Until("no data.\n");
    TestConsole console = new TestConsole(null, out);
    assertThat(listen(console, "--idle-notice", "20ms").join()).isZero();
    assertThat(out.text()).isEqualTo("no data.\n");
  }
}
