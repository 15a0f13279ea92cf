package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every flag, in a real terminal, by what its screen shows of {@link RecordedSession}. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs tmux")
class FlagsTest {

  /** Whatever a run shows, it is neither of these. */
  private static final String NOTHING = "\0";

  /**
   * A run.
   *
   * @param line what is typed
   * @param shows what must be on the screen, as a pattern
   * @param hides what must not
   */
  private record Run(String line, String shows, String hides) {

    String words(Path folder) {
      String command = line.startsWith("view ") ? line + " session" : "--port 0 " + line;
      return Arrays.stream(command.split(" "))
          .map(word -> word.replace("session", folder.resolve("session").toString()))
          .map(word -> word.replace("kept", folder.resolve("kept").toString()))
          .map(word -> word.replace('_', ' '))
          .collect(Collectors.joining("\t"));
    }
  }

  @TempDir private Path folder;

  private static final String LIVE = "--bind 127.0.0.1 --no-keys ";

  private static final List<Run> RUNS =
      List.of(
          new Run("view -l error", "ERROR Gateway", "INFO |WARN |DEBUG 注"),
          new Run("view --service shop", "Order accepted", "Charge|注文"),
          new Run("view --exclude-service payment*", "Order accepted", "Charge"),
          new Run("view --logger com.acme.pay", "Charge is slow", "Order accepted"),
          new Run("view --include Frame[wW]orkServlet", "Charge declined", "Order|Charge is slow"),
          new Run("view --include 山田", "注文を受け付けました", "Order|Charge"),
          new Run("view --exclude order=4711", "注文を受け付けました", "Order accepted|Charge is"),
          new Run("view --field user=ada", "Order accepted", "Charge|注文を"),
          new Run("view --field user!=ada", "Charge declined", "Order accepted"),
          new Run("view --field amount~=^12.*EUR$", "Charge is slow", "Order accepted"),
          new Run("view --field order>4710 --field order<4712", "Charge declined", "注文を"),
          new Run("view --field severity>=17", "Charge declined", "Order accepted"),
          new Run(
              "view --highlight acc.*ed -s shop", "Order \u001b\\[[0-9;]*7m?.*accepted", NOTHING),
          new Run("view --dedup -s shop", "Order accepted", NOTHING),
          new Run("view --time full --utc", "2026-11-23 14:03:21\\.391 ", NOTHING),
          new Run("view --time delta", " \\+0\\.017 ", "14:03"),
          new Run("view --stack none", "IllegalStateException: card", "at com\\.acme"),
          new Run("view --stack root", "root cause SocketTimeoutException", "ChargeController"),
          new Run("view --stack full", "FrameworkServlet.java:22", "… 31"),
          new Run("view -l all", "… 31 frames \\(spring 22, tomcat 9\\)", NOTHING),
          new Run(
              "view --app-packages org.apache", "at org.apache.http.impl", "at com.acme.pay.Gat"),
          new Run(
              "view --template {level}:{attr:order}_{message}", "INFO:4711 Order", "shop +INFO"),
          new Run(
              "view --width 50 -s shop", "INFO  Order accepted\\s+shop +: order", "OrderService"),
          new Run("view --output json -s shop", "\"message\":\"Order accepted\"", "INFO  Order"),
          new Run("view --color never -l info", "\\d INFO|shop +INFO ", "\u001b\\[[1-9]"),
          new Run("view --mask user", "user=\\*\\*\\*", "user=ada"),
          new Run("view --mask-pattern acc.*ed", "Order \\*\\*\\*", "accepted"),
          new Run(LIVE + "--accept gelf --timeout 1ms", "status 0", NOTHING),
          new Run(LIVE + "--allow 10.0.0.0/8 --timeout 1ms", "status 0", NOTHING),
          new Run(LIVE + "--secret-file kept", "kept.*\nstatus 2", "listening"),
          new Run("--version", "loghail \\d+\\.\\d+", "listening"),
          new Run("--help", "Usage: loghail \\[OPTIONS\\]", "listening"),
          new Run(
              LIVE + "--timeout 1ms", "listening on 127.*--timeout 1ms is over\nstatus 0", "/s"),
          new Run(LIVE + "--idle-notice=50ms --timeout 400ms", "no data\\.\nno data\\.", NOTHING),
          new Run(
              LIVE + "--wait-for x --timeout 1ms", "--wait-for /x/ was not met\nstatus 5", NOTHING),
          new Run(LIVE + "--count 2 --timeout 1ms", "--count 2 was not met\nstatus 5", NOTHING),
          new Run(LIVE + "--fail-on warn --timeout 1ms", "is over\nstatus 0", NOTHING),
          new Run(LIVE + "--file kept --rotate 4KBx2 --timeout 1ms", "status 0", "cannot"),
          new Run(LIVE + "--buffer 1 --timeout 1ms", "--buffer 1 is not from 4KB", "listening"),
          new Run(LIVE + "--tail all --sort-window 0 --timeout 1ms", "status 0", NOTHING),
          new Run(LIVE + "--sort-window 11s", "--sort-window is not from 0 to 10s", "listening"),
          new Run(LIVE + "--tail -1", "neither a number up to 1000000 nor all", "listening"));

  private static Set<String> longNames() {
    CommandLine line = CommandLineRunner.commandLine(new TestConsole("").console());
    return line.getCommandSpec().options().stream()
        .map(CommandLine.Model.OptionSpec::longestName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void eachIsSeenOnTheScreen() throws IOException {
    Entry[] entries = RecordedSession.entries().toArray(Entry[]::new);
    Files.writeString(folder.resolve("session"), Made.render(new JsonRenderer(), entries));
    List<String> lines = RUNS.stream().map(run -> run.words(folder)).toList();
    Path file = Files.write(folder.resolve("runs"), lines);
    List<String> command = new ArrayList<>(Command.line(file.toString()));
    command.set(command.indexOf(Main.class.getName()), EveryFlag.class.getName());
    String quoted = command.stream().map(each -> "'" + each + "'").collect(Collectors.joining(" "));
    // the history of a pane is as long as was set when it was made, so nothing may scroll away
    try (Tmux terminal = Tmux.start(folder, 120, 1200, quoted)) {
      await()
          .atMost(60, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(terminal.lastLine()).isEqualTo("run done"));
      String[] screens = terminal.run("capture-pane", "-p", "-e").split("(?m)^.*?run \\d+$");
      assertThat(screens).hasSize(RUNS.size() + 1);
      SoftAssertions softly = new SoftAssertions();
      for (int i = 0; i < RUNS.size(); i++) {
        Run run = RUNS.get(i);
        boolean isColored = (run.shows() + run.hides()).contains("\u001b");
        String screen =
            isColored ? screens[i + 1] : screens[i + 1].replaceAll("\u001b\\[[0-9;]*m", "");
        softly
            .assertThat(screen)
            .as(run.line())
            .containsPattern("(?s)" + run.shows())
            .doesNotContainPattern(run.hides());
      }
      softly.assertAll();
    }
  }

  @Test
  void noneIsForgotten() {
    String all = RUNS.stream().map(Run::line).collect(Collectors.joining(" "));
    String lines = all.replace("-l error", "--level error") + " --port";
    assertThat(longNames()).isNotEmpty().allSatisfy(name -> assertThat(lines).contains(name));
  }
}
