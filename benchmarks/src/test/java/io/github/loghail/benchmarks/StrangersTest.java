package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everybody at once: each client of another kind that there is, unmodified and in a process of its
 * own, beside our own appenders, to one receiver. Datagrams that nobody sends again are paced, and
 * all are there before the first logs, so that whatever is missing at the end was lost by the
 * receiver.
 */
@EnabledIfSystemProperty(
    named = "loghail.strangers.events",
    matches = "\\d+",
    disabledReason = "thirty processes for a minute: mvn verify -Pfaults, or this property")
@Timeout(300)
class StrangersTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final int COUNT = Integer.getInteger("loghail.strangers.events", 200);

  /** All together send some 3,000 a second. */
  private static final int PER_SECOND = 100;

  /** Twenty JVMs start on few cores. */
  private static final Duration STARTING = Duration.ofSeconds(30);

  /** Where pino is installed: Debian has no package of it. */
  private static final Path NODE_MODULES =
      Path.of(System.getProperty("loghail.node.modules", "target/npm/node_modules"))
          .toAbsolutePath();

  private static final Map<String, List<JsonNode>> SHOWN = new HashMap<>();
  private static final Map<String, String> MISSING = new TreeMap<>();
  private static final Map<String, String> FAILED = new TreeMap<>();
  private static final List<ChildProcess> STARTED = new ArrayList<>();
  private static List<Stranger> strangers;
  private static List<JsonNode> lines;
  private static String summary;
  private static Instant begin;
  private static Lab lab;
  private static Path folder;

  @BeforeAll
  static void storm() throws Exception {
    lab = new Lab();
    folder = Files.createTempDirectory("loghail-strangers");
    int port = Lab.freePort();
    strangers = Stranger.all(port, COUNT, PER_SECOND, folder);
    begin = Instant.now().plus(STARTING);
    ChildProcess receiver = lab.receiver(port);
    STARTED.add(receiver);
    List<Thread> typists = new ArrayList<>();
    Map<Stranger, ChildProcess> running = new LinkedHashMap<>();
    for (Stranger each : strangers) {
      String reason = missing(each);
      if (reason == null) {
        if (each.tool().equals("rsyslogd")) {
          startRsyslog(each.name(), port);
        }
        ChildProcess client = start(each);
        running.put(each, client);
        if (each.input() != null) {
          typists.add(type(each, client));
        }
      } else {
        MISSING.put(each.name(), reason);
      }
    }
    for (Thread each : typists) {
      each.join();
    }
    for (Map.Entry<Stranger, ChildProcess> each : running.entrySet()) {
      if (each.getValue().await(120).exitStatus() != 0) {
        FAILED.put(each.getKey().name(), Files.readString(each.getValue().err()));
      }
    }
    Lab.awaitQuiet(receiver.out(), 700, 60);
    receiver.terminate();
    Files.copy(
        receiver.out(),
        Path.of("target/strangers.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    summary = Files.readString(receiver.err());
    lines = new ArrayList<>();
    for (String line : Files.readAllLines(receiver.out())) {
      JsonNode json = JSON.readTree(line);
      lines.add(json);
      for (String client : clients(json)) {
        SHOWN.computeIfAbsent(client, key -> new ArrayList<>()).add(json);
      }
    }
  }

  /** Whose an entry is: a message begins with it, and a datagram of text may have several. */
  private static Set<String> clients(JsonNode entry) {
    Stream<String> texts = entry.path("message").asString("").lines();
    return (isText(entry) ? texts : texts.limit(1))
        .map(line -> line.replaceFirst(".*com\\.acme\\.\\S+: ", "").split(" ", 2)[0])
        .collect(Collectors.toSet());
  }

  private static boolean isText(JsonNode entry) {
    return entry.path("type").asString("").equals("text");
  }

  @AfterAll
  static void clean() throws IOException {
    STARTED.forEach(ChildProcess::close);
    lab.clean();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Why a client cannot be started, or null when it can. */
  private static String missing(Stranger stranger) throws Exception {
    return switch (stranger.tool()) {
      case "java" -> null;
      case "pino" ->
          !succeeds("node", "--version")
              ? "node is not installed"
              : Files.exists(NODE_MODULES.resolve("pino"))
                  ? null
                  : "pino is not in " + NODE_MODULES;
      case "pythonjsonlogger" ->
          succeeds(Stranger.PYTHON, "-c", "import pythonjsonlogger")
              ? null
              : "python3-pythonjsonlogger is not installed";
      default ->
          succeeds("sh", "-c", "command -v " + stranger.tool() + " " + stranger.command().get(0))
              ? null
              : stranger.tool() + " is not installed";
    };
  }

  private static boolean succeeds(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static ChildProcess start(Stranger stranger) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("env", "NODE_PATH=" + NODE_MODULES, "BEGIN=" + begin.toEpochMilli()));
    command.addAll(stranger.command());
    ChildProcess client = ChildProcess.start(lab.file(stranger.name()), command);
    STARTED.add(client);
    return client;
  }

  private static void startRsyslog(String name, int port) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    String template =
        name.endsWith("5424")
            ? "RSYSLOG_SyslogProtocol23Format"
            : "RSYSLOG_TraditionalForwardFormat";
    Path conf = home.resolve("rsyslog.conf");
    Files.writeString(
        conf,
        Files.readString(Path.of("src/test/resources/strangers/rsyslog.conf"))
            .replace("FOLDER", home.toString())
            .replace("PORT", "" + port)
            .replace("TEMPLATE", template));
    STARTED.add(
        ChildProcess.start(
            lab.file(name),
            List.of(
                "rsyslogd", "-n", "-f", conf.toString(), "-i", home.resolve("pid").toString())));
    assertThat(Lab.await(10, () -> Files.exists(home.resolve("log")))).isTrue();
  }

  private static Thread type(Stranger stranger, ChildProcess client) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Lab.pause(Duration.between(Instant.now(), begin).toMillis());
                long start = System.nanoTime();
                for (int i = 0; i < COUNT; i++) {
                  Lab.pause(i * 1000L / PER_SECOND - (System.nanoTime() - start) / 1_000_000);
                  client.tell(stranger.input().apply(i));
                }
                if (stranger.name().equals("tutorial")) {
                  client.tell("q");
                }
                client.endInput();
              } catch (IOException e) {
                throw new IllegalStateException(stranger + " does not read", e);
              }
            },
            stranger.name());
    thread.start();
    return thread;
  }

  private static Stream<Stranger> strangers() {
    return strangers.stream();
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void everyEventArrivesWithAllThatItsFormatCarries(Stranger stranger) {
    String name = stranger.name();
    assumeTrue(!MISSING.containsKey(name), () -> MISSING.get(name));
    assertThat(FAILED.get(name)).isNull();
    List<JsonNode> events = SHOWN.getOrDefault(name, List.of());
    if (stranger.format().equals("text")) {
      assertThat(events.stream().flatMap(each -> linesOf(each, name)).distinct())
          .as(summary)
          .containsExactlyInAnyOrderElementsOf(messages(stranger));
      return;
    }
    assertThat(events).as(summary).hasSize(COUNT);
    for (JsonNode each : events) {
      verify(stranger, each);
    }
    assertThat(events.stream().map(StrangersTest::number).distinct()).hasSize(COUNT);
  }

  private static List<String> messages(Stranger stranger) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      all.add(StrangerApp.message(stranger.name(), i));
    }
    return all;
  }

  /** Several may have come in one datagram. */
  private static Stream<String> linesOf(JsonNode event, String name) {
    return Arrays.stream(event.get("message").asString().split("\n"))
        .map(line -> line.replaceFirst(".*com\\.acme\\.\\S+: ", ""))
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.replaceFirst(" order=.*", ""));
  }

  private static int number(JsonNode event) {
    return Integer.parseInt(event.get("message").asString().split(" ")[1]);
  }

  private static void verify(Stranger stranger, JsonNode event) {
    String name = stranger.name();
    int i = number(event);
    boolean isThrown = StrangerApp.hasException(i);
    String message = event.get("message").asString();
    String first = StrangerApp.message(name, i);
    assertThat(message.lines().findFirst()).as(event::toString).contains(first);
    assertThat(Instant.parse(event.get("timestamp").asString()))
        .isBetween(begin.minusSeconds(1), Instant.now().plus(Duration.ofSeconds(1)));
    for (Stranger.Carries what : stranger.carries()) {
      switch (what) {
        case SERVICE -> assertThat(event.get("service").asString()).isEqualTo(name);
        case LEVEL -> assertThat(event.get("level").asString()).isEqualTo(StrangerApp.level(i));
        case LOGGER ->
            assertThat(event.get("logger").asString())
                .isEqualTo(
                    stranger.tool().equals("java")
                        ? "com.acme.shop.Service" + i % 7
                        : "com.acme.shop");
        case THREAD ->
            assertThat(event.get("thread").asString())
                .isEqualTo(stranger.tool().equals("java") ? "main" : "MainThread");
        case ORDER ->
            assertThat(event.at("/attributes/order").asString(""))
                .as(event::toString)
                .isEqualTo("o-" + i);
        case EXCEPTION -> {
          assertThat(event.has("exception")).as(event::toString).isEqualTo(isThrown);
          assertThat(message).isEqualTo(first);
          if (isThrown) {
            exception(event.get("exception"), i);
          }
        }
        case CAUSE -> {
          if (isThrown) {
            assertThat(event.at("/exception/cause/type").asString())
                .isEqualTo("java.io.IOException");
            assertThat(event.at("/exception/cause/message").asString()).isEqualTo("root of " + i);
          }
        }
        case TRACE -> {
          if (isThrown) {
            assertThat(event.toString()).contains("outer " + i);
          }
        }
      }
    }
  }

  private static void exception(JsonNode exception, int i) {
    assertThat(exception.get("type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(exception.get("message").asString()).isEqualTo("outer " + i);
    assertThat(exception.at("/frames/0/class").asString()).isEqualTo(StrangerApp.class.getName());
    assertThat(exception.at("/frames/0/method").asString()).isEqualTo("exception");
  }

  /** What the receiver says at the end is what was sent: of texts, each datagram. */
  @Test
  void theSummaryCountsEachFormat() {
    Map<String, Long> sent = new TreeMap<>();
    for (Stranger each : strangers) {
      if (!MISSING.containsKey(each.name())) {
        sent.merge(each.format(), (long) COUNT, Long::sum);
      }
    }
    sent.put("text", lines.stream().filter(StrangersTest::isText).count());
    Matcher line = Pattern.compile("by format: (.*)").matcher(summary);
    assertThat(line.find()).as(summary).isTrue();
    Map<String, Long> counted = new TreeMap<>();
    for (String each : line.group(1).split("; ")) {
      String[] words = each.split("[ ,]+", 2);
      Matcher number = Pattern.compile("[\\d,]+").matcher(words[1]);
      assertThat(number.find()).as(each).isTrue();
      counted.put(words[0], Long.parseLong(number.group().replace(",", "")));
    }
    assertThat(counted).as(summary).isEqualTo(sent);
    assertThat(summary).contains("malformed 0,").doesNotContain("not accepted");
  }
}
