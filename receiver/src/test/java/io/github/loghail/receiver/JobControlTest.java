package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a shell that a person types into: Ctrl-Z and fg, one receiver after another, a small screen.
 */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs tmux and bash")
class JobControlTest {

  @TempDir private Path folder;

  private static void awaitLast(Tmux terminal, String part) {
    await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(terminal.lastLine()).contains(part));
  }

  private static void enter(Tmux terminal, String line) {
    terminal.type(line);
    terminal.keys("Enter");
  }

  @Test
  void isStoppedAndGoesOn() throws Exception {
    String command = Tmux.loghail("--bind", "127.0.0.1", "--port", "0");
    Files.writeString(folder.resolve("loghail"), "exec " + command + " \"$@\"\n");
    Files.writeString(folder.resolve("rc"), "PS1='ready> '; alias loghail='sh loghail'\n");
    try (Tmux terminal = Tmux.start(folder, 40, 10, "exec bash --rcfile rc -i")) {
      awaitLast(terminal, "ready>");
      enter(terminal, "stty -g >before; loghail");
      awaitLast(terminal, "/s | lost 0");
      terminal.keys("C-z");
      awaitLast(terminal, "ready>");
      assertThat(terminal.lines()).anyMatch(line -> line.contains("Stopped"));
      enter(terminal, "clear; echo $((6 * 7)) is typed as ever");
      await().until(() -> terminal.lines().contains("42 is typed as ever"));
      enter(terminal, "fg");
      awaitLast(terminal, "/s | lost 0");
      terminal.keys("l"); // a key, without Enter: the terminal is the receiver's again
      awaitLast(terminal, "level>=DEBUG");
      terminal.keys("q");
      awaitLast(terminal, "ready>");
      enter(terminal, "clear; loghail");
      awaitLast(terminal, "/s | lost 0");
      terminal.keys("C-c");
      awaitLast(terminal, "ready>");
      enter(terminal, "clear; TERM=dumb loghail --timeout 300ms; stty -g >after; echo done");
      await().until(() -> terminal.lines().contains("done"));
      assertThat(terminal.lines()).anyMatch(line -> line.contains("listening on"));
      assertThat(String.join("", terminal.lines())).doesNotContain("/s | lost");
      assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
    }
  }
}
