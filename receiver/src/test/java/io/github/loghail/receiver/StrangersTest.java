package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.loghail.receiver.foreign.Format;
import io.github.loghail.receiver.foreign.FormatCounts;
import io.github.loghail.wire.Utf8;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What others send, through the sockets of a receiver that runs. */
class StrangersTest {

  private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  private static void send(DatagramSocket socket, int port, byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
  }

  private Receiver open(Accepted accepted) throws CannotBindException {
    Sink sink =
        new Sink() {
          @Override
          public void accept(Entry entry) {
            entries.add(entry);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    return Receiver.open(
        new ReceiverConfig(
            List.of(ANY_PORT),
            1 << 20,
            -1,
            10_000_000,
            0,
            1 << 20,
            AllowList.EVERYBODY,
            Masking.NONE,
            null,
            accepted),
        List.of(sink),
        warnings::add);
  }

  private ReceiverStats received(Accepted accepted, int shown, Object... datagrams)
      throws Exception {
    Receiver receiver = open(accepted);
    Thread thread = new Thread(receiver::run);
    thread.start();
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      for (Object each : datagrams) {
        send(
            socket,
            receiver.port(),
            each instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) each);
      }
      await().until(() -> receiver.stats().datagrams() == datagrams.length);
      await().until(() -> entries.size() >= shown);
    } finally {
      receiver.stop();
      thread.join();
    }
    return receiver.stats();
  }

  @Test
  void showsEveryFormatAndCountsIt() throws Exception {
    ReceiverStats stats =
        received(
            Accepted.ALL,
            5,
            "{\"version\":\"1.1\",\"host\":\"g\",\"short_message\":\"one\",\"level\":3}",
            "<11>Oct 11 22:14:15 box s[7]: two",
            "{\"message\":\"three\",\"service.name\":\"j\"}",
            "four\nfive\n",
            "{\"message\":");
    assertThat(entries.stream().filter(each -> each instanceof Entry.Logged))
        .extracting(each -> each.source().service())
        .containsExactlyInAnyOrder("g", "s", "j");
    assertThat(entries.stream().filter(each -> each instanceof Entry.Bare))
        .singleElement()
        .satisfies(
            bare -> {
              assertThat(((Entry.Bare) bare).text()).hasToString("four\nfive");
              assertThat(bare.source().service()).startsWith("127.0.0.1:");
            });
    assertThat(stats.formats().others())
        .containsExactly(
            new FormatCounts(Format.GELF, 1, 1, 0, 0),
            new FormatCounts(Format.SYSLOG, 1, 1, 0, 0),
            new FormatCounts(Format.JSON, 2, 1, 1, 0),
            new FormatCounts(Format.TEXT, 1, 1, 0, 0));
    TestConsole console = new TestConsole("");
    Summary.print(stats, console.console());
    assertThat(console.err())
        .contains("by format: gelf 1; syslog 1; json 1, malformed 1; text 1")
        .contains("malformed 1,");
  }

  @Test
  void aFloodOfWhatCannotBeReadDoesNotFillTheScreen() {
    Strangers strangers = new Strangers(Accepted.ALL, ZoneOffset.UTC, warnings::add);
    Source source = new Source("127.0.0.1:1", new InetSocketAddress("127.0.0.1", 1), 0, null);
    Entry broken = new Entry.Bare(source, 0, Utf8.of("{\"message\":"));
    long now = -5_000_000_000L;
    assertThat(strangers.read(Collections.nCopies(100, broken), now))
        .hasSize(Limits.UNREADABLE_NOTICES);
    assertThat(strangers.read(List.of(broken), now + 1_000_000_000L))
        .singleElement()
        .satisfies(
            told ->
                assertThat(((Entry.Unreadable) told).reason())
                    .endsWith("; 90 more were not told of"));
    assertThat(strangers.counts()).containsExactly(new FormatCounts(Format.JSON, 101, 0, 101, 0));
  }

  @Test
  void countsWhatIsNotAcceptedAndSaysSoOnce() throws Exception {
    ReceiverStats stats =
        received(
            Accepted.of(List.of("syslog", "JSON")),
            1,
            "hello",
            "hello again",
            "<13>x: one",
            TestPackets.of(7).eventBytes(0, 0, 1));
    assertThat(entries).hasSize(1);
    assertThat(warnings)
        .containsExactlyInAnyOrder(
            "there are datagrams of text, which --accept leaves out: they are counted",
            "there are datagrams of loghail, which --accept leaves out: they are counted");
    assertThat(stats.formats().others())
        .containsExactly(
            new FormatCounts(Format.SYSLOG, 1, 1, 0, 0), new FormatCounts(Format.TEXT, 2, 0, 0, 2));
    assertThat(stats.formats().oursRefused()).isEqualTo(1);
    TestConsole console = new TestConsole("");
    Summary.print(stats, console.console());
    assertThat(console.err())
        .contains("by format: loghail 0, not accepted 1; syslog 1; text 0, not accepted 2");
  }
}
