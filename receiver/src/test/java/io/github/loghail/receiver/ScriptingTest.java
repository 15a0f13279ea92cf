package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in which {@code loghail} ends by itself, from outside. */
@Timeout(60)
class ScriptingTest {

  @Test
  void endsWellWithTheEventThatWasWaitedFor() {
    Listening listening = Listening.start("--wait-for", "Started .*", "--timeout", "50s");
    listening.send("shop", "info", "Starting").send("shop", "info", "Started in 2.1 s");
    assertThat(listening.status()).isZero();
    assertThat(listening.lastLine())
        .isEqualTo("loghail: --wait-for /Started .*/ was met by shop: INFO Started in 2.1 s");
    assertThat(listening.out()).contains("Starting", "Started in 2.1 s");
  }

  @Test
  void looksAtWhatTheScreenHides() {
    Listening listening = Listening.start("-l", "warn", "--wait-for", "Started");
    listening.send("shop", "info", "Started");
    assertThat(listening.status()).isZero();
    assertThat(listening.out()).isEmpty();
  }

  @Test
  void looksAtTheServicesShownAlone() {
    Listening listening =
        Listening.start("-s", "shop", "--wait-for", "Started", "--fail-on", "error");
    listening.send("pay", "error", "Started").send("shop", "info", "Started");
    assertThat(listening.status()).isZero();
    assertThat(listening.lastLine()).endsWith("by shop: INFO Started");
  }

  @Test
  void endsBadlyWithASevereEvent() {
    Listening listening = Listening.start("--wait-for", "Started", "--fail-on", "ERROR");
    listening.send("pay", "warn", "hm").send("pay", "error", "no \u001b[2J\nmore");
    assertThat(listening.status()).isEqualTo(4);
    assertThat(listening.lastLine())
        .isEqualTo("loghail: --fail-on ERROR was met by pay: ERROR no \\u001b[2J");
  }

  @Test
  void anEventThatIsBothEndsItBadly() {
    Listening listening = Listening.start("--wait-for", "Started", "--fail-on", "error");
    listening.send("pay", "fatal", "Started, and fell over");
    assertThat(listening.status()).isEqualTo(4);
  }

  @Test
  void endsBadlyWhenTimeIsUpBeforeTheEvent() {
    Listening listening =
        Listening.start("--wait-for", "Started", "--count", "3", "--timeout", "300ms");
    assertThat(listening.status()).isEqualTo(5);
    assertThat(listening.lastLine())
        .isEqualTo(
            "loghail: --timeout 300ms is over, --wait-for /Started/ or --count 3 was not met");
  }

  @Test
  void endsWellWhenTimeIsUpAndNothingWasWaitedFor() {
    Listening listening = Listening.start("--timeout", "300ms", "--fail-on", "error");
    assertThat(listening.status()).isZero();
    assertThat(listening.lastLine()).isEqualTo("loghail: --timeout 300ms is over");
  }

  @Test
  void endsAfterSoManyShownEvents() {
    Listening listening = Listening.start("--count", "2", "-e", "hide");
    for (String message : new String[] {"one", "hide this", "two", "three"}) {
      listening.send("shop", "info", message);
    }
    assertThat(listening.status()).isZero();
    assertThat(listening.lastLine()).isEqualTo("loghail: --count 2 was met");
    assertThat(listening.out().lines()).hasSize(2);
    assertThat(listening.out()).contains("one", "two").doesNotContain("hide", "three");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs signals")
  void beingStoppedIsNotBeingMet(@TempDir Path folder) throws Exception {
    try (Command command =
        Command.start(
            folder, Command.line("--bind", "127.0.0.1", "--port", "0", "--wait-for", "Started"))) {
      await().until(() -> command.err().contains("listening on"));
      command.terminate();
      assertThat(command.status()).isEqualTo(5);
      assertThat(command.err()).endsWith("loghail: ended before --wait-for /Started/ was met\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--wait-for ( | --wait-for '(' is not a pattern: missing closing )",
        "--fail-on loud | --fail-on 'loud' is none of all, trace, debug, info, warn, error, fatal,"
            + " off, or debug2..fatal4",
        "--count 0 | --count 0 is not at least 1",
        "--timeout 0 | --timeout is not above 0 and at most 720h",
        "--timeout soon | --timeout 'soon' is not a duration such as 500ms or 3s",
      })
  void wrongUsageIsSaid(String arguments, String message) {
    TestConsole console = new TestConsole("");
    assertThat(CommandLineRunner.run(console.console(), arguments.split(" "))).isEqualTo(2);
    assertThat(console.errLines()).hasSize(2).first().isEqualTo("loghail: " + message);
  }

  @Test
  void helpTellsTheStatuses() {
    TestConsole console = new TestConsole("");
    assertThat(CommandLineRunner.run(console.console(), "--help")).isZero();
    assertThat(console.out())
        .contains("Keeping:", "Scripting:", "4   --fail-on was met", "5   it ended before");
  }
}
