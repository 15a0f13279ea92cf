package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user can see, with real processes, configurations and sockets. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class AcceptanceTest {

  private static final Pattern MALFORMED = Pattern.compile("malformed ([\\d,]*\\d)");

  private static final JsonMapper JSON = new JsonMapper();

  /** Where Linux distributions put JDKs. */
  private static final Path JDKS = Path.of("/usr/lib/jvm");

  private final List<ChildProcess> started = new ArrayList<>();
  private Lab lab;
  private int port;

  @BeforeEach
  void open() throws IOException {
    lab = new Lab();
    port = Lab.freePort();
  }

  @AfterEach
  void close() throws IOException {
    started.forEach(ChildProcess::close);
    lab.clean();
  }

  private ChildProcess receiver(String... options) throws IOException {
    ChildProcess receiver = lab.receiver(port, options);
    started.add(receiver);
    return receiver;
  }

  private ChildProcess app(String arguments, String... settings) throws IOException {
    return app(Path.of(System.getProperty("java.home")), arguments, settings);
  }

  private ChildProcess app(Path jdk, String arguments, String... settings) throws IOException {
    // it runs for seconds, beside others
    List<String> command = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dlogback.configurationFile=logback-accept.xml");
    command.add("-Dlog4j2.configurationFile=log4j2-accept.xml");
    command.add("-Dloghail.port=" + port);
    command.add("-Dloghail.host=127.0.0.1");
    command.add("-Dloghail.service=shop");
    for (String setting : settings) {
      command.add("-Dloghail." + setting);
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), AcceptApp.class.getName()));
    command.addAll(List.of(arguments.split(" ")));
    ChildProcess app = ChildProcess.java(jdk, lab.file("app"), command);
    started.add(app);
    return app;
  }

  private List<JsonNode> shown(ChildProcess receiver) throws IOException {
    Lab.awaitQuiet(receiver.out(), 700, 60);
    receiver.terminate();
    assertThat(receiver.exitStatus()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(receiver.out())) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static List<JsonNode> events(List<JsonNode> lines) {
    return lines.stream().filter(line -> line.has("level")).toList();
  }

  private static long sum(List<JsonNode> lines, String type) {
    return lines.stream()
        .filter(line -> line.path("type").asString().equals(type))
        .mapToLong(line -> line.get("events").asLong())
        .sum();
  }

  private Path script(String name) {
    return Path.of("src/test/resources", name).toAbsolutePath();
  }

  @Test
  void printsWhatTheTutorialsClientSends() throws Exception {
    ChildProcess receiver = receiver("-o", "text");
    Process client =
        new ProcessBuilder("python3", script("tutorial-client.py").toString(), "" + port)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream typed = client.getOutputStream()) {
      typed.write("hello from the tutorial\ngrüße\nq\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(client.waitFor(20, TimeUnit.SECONDS)).isTrue();
    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(receiver.out()))
                    .containsPattern(
                        "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} 127\\.0\\.0\\.1:\\d+ +hello from the tutorial\n")
                    .containsPattern("127\\.0\\.0\\.1:\\d+ +grüße\n"));
  }

  @Test
  void isPrintedByTheTutorialsServer() throws Exception {
    Path out = lab.file("server");
    Process server =
        new ProcessBuilder("python3", script("tutorial-server.py").toString(), "" + port)
            .redirectOutput(out.toFile())
            .start();
    try {
      await().until(() -> Lab.contains(out, "ready"));
      ChildProcess send =
          lab.command(
              "send", "--plain", "--host", "127.0.0.1", "--port", "" + port, "hello", "there");
      assertThat(send.await(20).exitStatus()).isZero();
      await()
          .untilAsserted(
              () ->
                  assertThat(Files.readString(out))
                      .containsPattern("host 127\\.0\\.0\\.1:\\d+, said: hello there\n"));
    } finally {
      server.destroy();
    }
  }

  /** The appender as anybody's: only its format is another, so that any UDP server can read it. */
  @ParameterizedTest
  @ValueSource(strings = {"logback", "log4j2"})
  void anAppendersTextIsPrintedByTheTutorialsServer(String framework) throws Exception {
    int count = 2000;
    Path out = lab.file("server");
    ChildProcess server =
        ChildProcess.start(
            out, List.of("python3", script("tutorial-server.py").toString(), "" + port));
    started.add(server);
    await().until(() -> Lab.contains(out, "ready"));
    app("samples " + framework + " " + count + " 0", "format=text").await(60);
    Lab.awaitQuiet(out, 700, 30);
    List<String> lines = Files.readAllLines(out);
    List<String> said = lines.stream().filter(line -> line.startsWith("host 127.0.0.1:")).toList();
    assertThat(said).hasSize(count);
    for (int i = 0; i < count; i++) {
      Sample sample = new Sample(i);
      assertThat(said.get(i))
          .containsPattern("said: \\d{4}-\\d\\d-\\d\\dT\\S+ " + sample.level() + " +shop \\[main] ")
          .contains(sample.logger() + ": " + firstLine(sample.message()));
    }
    assertThat(lines)
        .filteredOn(line -> line.startsWith("\tat " + Sample.class.getName() + ".exception("))
        .hasSize((int) IntStream.range(0, count).filter(i -> new Sample(i).hasException()).count());
    assertThat(server.isAlive()).as("it never met what is no text").isTrue();
  }

  /** As far as a line of text goes: what a terminal would obey is made visible. */
  private static String firstLine(String message) {
    return message.lines().findFirst().orElseThrow().stripTrailing().replace("\u001b", "\\u001b");
  }

  @Test
  void saysThatThereIsNoData() throws IOException {
    ChildProcess receiver = receiver("-o", "text", "--idle-notice=200ms");
    await().until(() -> Lab.contains(receiver.out(), "no data.\nno data.\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logback", "log4j2"})
  void everyFieldArrivesInOrder(String framework) throws IOException {
    int count = Integer.getInteger("loghail.accept.events", 20_000);
    ChildProcess receiver = receiver();
    Instant before = Instant.now();
    app("samples " + framework + " " + count + " 20000").await(90);
    List<JsonNode> events = events(shown(receiver));
    assertThat(events).hasSize(count);
    Instant last = before.minusSeconds(1);
    for (int i = 0; i < count; i++) {
      JsonNode event = events.get(i);
      verify(new Sample(i), event, framework);
      Instant time = Instant.parse(event.get("timestamp").asString());
      assertThat(time).isBetween(last, Instant.now());
      last = time;
    }
  }

  private static void verify(Sample sample, JsonNode event, String framework) {
    assertThat(event.get("sequence").asInt()).isEqualTo(sample.i());
    assertThat(event.get("level").asString()).isEqualTo(sample.level());
    assertThat(event.get("logger").asString()).isEqualTo(sample.logger());
    assertThat(event.get("thread").asString()).isEqualTo("main");
    assertThat(event.get("message").asString()).isEqualTo(sample.message());
    assertThat(event.get("service").asString()).isEqualTo("shop");
    assertThat(event.get("framework").asString()).isEqualTo(framework);
    JsonNode attributes = event.path("attributes");
    for (Map.Entry<String, String> entry : sample.context().entrySet()) {
      assertThat(attributes.get(entry.getKey()).asString()).isEqualTo(entry.getValue());
    }
    if (framework.equals("logback")) {
      assertThat(attributes.get("number").asInt()).isEqualTo(sample.i());
      assertThat(attributes.get("even").asBoolean()).isEqualTo(sample.i() % 2 == 0);
      assertThat(attributes.get("half").asDouble()).isEqualTo(sample.i() / 2.0);
    }
    assertThat(event.has("markers")).isEqualTo(sample.i() % 10 == 0);
    assertThat(event.has("exception")).isEqualTo(sample.hasException());
    if (sample.hasException()) {
      verifyException(sample, event.get("exception"));
    }
  }

  private static void verifyException(Sample sample, JsonNode thrown) {
    StackTraceElement[] frames = sample.exception().getStackTrace();
    assertThat(thrown.get("type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(thrown.get("message").asString()).isEqualTo("outer " + sample.i());
    JsonNode top = thrown.get("frames").get(0);
    assertThat(top.get("class").asString()).isEqualTo(frames[0].getClassName());
    assertThat(top.get("method").asString()).isEqualTo(frames[0].getMethodName());
    assertThat(top.get("line").asInt()).isEqualTo(frames[0].getLineNumber());
    assertThat(thrown.get("cause").get("message").asString()).isEqualTo("root of " + sample.i());
    assertThat(thrown.get("cause").get("framesInCommon").asInt()).isPositive();
    assertThat(thrown.get("suppressed").get(0).get("type").asString())
        .isEqualTo("java.lang.ArithmeticException");
  }

  @ParameterizedTest
  @CsvSource({"logback,drop", "logback,block", "log4j2,drop", "log4j2,block"})
  void atFullSpeedTheSumIsExact(String framework, String overflow) throws IOException {
    int count = 100_000;
    ChildProcess receiver = receiver();
    app("samples " + framework + " " + count + " 0", "overflow=" + overflow, "ringSize=1MB")
        .await(90);
    List<JsonNode> lines = shown(receiver);
    long delivered = events(lines).size();
    assertThat(delivered + sum(lines, "lost") + sum(lines, "dropped")).isEqualTo(count);
    assertThat(sum(lines, "lost")).isZero();
    if (overflow.equals("block")) {
      assertThat(delivered).isEqualTo(count);
    }
  }

  @Test
  void largeEventsArriveWholeAndTooLargeOnesMarked() throws IOException {
    ChildProcess receiver = receiver();
    app("large logback 0").await(60);
    List<JsonNode> events = events(shown(receiver));
    assertThat(events).hasSize(4);
    JsonNode thrown = events.get(0).get("exception");
    assertThat(thrown.get("frames").size()).isGreaterThan(300);
    JsonNode root = thrown;
    int causes = 0;
    for (; root.has("cause"); root = root.get("cause")) {
      causes++;
    }
    assertThat(causes).isEqualTo(3);
    assertThat(root.get("message").asString()).isEqualTo("cause 0");
    assertThat(events.get(1).get("message").asString()).isEqualTo("x".repeat(500_000));
    assertThat(events.get(1).has("originalSize")).isFalse();
    String shortened = events.get(2).get("message").asString();
    assertThat(shortened).matches("é+").hasSizeGreaterThan(400_000);
    assertThat(events.get(2).get("originalSize").asLong()).isGreaterThan(2_000_000);
    assertThat(events.get(3).get("message").asString()).isEqualTo("after");
  }

  @ParameterizedTest
  @CsvSource({
    "logback, samples, 127.0.0.1",
    "log4j2, samples, 127.0.0.1",
    "logback, samples, no-such-host.invalid",
    "log4j2, samples, no-such-host.invalid",
    "logback, exit, 127.0.0.1",
    "log4j2, exit, 127.0.0.1",
    "logback, interrupted, 127.0.0.1",
    "log4j2, interrupted, 127.0.0.1",
  })
  void withoutAReceiverTheApplicationGoesOnAndEnds(String framework, String what, String host)
      throws IOException {
    long start = System.nanoTime();
    ChildProcess app = app(what + " " + framework + " 50000 0", "host=" + host);
    app.await(30);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(app.exitStatus()).isZero();
    // a call that waited, for a name or for room, would take far longer; how fast it is, on a
    // machine with nothing else to do, is for the benchmarks to say
    assertThat(app.values().get("nanosEach")).as("ns a call").isLessThan(500_000);
    assertThat(taken).isLessThan(Duration.ofSeconds(15));
    assertThat(Files.readString(app.out()) + Files.readString(app.err()))
        .doesNotContain("Exception", "ERROR");
    if (what.equals("interrupted")) {
      assertThat(Files.readString(app.out())).contains("interrupted=true");
    }
  }

  @Test
  void virtualThreadsLogAsAnyOther() throws IOException {
    Path jdk = jdkWithVirtualThreads();
    assumeTrue(jdk != null, "no JDK of 21 or later on this machine");
    ChildProcess receiver = receiver();
    ChildProcess app = app(jdk, "virtual logback 200", "overflow=block", "blockTimeout=30s");
    assertThat(app.await(60).exitStatus()).isZero();
    assertThat(events(shown(receiver))).hasSize(20_000);
  }

  private static Path jdkWithVirtualThreads() throws IOException {
    if (Runtime.version().feature() >= 21) {
      return Path.of(System.getProperty("java.home"));
    }
    if (!Files.isDirectory(JDKS)) {
      return null;
    }
    try (var jdks = Files.list(JDKS)) {
      return jdks.filter(jdk -> jdk.getFileName().toString().matches(".*[^\\d]2[1-9]\\b.*"))
          .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
          .findFirst()
          .orElse(null);
    }
  }

  @Test
  void hostileDatagramsHarmNobody() throws IOException {
    ChildProcess receiver = receiver();
    Random random = new Random(4);
    ChildProcess app = app("samples logback 20000 10000");
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < 10_000; i++) {
        byte[] bytes = new byte[random.nextInt(i % 10 == 0 ? 8192 : 200)];
        random.nextBytes(bytes);
        if (i % 2 == 0 && bytes.length > 3) {
          bytes[0] = (byte) 0x9D;
          bytes[1] = 'L';
          bytes[2] = (byte) (1 + random.nextInt(2));
          bytes[3] = (byte) random.nextInt(6);
        }
        socket.send(
            new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"), port));
        if (i % 100 == 0) {
          Lab.pause(5);
        }
      }
    }
    app.await(60);
    List<JsonNode> lines = shown(receiver);
    assertThat(events(lines)).hasSize(20_000);
    long texts = lines.stream().filter(line -> line.path("type").asString().equals("text")).count();
    Matcher malformed = MALFORMED.matcher(Files.readString(receiver.err()));
    assertThat(malformed.find()).isTrue();
    long unreadable = Long.parseLong(malformed.group(1).replace(",", ""));
    assertThat(texts + unreadable).isGreaterThan(9_000);
    assertThat(lines.stream().filter(line -> line.path("type").asString().equals("unreadable")))
        .as("each of a few is told of, and then how many more there are")
        .hasSizeLessThan(200);
  }

  @Test
  void endsAsAToolShould() throws Exception {
    ChildProcess receiver = receiver();
    ChildProcess second = lab.command("--port", "" + port);
    assertThat(second.await(20).exitStatus()).isEqualTo(3);
    assertThat(Files.readString(second.err()))
        .hasLineCount(1)
        .contains("127.0.0.1:" + port, "java (pid " + receiver.pid() + ")");
    app("samples logback 100 0").await(30);
    receiver.signal("INT");
    assertThat(receiver.await(10).exitStatus()).isZero();
    assertThat(Files.readString(receiver.err())).contains("shown 100, lost 0");
  }

  @Test
  void aClosedPipeEndsItQuietly() throws Exception {
    List<String> command = lab.commandLine("--port", "" + port);
    Path err = lab.file("pipe");
    Process shell = new ProcessBuilder(intoHead(command, err)).start();
    await().until(() -> Lab.contains(err, "listening"));
    app("samples logback 1000 500").await(30);
    assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).hasLineCount(4).endsWith("status 0\n");
    assertThat(Files.readString(err)).doesNotContain("Exception", "Broken pipe");
  }

  private static List<String> intoHead(List<String> command, Path err) {
    List<String> all = new ArrayList<>();
    all.add("bash");
    all.add("-c");
    all.add("\"$@\" 2>" + err + " | head -n 3; echo status ${PIPESTATUS[0]}");
    all.add("bash");
    all.addAll(command);
    return all;
  }
}
