package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Project, then user, then environment, then flags. */
@Timeout(60)
class ConfigurationTest {

  @TempDir private Path folder;

  private final TestConsole console = new TestConsole("");
  private final Map<String, String> environment = new HashMap<>();
  private Path project;
  private Path user;

  @BeforeEach
  void name() throws IOException {
    project = folder.resolve("project/.loghail");
    user = folder.resolve("home/.config/loghail/config");
    Files.createDirectories(project.getParent());
    Files.createDirectories(user.getParent());
  }

  private ConfigPlaces places() {
    return ConfigPlaces.of(project.getParent(), folder.resolve("home"), environment);
  }

  private CommandLine parsed(String... args) {
    CommandLine line = CommandLineRunner.commandLine(console.console());
    Configuration.apply(places(), line, console.console()::say);
    line.parseArgs(args);
    return line;
  }

  private static Object value(CommandLine line, String option) {
    return line.getCommandSpec().findOption(option).getValue();
  }

  private Object port(String... args) {
    return value(parsed(args), "--port");
  }

  private int run(String... args) {
    return CommandLineRunner.run(console.console(), places(), args);
  }

  @Test
  void whatComesLaterCounts() throws IOException {
    assertThat(port()).isEqualTo(9527);
    Files.writeString(project, "port=1001\noutput=json\n");
    assertThat(port()).isEqualTo(1001);
    Files.writeString(user, "port=1002\n");
    assertThat(port()).isEqualTo(1002);
    environment.put("LOGHAIL_RECEIVER_PORT", "1003");
    assertThat(port()).isEqualTo(1003);
    assertThat(port("-p", "1004")).isEqualTo(1004);
    assertThat(value(parsed(), "--output")).isEqualTo(ListenCommand.Output.JSON);
    assertThat(console.err()).isEmpty();
  }

