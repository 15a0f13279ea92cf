package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.KeyMask;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attacker would do to whoever reads logs, a test for each. SECURITY.md lists them. */
class ThreatsTest {

  /** Each place that a sender writes text into. */
  enum Field {
    SERVICE,
    HOST,
    FRAMEWORK,
    LOGGER,
    THREAD,
    MESSAGE,
    FURTHER_LINE,
    FORMATTED,
    KEY,
    VALUE,
    MARKER,
    CONTEXT,
    CALLER,
    EXCEPTION,
    FRAME_CLASS,
    FRAME_METHOD,
    FRAME_FILE,
    FRAME_MODULE,
    BARE,
    REASON
  }

  /** All that a terminal obeys or hides, but the tab. */
  private static final List<String> HIDDEN =
      IntStream.concat(
              IntStream.concat(
                  IntStream.range(0, ' ').filter(c -> c != '\t'), IntStream.range(0x7F, 0xA0)),
              IntStream.of(
                  0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B,
                  0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF))
          .mapToObj(Character::toString)
          .toList();

  private static final Filter ALL = Filtering.by();

  /** Each of them, and all together, in each field. */
  private static final List<Entry> HOSTILE =
      Stream.of(Field.values())
          .flatMap(
              field ->
                  Stream.concat(HIDDEN.stream(), Stream.of(String.join("x", HIDDEN)))
                      .map(hidden -> with(field, "a" + hidden + "b")))
          .toList();

  private static String at(Field wanted, Field here, String text) {
    return wanted == here ? text : here.name().toLowerCase(Locale.ROOT);
  }

