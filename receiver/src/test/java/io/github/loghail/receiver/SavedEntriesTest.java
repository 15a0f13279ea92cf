package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is read back shows as it did. */
class SavedEntriesTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final SavedEntries saved = new SavedEntries();

  private Entry read(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return saved.read(bytes, bytes.length);
  }

  private Entry assertThatItReturns(Entry entry) {
    String line = Made.render(new JsonRenderer(), entry);
    Entry read = read(line);
    assertThat(read).as(line).isNotNull();
    assertThat(Made.render(new JsonRenderer(), read)).isEqualTo(line);
    return read;
  }

  private void assertThatTextReturns(Entry entry) {
    Entry read = assertThatItReturns(entry);
    assertThat(text(read)).isEqualTo(text(entry));
  }

  private static String text(Entry entry) {
    return Made.render(new TextRenderer(false, ZoneOffset.UTC), entry);
  }

  @Property(tries = 500)
  void anyEventReturns(
      @ForAll @IntRange(max = Severity.MAX) int severity,
      @ForAll String logger,
      @ForAll String message,
      @ForAll Map<String, String> texts,
      @ForAll @Size(max = 5) List<String> more,
      @ForAll long whole,
      @ForAll double real,
      @ForAll boolean flag) {
    assertThatItReturns(
        Made.logged(
            "shop",
            severity,
            logger,
            encoder -> {
              if (flag) {
                byte[] formatted = message.getBytes(StandardCharsets.UTF_8);
                encoder.formatted(formatted, 0, formatted.length);
              } else {
                encoder.message(message);
              }
              texts.forEach(encoder::attribute);
              encoder.attribute("whole", whole);
              encoder.attribute("real", real);
              encoder.attribute("flag", flag);
              encoder.attribute("nothing", null);
              more.forEach(encoder::marker);
              more.forEach(encoder::contextStackEntry);
              encoder.trace("4bf92f3577b34da6a3ce929d0e0e4736", flag ? "00f067aa0ba902b7" : null);
              encoder.caller(
                  new StackTraceElement(
                      null, flag ? "java.base" : null, null, logger, message, null, severity - 3));
            }));
  }

  /** Bytes that are no UTF-8 are U+FFFD in the file, escaped, and come back as that character. */
  @Property(tries = 200)
  void anyBytesReturn(@ForAll @Size(max = 60) byte[] bytes) {
    for (Entry entry :
        List.of(
            Made.logged("shop", encoder -> encoder.formatted(bytes, 0, bytes.length)),
            new Entry.Bare(bare(), Made.NANOS, new Utf8(bytes, 0, bytes.length)))) {
      String line = Made.render(new JsonRenderer(), entry);
      assertThat(JSON.readTree(Made.render(new JsonRenderer(), read(line))))
          .isEqualTo(JSON.readTree(line));
    }
  }

  @Property(tries = 200)
  void anyTimeReturns(@ForAll long epochNanos) {
    assertThat(assertThatItReturns(new Entry.Left(Made.source("shop"), epochNanos)).epochNanos())
        .isEqualTo(epochNanos);
  }

  private static Source bare() {
    return new Source("10.1.2.3:77", new InetSocketAddress(address("10.1.2.3"), 77), 0, null);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static IllegalStateException failure() {
    IllegalStateException outer =
        new IllegalStateException("outer", new java.io.IOException(null, new Error("root")));
    outer.addSuppressed(new RuntimeException("aside", outer));
    return outer;
  }

  @Test
  void exceptionsReturn() {
    assertThatTextReturns(Made.thrown(failure()));
  }

  private static Throwable deep(int frames, int causes) {
    return frames > 0
        ? deep(frames - 1, causes)
        : new IllegalStateException("x".repeat(50), causes == 0 ? null : deep(causes, causes - 1));
  }

  /** What a sender has left out is not made good, and is told again. */
  @Test
  void shortenedExceptionsReturn() {
    for (int maxBytes : List.of(2048, 4096, 8192, 1 << 20)) {
      Entry entry =
          Made.logged(
              "shop",
              Severity.ERROR,
              "logger",
              maxBytes,
              encoder -> {
                encoder.message("failed");
                encoder.throwable(JavaTrace.of(deep(90, 70)), JavaTrace.ACCESS);
              });
      assertThat(Made.render(new JsonRenderer(), entry)).contains("\"causesLeftOut\"");
      assertThatTextReturns(entry);
    }
  }

  @Test
  void largeEventsReturn() {
    assertThatItReturns(
        Made.logged(
            "shop",
            encoder -> {
              encoder.message("m".repeat(500_000));
              encoder.attribute("a", "v".repeat(400_000));
            }));
  }

  @Test
  void noticesReturn() {
    DropCounts drops = new DropCounts();
    drops.add(DropCause.RING_FULL, Severity.TRACE, 900);
    drops.add(DropCause.ABANDONED, Severity.FATAL, 1);
    Source shop = Made.source("shop");
    Source six =
        new Source(
            "pay",
            new InetSocketAddress(address("2001:db8::1"), 65_535),
            1L << 63,
            new Resource("pay", "box", 1, "log4j2", 0));
    Source file = FileSink.source(Path.of("logs", "app log.1"));
    List<Entry> entries =
        List.of(
            new Entry.Joined(six, Made.NANOS),
            new Entry.Restarted(shop, Made.NANOS, Made.source("shop")),
            new Entry.Left(shop, Made.NANOS),
            new Entry.Vanished(shop, Made.NANOS),
            new Entry.Lost(shop, Made.NANOS, 37),
            new Entry.Dropped(shop, Made.NANOS, drops),
            new Entry.Unreadable(bare(), Made.NANOS, 12, "reason"),
            new Entry.Missing(file, Made.NANOS, 12, "No space left on device"),
            new Entry.Bare(bare(), Made.NANOS, Utf8.of("two\nlines")));
    for (Entry entry : entries) {
      assertThatTextReturns(entry);
      assertThat(read(Made.render(new JsonRenderer(), entry)).source()).isEqualTo(entry.source());
    }
  }

  /** Colours, columns and the order within a source go by identity. */
  @Test
  void linesOfASessionHaveOneSource() {
    String line = Made.render(new JsonRenderer(), Made.message("x"));
    assertThat(read(line).source()).isSameAs(read(line).source());
    assertThat(read(line.replace("0000000000abcdef", "1")).source())
        .isNotSameAs(read(line).source());
  }

  @Test
  void noNameIsLookedUp() {
    String line =
        Made.render(new JsonRenderer(), Made.message("x"))
            .replace("127.0.0.1:5000", "loghail.example.com:5000");
    Entry entry = read(line);
    assertThat(entry.source().address().isUnresolved()).isTrue();
    assertThat(Made.render(new JsonRenderer(), entry)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "null",
        "text",
        "{\"timestamp\":\"2026-11-23T14:03:21Z\",\"level\":\"INFO\",\"message\":\"x\"}",
        "{\"timestamp\":\"soon\",\"level\":\"INFO\",\"service\":\"a\",\"source\":\"b\"}",
        "{\"timestamp\":\"2026-11-23T14:03:21Z\",\"level\":\"LOUD\",\"service\":\"a\",\"source\":\"b\"}",
        "{\"timestamp\":\"2026-11-23T14:03:21Z\",\"type\":\"later\",\"service\":\"a\",\"source\":\"b\"}",
        "{\"timestamp\":\"2026-11-23T14:03:21Z\",\"type\":\"joined\",\"service\":\"a\",\"source\":\"b\"}",
        "{\"timestamp\":\"9999-11-23T14:03:21Z\",\"level\":\"INFO\",\"service\":\"a\",\"source\":\"b\"}",
        "{\"timestamp\":\"2026-11-23T14:03:21Z\",\"level\":\"INFO\",\"service\":\"a\",\"source\":\"b\"} x",
      })
  void whatIsNotOursIsNotRead(String line) {
    assertThat(read(line)).isNull();
  }

  /** Right as a whole and wrong in its parts: shown as far as it goes, and never an exception. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"message\":7,\"attributes\":[1],\"markers\":{},\"exception\":[],\"caller\":\"x\"",
        "\"message\":null,\"attributes\":{\"a\":{\"b\":[1]},\"\":[],\"big\":123456789012345678901}",
        "\"exception\":{\"frames\":[{},1],\"framesInCommon\":-1,\"cause\":{\"framesLeftOut\":1e9}}",
        "\"exception\":{\"framesInCommon\":2147483647,\"framesLeftOut\":9,\"framesLeftOutAt\":9}",
        "\"exception\":{\"causesLeftOut\":99999999999},\"sequence\":-1,\"originalSize\":-1",
        "\"traceId\":\"x\",\"spanId\":\"y\",\"session\":\"z\",\"pid\":\"a\",\"thread\":[]",
        "\"severity\":0,\"host\":7,\"framework\":null,\"source\":\"[::1%25\"",
      })
  void partsThatAreWrongAreLeftOut(String parts) {
    String line =
        "{\"timestamp\":\"2026-11-23T14:03:21Z\",\"level\":\"INFO\",\"service\":\"a\","
            + "\"source\":\"999.0.0.1:1\","
            + parts
            + "}";
    Entry entry = read(line);
    if (entry != null) {
      assertThatItReturns(entry);
      assertThat(text(entry)).contains(" a ");
    } else {
      assertThat(parts).as("a sequence that cannot be").contains("\"sequence\":-1");
    }
  }
}
