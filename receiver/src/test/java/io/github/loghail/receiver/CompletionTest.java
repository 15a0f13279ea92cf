package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts, in the shells that they are for; one that is not installed is skipped. */
@Timeout(60)
class CompletionTest {

  @TempDir private Path folder;

  private Path script(String shell) throws IOException {
    TestConsole console = new TestConsole("");
    assertThat(CommandLineRunner.run(console.console(), "completion", shell)).isZero();
    assertThat(console.err()).isEmpty();
    return Files.writeString(folder.resolve("loghail." + shell), console.out());
  }

  private static void assumeInstalled(String command) {
    boolean isThere =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, command)));
    assumeTrue(isThere, command + " is not installed");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  private static List<String> bash(Path script, String... words)
      throws IOException, InterruptedException {
    String line = String.join(" ", words);
    String complete =
        "compopt() { :; }; source '%s'; COMP_WORDS=(%s); [[ '%s' == *' ' ]] && COMP_WORDS+=('');"
            + " COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_loghail;"
            + " printf '%%s\\n' \"${COMPREPLY[@]}\"";
    return run("bash", "--norc", "-c", String.format(complete, script, line, line))
        .lines()
        .map(String::strip)
        .toList();
  }

  @Test
  void bash() throws Exception {
    assumeInstalled("bash");
    Path script = script("bash");
    assertThat(bash(script, "loghail --po")).containsExactly("--port");
    assertThat(bash(script, "loghail --output ")).containsExactlyInAnyOrder("text", "json");
    assertThat(bash(script, "loghail do")).containsExactly("doctor");
    assertThat(bash(script, "loghail init l")).containsExactlyInAnyOrder("logback", "log4j2");
    assertThat(bash(script, "loghail init --gr")).containsExactly("--gradle");
    assertThat(bash(script, "loghail completion ")).contains("bash", "zsh", "fish");
  }

  private static List<String> fish(Path script, String line) throws Exception {
    String complete = "source '" + script + "'; complete -C '" + line + "'";
    return run("fish", "--no-config", "-c", complete)
        .lines()
        .map(each -> each.split("\t")[0])
        .toList();
  }

  @Test
  void fish() throws Exception {
    assumeInstalled("fish");
    Path script = script("fish");
    assertThat(fish(script, "loghail --po")).containsExactly("--port");
    assertThat(fish(script, "loghail --output ")).containsExactlyInAnyOrder("text", "json");
    assertThat(fish(script, "loghail do")).containsExactly("doctor");
    assertThat(fish(script, "loghail init l")).containsExactlyInAnyOrder("logback", "log4j2");
    assertThat(fish(script, "loghail init --gr")).containsExactly("--gradle");
    assertThat(fish(script, "loghail init --idle")).isEmpty();
    assertThat(fish(script, "loghail help do")).containsExactly("doctor");
    assertThat(run("fish", "--no-config", script.toString())).isEmpty();
  }

  /** At a prompt, in a terminal of its own, as a person has it; zsh completes nowhere else. */
  @ParameterizedTest
  @CsvSource({
    "bash, 'env HISTFILE= bash --norc --noprofile', true",
    "zsh, 'zsh -f', 'autoload -Uz compinit && compinit -D -u'"
  })
  void atThePrompt(String shell, String command, String first) throws Exception {
    assumeInstalled(shell);
    assumeInstalled("tmux");
    Path script = script(shell);
    String socket = folder.resolve("tmux").toString();
    run("tmux", "-S", socket, "-f", "/dev/null", "new-session", "-d", "-x", "100", command);
    try {
      type(socket, first + " && source " + script, "Enter");
      type(socket, "echo rea''dy", "Enter");
      await().until(() -> screen(socket).contains("\nready"));
      completes(socket, "loghail --po", "loghail --port");
      completes(socket, "loghail do", "loghail doctor");
      completes(socket, "loghail -o j", "loghail -o json");
      completes(socket, "./loghail init sp", "./loghail init spring");
    } finally {
      run("tmux", "-S", socket, "kill-server");
    }
  }

  private static void completes(String socket, String typed, String completed) throws Exception {
    type(socket, typed, "Tab");
    await().until(() -> screen(socket).contains(completed));
    run("tmux", "-S", socket, "send-keys", "C-u");
  }

  private static void type(String socket, String text, String key) throws Exception {
    run("tmux", "-S", socket, "send-keys", "-l", text);
    run("tmux", "-S", socket, "send-keys", key);
  }

  private static String screen(String socket) throws Exception {
    return run("tmux", "-S", socket, "capture-pane", "-p");
  }

  @Test
  void saysWhichShellsThereAre() {
    TestConsole console = new TestConsole("");
    assertThat(CommandLineRunner.run(console.console(), "completion", "tcsh")).isEqualTo(2);
    assertThat(console.errLines().get(0)).contains("SHELL", "bash, zsh, fish", "'tcsh'");
  }
}