  /** An entry that has a text in one of its fields, and others in the others. */
  private static Entry with(Field field, String text) {
    UnaryOperator<String> of = name -> at(field, Field.valueOf(name), text);
    Resource resource =
        new Resource(of.apply("SERVICE"), of.apply("HOST"), 1, of.apply("FRAMEWORK"), 0);
    Source source =
        new Source(
            of.apply("SERVICE"),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000),
            7,
            resource);
    if (field == Field.HOST || field == Field.FRAMEWORK) {
      return new Entry.Joined(source, Made.NANOS);
    }
    if (field == Field.BARE) {
      return new Entry.Bare(source, Made.NANOS, Utf8.of(text));
    }
    if (field == Field.REASON) {
      return new Entry.Unreadable(source, Made.NANOS, 7, text);
    }
    StackTraceElement frame =
        new StackTraceElement(
            "l",
            of.apply("FRAME_MODULE"),
            "1",
            of.apply("FRAME_CLASS"),
            of.apply("FRAME_METHOD"),
            of.apply("FRAME_FILE"),
            1);
    Throwable thrown = new IllegalStateException(of.apply("EXCEPTION"));
    thrown.setStackTrace(new StackTraceElement[] {frame});
    return Made.at(
        source,
        Made.NANOS,
        Severity.ERROR,
        of.apply("LOGGER"),
        of.apply("THREAD"),
        encoder -> {
          if (field == Field.FORMATTED) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            encoder.formatted(body, 0, body.length);
            return;
          }
          encoder.message(of.apply("MESSAGE") + "\n" + of.apply("FURTHER_LINE"));
          encoder.attribute(of.apply("KEY"), of.apply("VALUE"));
          encoder.marker(of.apply("MARKER"));
          encoder.contextStackEntry(of.apply("CONTEXT"));
          encoder.caller(
              new StackTraceElement("l", "m", "1", of.apply("CALLER"), "call", "F.java", 3));
          encoder.throwable(JavaTrace.of(thrown), JavaTrace.ACCESS);
        });
  }

  private static Renderer text(boolean colored, int columns, String template) {
    return new TextRenderer(
        new Layout(
            colored,
            false,
            TimeColumn.of(TimeColumn.Style.CLOCK, ZoneOffset.UTC, Made.NANOS),
            () -> columns,
            new StackSwitch(StackSwitch.Mode.FULL),
            List.of(),
            template == null ? null : Template.parse(template)));
  }

  /** Every way in which an entry becomes text. */
  static Stream<Map.Entry<String, Function<Entry, String>>> ways() {
    return Stream.of(
        Map.entry("text", entry -> Made.render(text(false, 0, null), entry)),
        Map.entry("colored", entry -> Made.render(text(true, 0, null), entry)),
        Map.entry("wide", entry -> Made.render(text(true, 200, null), entry)),
        Map.entry("narrow", entry -> Made.render(text(true, 60, null), entry)),
        Map.entry(
            "template",
            entry -> Made.render(text(true, 0, "{time} {service} {message} {attributes}"), entry)),
        Map.entry(
            "highlight",
            entry ->
                Made.render(
                        new HighlightRenderer(
                            text(true, 0, null), List.of(TextPattern.of("-H", "x|e"))),
                        entry)
                    .replaceAll("\u001b\\[2?7m", "")),
        Map.entry("json", entry -> Made.render(new JsonRenderer(), entry)),
        Map.entry("dedup", ThreatsTest::deduplicated),
        Map.entry("view", ThreatsTest::viewed),
        Map.entry("summary", ThreatsTest::summary),
        Map.entry("status line", ThreatsTest::statusLine));
  }

  private static String deduplicated(Entry entry) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DedupSink sink = new DedupSink(new StreamSink(out, text(true, 0, null)), () -> 0)) {
      sink.accept(entry);
      sink.accept(entry);
      sink.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String viewed(Entry entry) {
    byte[] kept = Made.render(new JsonRenderer(), entry).getBytes(StandardCharsets.UTF_8);
    return Made.render(text(true, 0, null), new SavedEntries().read(kept, kept.length - 1));
  }

  private static String summary(Entry entry) {
    TestConsole console = new TestConsole("");
    Tally tally = new Tally();
    tally.count(entry);
    ReceiverStats.Formats formats = new ReceiverStats.Formats(1, 0, List.of());
    Summary.print(
        new ReceiverStats(1, 1, 0, 0, 0, OptionalLong.empty(), 4096, tally.services(), formats),
        console.console());
    return console.err();
  }

  private static String statusLine(Entry entry) {
    LiveCounts counts = new LiveCounts();
    counts.accept(entry);
    return StatusLine.text(counts.look(0), ALL, -1, "", 10_000) + "\n";
  }

  /** kubectl CVE-2021-25743, Tomcat CVE-2025-55754, tracing-subscriber CVE-2025-58160. */
  @ParameterizedTest
  @MethodSource("ways")
  void terminalEscapeInjection(Map.Entry<String, Function<Entry, String>> way) {
    HOSTILE.forEach(entry -> HostileTextTest.checkVisible(way.getValue().apply(entry)));
  }

  /** A line says whose it is in its first columns, where no text of a sender's can get. */
  @Test
  void forgedLines() {
    String forged = "forged\n14:03:21.204 pay   ERROR x.Y   forged\r\n!     37 events lost, forged";
    for (Field field : Field.values()) {
      for (int columns : new int[] {0, 60, 100, 200}) {
        String shown = Made.render(text(false, columns, null), with(field, forged));
        assertThat(shown.split("\n"))
            .as(field.name())
            .allMatch(line -> line.startsWith("14:03:21.204 ") || line.startsWith(" ".repeat(13)))
            .filteredOn(line -> line.startsWith("14:03:21.204 "))
            .hasSize(1);
        assertThat(shown).doesNotContainPattern("(?m)^ *service +! ");
      }
      assertThat(Made.render(new JsonRenderer(), with(field, forged)).split("\n")).hasSize(1);
    }
  }

  @Test
  void forgedNotices() {
    for (String notice : List.of("!     37 events lost", "+     joined", "-     left")) {
      for (Field field : List.of(Field.BARE, Field.FORMATTED)) {
        for (String template : new String[] {null, "{time} {service} {message}"}) {
          assertThat(Made.render(text(false, 0, template), with(field, notice)))
              .contains("service \\" + notice);
        }
      }
    }
    assertThat(Made.render(text(false, 0, null), with(Field.BARE, "- a list"))).contains(" - a");
    Entry lost = new Entry.Lost(Made.source("service"), Made.NANOS, 37);
    assertThat(Made.render(text(false, 0, null), lost)).contains("service !     37 events lost");
  }

  /** Would run code when it is read as an object. */
  private static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1;
    private static boolean wasRead;

    private Object readResolve() {
      wasRead = true;
      return this;
    }
  }

  /** CVE-2017-5645, CVE-2019-17571, CVE-2023-6378. */
  @Test
  void receiverDeserialisation() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Gadget());
    }
    CollectingSink sink = new CollectingSink();
    received(sink, bytes.toByteArray());
    assertThat(sink.texts()).singleElement().asString().startsWith("bare ").contains("Gadget");
    assertThat(Gadget.wasRead).isFalse();
  }

  private static void received(CollectingSink sink, byte[] datagram) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Receiver receiver =
        Receiver.open(
            new ReceiverConfig(List.of(any), 1 << 20, -1, 0, 0, 1 << 20),
            List.of(sink),
            warning -> {});
    try (var client = new DatagramSocket()) {
      var running = Aside.call(receiver::run);
      client.send(new DatagramPacket(datagram, datagram.length, receiver.addresses().get(0)));
      await().until(() -> receiver.stats().datagrams() == 1);
      receiver.stop();
      running.join();
    }
  }

  /** CVE-2021-44228: what is logged is shown as it is, and nobody is called. */
  @Test
  void lookupsInLoggedText() throws IOException {
    try (ServerSocket called = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      called.setSoTimeout(1);
      String host = "127.0.0.1:" + called.getLocalPort();
      for (String lookup :
          List.of("${jndi:ldap://" + host + "/a}", "${env:PATH}", "%n%s{0}$1", "#{1+1}")) {
        for (Field field : Field.values()) {
          String json = Made.render(new JsonRenderer(), with(field, lookup));
          assertThat(json).as(field.name()).contains(lookup);
          Made.render(
              text(false, 0, "{time} {service} {message} {attributes}"), with(field, lookup));
          assertThat(Made.render(text(false, 200, null), with(Field.MESSAGE, lookup)))
              .contains(lookup);
        }
      }
      assertThatThrownBy(called::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void regexDenialOfService() {
    String text = "a".repeat(100_000) + "!";
    Entry entry = Made.message(text.substring(0, 30_000));
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (String evil : List.of("(a+)+$", "(a|aa)+$", "(.*a){12}$", "^(([a-z])+.)+[A-Z]$")) {
            TextPattern pattern = TextPattern.of("--include", evil);
            pattern.isIn(Utf8.of(text));
            new Masking(KeyMask.of(""), List.of(pattern)).apply(entry);
          }
          new Masking(KeyMask.of(""), List.of(TextPattern.of("--mask-pattern", "a(.*b)?")))
              .apply(entry);
          KeyMask.of("*a*a*a*a*a*a*b").hides(text);
          new NameGlob("*a*a*a*a*b").matches(Utf8.of(text.substring(0, 20_000)));
        });
    assertThatThrownBy(() -> TextPattern.of("--include", "((a{900}){900}){900}"))
        .isInstanceOf(BadFilterException.class);
    assertThatThrownBy(() -> TextPattern.of("--include", "(".repeat(4000)))
        .isInstanceOf(BadFilterException.class);
  }

  @Test
  void secretsInLogs() {
    Entry entry =
        Made.logged(
            "shop",
            encoder -> {
              encoder.message("in");
              encoder.attribute("db.password", "hunter2");
              encoder.attribute("Authorization", "Bearer hunter2");
              encoder.attribute("token", 4711_4711L);
            });
    CollectingSink screen = new CollectingSink();
    CollectingSink file = new CollectingSink();
    SinkSet sinks =
        new SinkSet(List.of(screen, file), new Masking(KeyMask.of(""), List.of()), warning -> {});
    sinks.accept(entry);
    for (CollectingSink sink : List.of(screen, file)) {
      Entry seen = sink.entries().get(0);
      String all = Made.render(text(true, 0, null), seen) + Made.render(new JsonRenderer(), seen);
      assertThat(all).contains("***").doesNotContain("hunter2", "47114711");
      assertThat(Filtering.by("-i", "hunter2").accepts(seen)).as("a filter sees it").isFalse();
    }
  }

  /** Whatever comes, from wherever it says: nobody is answered more bytes than came from there. */
  @Test
  void amplification() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Map<InetSocketAddress, Integer> credit = new HashMap<>();
      int[] answers = new int[1];
      Replies replies =
          (bytes, length, to) -> {
            answers[0]++;
            assertThat(credit.merge(to, -length, Integer::sum)).as("" + to).isNotNegative();
          };
      Sessions sessions = sessions(entry -> {});
      long now = 0;
      for (int i = 0; i < 100; i++) {
        TestPackets from = TestPackets.of(random.nextInt(5));
        int sequence = random.nextInt(20);
        Datagram.Native datagram =
            switch (random.nextInt(4)) {
              case 0 -> from.probe();
              case 1 -> from.heartbeat(sequence, random.nextInt(sequence + 1), sequence);
              case 2 -> from.end(sequence, 0, sequence);
              default -> from.events(sequence, sequence, 1);
            };
        int bytes =
            datagram instanceof Datagram.Packet packet
                ? packet.datagramBytes()
                : TestPackets.bytes((Datagram.Heartbeat) datagram).length;
        InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000 + random.nextInt(4));
        credit.merge(address, bytes, Integer::sum);
        sessions.receive(datagram, bytes, address, replies, now);
        now += random.nextInt(3) * TimeUnit.MILLISECONDS.toNanos(30);
        sessions.poll(now);
        sessions.answer(now, mark -> {});
      }
      sessions.farewell(now);
      assertThat(answers[0]).isPositive();
    }
  }

  /** Pieces of events that never end, from as many sessions as there can be. */
  @Test
  void chunkFlood() {
    ByteBudget joined = new ByteBudget(1 << 20);
    Sessions sessions =
        new Sessions(
            new SessionContext(
                entry -> {},
                time -> time,
                new Window(1 << 20),
                new ByteBudget(1 << 20),
                joined,
                -1,
                TestPackets.START_NANOS,
                new AtomicLong()),
            Limits.SESSIONS);
    for (int i = 0; i < 200; i++) {
      List<byte[]> pieces = TestPackets.of(i).pieceBytes(0, 0, 100_000, 8000);
      for (byte[] piece : pieces.subList(0, pieces.size() - 1)) {
        InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000 + i);
        sessions.receive(
            TestPackets.of(i).packet(piece), piece.length, from, (bytes, length, to) -> {}, 0);
        assertThat(joined.used()).isLessThanOrEqualTo(1 << 20);
      }
    }
    assertThat(joined.used()).as("it is filled").isGreaterThan(512 << 10);
    for (long now : new long[] {0, Timers.VANISHED_NANOS, Timers.FORGET_NANOS}) {
      sessions.poll(now);
      sessions.answer(now, mark -> {});
    }
    assertThat(joined.used()).as("and given back").isZero();
  }

  private static Sessions sessions(Consumer<Entry> out) {
    return new Sessions(
        new SessionContext(
            out,
            time -> time,
            new Window(1 << 20),
            new ByteBudget(Limits.HELD_BYTES),
            new ByteBudget(Limits.JOINED_BYTES),
            -1,
            TestPackets.START_NANOS,
            new AtomicLong()),
        Limits.SESSIONS);
  }
}