  @Test
  void readsLinesAsPeopleWriteThem() throws IOException {
    Files.writeString(project, "# ours\r\n\r\n  --port = 1001  \r\nidle-notice\r\ntail=all");
    CommandLine line = parsed();
    assertThat(value(line, "--port")).isEqualTo(1001);
    assertThat(value(line, "--idle-notice")).hasToString("PT3S");
    assertThat(value(line, "--tail")).isEqualTo("all");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void namesTheNearestFlag() throws IOException {
    Files.writeString(project, "\nprot=1001\n");
    Files.writeString(user, "sortwindow=1s\nhelp=true\nsomething-else=1\n");
    environment.put("LOGHAIL_RECEIVER_COLOUR", "never");
    parsed();
    assertThat(console.errLines())
        .containsExactly(
            "loghail: " + project + " line 2: there is no flag prot; did you mean port?",
            "loghail: " + user + " line 1: there is no flag sortwindow; did you mean sort-window?",
            "loghail: " + user + " line 2: there is no flag help",
            "loghail: " + user + " line 3: there is no flag something-else",
            "loghail: the environment's LOGHAIL_RECEIVER_COLOUR: there is no flag colour; did you"
                + " mean color?");
  }

  @Test
  void namesThePlaceOfABadValue() throws IOException {
    Files.writeString(project, "tail=all\nport=many\n");
    assertThat(run()).isEqualTo(2);
    assertThat(console.errLines().get(0))
        .isEqualTo("loghail: --port 'many' is not a whole number (" + project + " line 2)");
  }

  /** What only the command itself finds wrong is named as well. */
  @Test
  void namesThePlaceOfAValueOutOfRange() throws IOException {
    Files.writeString(user, "sort-window=11s\n");
    assertThat(run()).isEqualTo(2);
    assertThat(console.errLines().get(0))
        .isEqualTo("loghail: --sort-window is not from 0 to 10s (" + user + " line 1)");
  }

  @Test
  void doesNotBlameAFileForTheCommandLine() throws IOException {
    Files.writeString(user, "port=1001\n");
    assertThat(run("-pmany")).isEqualTo(2);
    assertThat(run("--port=70000")).isEqualTo(2);
    assertThat(console.err()).contains("'many'", "70000").doesNotContain("config");
  }

  @Test
  void aBadValueDoesNoHarmWhereItIsNotUsed() throws IOException {
    Files.writeString(user, "port=many\n");
    assertThat(port("--port", "1001")).isEqualTo(1001);
  }

  /** The defaults that are shown are those that count. */
  @Test
  void helpShowsWhatIsSet() throws IOException {
    Files.writeString(user, "port=1001\n");
    assertThat(run("--help")).isZero();
    assertThat(console.out()).contains("(default: 1001)", "docs/configuration.md");
  }

  @Test
  void aProjectCannotOpenAddressesOrFiles() throws IOException {
    Files.writeString(project, "bind=0.0.0.0\nport=1001\n");
    CommandLine line = parsed();
    assertThat((List<?>) value(line, "--bind")).isEmpty();
    assertThat(value(line, "--port")).isEqualTo(1001);
    assertThat(console.errLines())
        .containsExactly(
            "loghail: "
                + project
                + " line 1: a project's file cannot set bind, which opens addresses or files; "
                + user
                + " can");
    Files.writeString(user, "bind=127.0.0.2\n");
    assertThat(value(parsed(), "--bind")).isEqualTo(List.of("127.0.0.2"));
  }

  @Test
  void aProjectCannotSayWhoMaySend() throws IOException {
    Files.writeString(project, "allow=0.0.0.0/0\n");
    assertThat((List<?>) value(parsed(), "--allow")).isEmpty();
    assertThat(console.err()).contains("a project's file cannot set allow");
    Files.writeString(user, "allow=10.0.0.0/8,fd00::/8\n");
    assertThat(value(parsed(), "--allow")).isEqualTo(List.of("10.0.0.0/8", "fd00::/8"));
  }

  /** By its type, so that it holds for flags to come. */
  @CommandLine.Command(name = "loghail")
  private static final class Later {
    @CommandLine.Option(names = "--record")
    private Path record;

    @CommandLine.Option(names = "--records")
    private List<Path> records;

    @CommandLine.Option(names = "--secret-of")
    private String secret;
  }

  @Test
  void aProjectCannotSetAnythingThatIsAFile() throws IOException {
    Files.writeString(project, "record=a\nrecords=b\nsecret-of=c\n");
    CommandLine line = new CommandLine(new Later());
    Configuration.apply(places(), line, console.console()::say);
    line.parseArgs();
    assertThat(console.errLines()).hasSize(3);
    Later later = line.getCommand();
    assertThat(later.record).isNull();
    assertThat(later.records).isNull();
    assertThat(later.secret).isNull();
  }

  @Test
  void whatAFileHoldsCannotHarmTheTerminal() throws IOException {
    Files.writeString(project, "\u001b[2Jx=1\nport=\u001b]0;x\u0007\n");
    assertThat(run()).isEqualTo(2);
    assertThat(console.err()).contains("]0;x").doesNotContain("\u001b", "\u0007");
  }

  @Test
  void saysWhatItCannotRead() throws IOException {
    Files.writeString(project, "#".repeat(70_000));
    Files.writeString(user, "port=1001\nport=1002\n");
    assertThat(port()).isEqualTo(1002);
    assertThat(console.errLines())
        .containsExactly(
            "loghail: " + project + " is larger than 64 KB, and left out",
            "loghail: " + user + " line 2: port is set again, and this counts");
  }

  /** Where the receiver is, is of interest to all; the rest is its own. */
  @Test
  void sendersShareThePort() throws IOException {
    Files.writeString(user, "port=1001\n");
    CommandLine send = parsed("send", "hello").getSubcommands().get("send");
    assertThat(value(send, "--port")).isEqualTo(1001);
    environment.put("LOGHAIL_PORT", "1002");
    send = parsed("send", "hello").getSubcommands().get("send");
    assertThat(value(send, "--port")).isNotEqualTo(1001);
    assertThat(console.err()).isEmpty();
  }

  @Test
  void sendersShareTheSecret() throws IOException {
    Files.writeString(user, "secret-file=/mine\n");
    Files.writeString(project, "secret-file=/theirs\n");
    CommandLine send = parsed("send", "hello").getSubcommands().get("send");
    assertThat(value(send, "--secret-file")).isEqualTo(Path.of("/mine"));
    assertThat(console.err()).contains("a project's file cannot set secret-file");
    environment.put("LOGHAIL_SECRET_FILE", "/another");
    send = parsed("send", "hello").getSubcommands().get("send");
    assertThat(send.getCommandSpec().findOption("--secret-file").<Object>getValue())
        .isNotEqualTo(Path.of("/mine"));
  }

  @Test
  void theUsersFolderMayBeElsewhere() {
    environment.put("XDG_CONFIG_HOME", folder.toString());
    assertThat(places().user()).isEqualTo(folder.resolve("loghail/config"));
    environment.put("XDG_CONFIG_HOME", "relative");
    assertThat(places().user()).isEqualTo(user);
  }

  @Test
  void countsEdits() {
    assertThat(Nearest.edits("", "abc")).isEqualTo(3);
    assertThat(Nearest.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.edits("abc", "abc")).isZero();
  }

  /** The command as a user starts it, in a folder of a project. */
  @Test
  void aProcessReadsThem() throws Exception {
    Files.writeString(project, "port=0\nidle-notice=20ms\n");
    List<String> line = new ArrayList<>(Command.line());
    line.set(line.indexOf("-cp") + 1, absolute(line.get(line.indexOf("-cp") + 1)));
    Path out = folder.resolve("out");
    ProcessBuilder builder = new ProcessBuilder(line).directory(project.getParent().toFile());
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    builder.redirectOutput(out.toFile()).redirectError(folder.resolve("err").toFile());
    Process process = builder.start();
    try {
      await().until(() -> Files.readString(out).contains("no data."));
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("err"))).doesNotContain(":9527");
  }

  private static String absolute(String classPath) {
    return String.join(
        java.io.File.pathSeparator,
        java.util.Arrays.stream(classPath.split(java.io.File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }
}
