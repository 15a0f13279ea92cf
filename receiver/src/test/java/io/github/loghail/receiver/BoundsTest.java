package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.KeyMask;
import io.github.loghail.wire.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers can fill: one below its limit, at it, and one beyond. SECURITY.md lists them. */
class BoundsTest {

  /** A table that grows by one with each number it is fed. */
  private record Table(String name, int limit, Object owner, String field, Consumer<Integer> feed) {
    int size() throws ReflectiveOperationException {
      Field declared = owner.getClass().getDeclaredField(field);
      declared.setAccessible(true);
      Object value = declared.get(owner);
      return value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Table> tables() {
    Tally tally = new Tally();
    LiveCounts live = new LiveCounts();
    ServiceColumn column = new ServiceColumn(new Palette(true));
    AppFrames frames = new AppFrames(List.of());
    LoggerColumn loggers = new LoggerColumn();
    JsonRenderer json = new JsonRenderer();
    ClockWatch clocks = new ClockWatch();
    Masking masking = new Masking(KeyMask.of(""), List.of());
    BareSources bare = new BareSources(entry -> {});
    LineBuffer out = new LineBuffer();
    return Stream.of(
        // All beyond are one more row, "others".
        new Table(
            "services counted", Tally.MAX_SERVICES + 1, tally, "rows", i -> tally.count(of(i))),
        new Table(
            "services on the status line",
            LiveCounts.MAX_SERVICES,
            live,
            "services",
            i -> live.accept(of(i))),
        new Table(
            "colors", ServiceColumn.MAX_SERVICES, column, "cells", i -> column.color("s" + i)),
        new Table(
            "packages",
            AppFrames.MAX_SERVICES,
            frames,
            "found",
            i -> frames.learn("s" + i, of(i).event())),
        new Table(
            "loggers",
            LoggerColumn.MAX_NAMES,
            loggers,
            "namesByLastPart",
            i -> loggers.put(Utf8.of("a.b" + i), cleared(out))),
        new Table(
            "sources as JSON",
            JsonRenderer.MAX_SOURCES,
            json,
            "sources",
            i -> json.render(of(i), cleared(out))),
        new Table(
            "clocks",
            ClockWatch.MAX_SESSIONS,
            clocks,
            "rows",
            i -> clocks.look(List.of(of(i)), i, entry -> {})),
        new Table(
            "keys", Masking.MAX_KEYS, masking, "verdicts", i -> masking.apply(withKey("key" + i))),
        new Table("bare sources", Limits.BARE_SOURCES, bare, "rows", i -> bare.source(address(i))));
  }

  private static LineBuffer cleared(LineBuffer out) {
    out.clear();
    return out;
  }

  private static Entry.Logged of(int number) {
    return new Entry.Logged(Made.source("s" + number), EVENT);
  }

  private static final io.github.loghail.wire.Event EVENT = Made.message("m").event();

  private static Entry.Logged withKey(String key) {
    return Made.logged("shop", encoder -> encoder.attribute(key, 1));
  }

  private static InetSocketAddress address(int number) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1 + number);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableKeepsWithinItsLimit(Table table) throws ReflectiveOperationException {
    for (int i = 0; i < table.limit - 1; i++) {
      table.feed.accept(i);
    }
    assertThat(table.size()).as("one below").isEqualTo(table.limit - 1);
    table.feed.accept(table.limit - 1);
    assertThat(table.size()).as("at it").isEqualTo(table.limit);
    table.feed.accept(table.limit);
    assertThat(table.size()).as("one beyond").isBetween(1, table.limit);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(longs = {Limits.HELD_BYTES, Limits.JOINED_BYTES})
  void bytesAreSharedUpToTheLimit(long limit) {
    ByteBudget budget = new ByteBudget(limit);
    assertThat(budget.reserve(limit - 1)).as("one below").isTrue();
    assertThat(budget.reserve(1)).as("at it").isTrue();
    assertThat(budget.reserve(1)).as("one beyond").isFalse();
    assertThat(budget.used()).isEqualTo(limit);
  }

  @Test
  void asManySessionsAsTheLimitAreKnown() {
    Sessions sessions =
        new Sessions(
            new SessionContext(
                entry -> {},
                time -> time,
                new Window(1 << 20),
                new ByteBudget(Limits.HELD_BYTES),
                new ByteBudget(Limits.JOINED_BYTES),
                -1,
                TestPackets.START_NANOS,
                new AtomicLong()),
            Limits.SESSIONS);
    for (int i = 0; i < Limits.SESSIONS - 1; i++) {
      assertThat(twice(sessions, i)).isNull();
    }
    assertThat(sessions.size()).isEqualTo(Limits.SESSIONS - 1);
    assertThat(twice(sessions, Limits.SESSIONS)).as("the last").isNull();
    assertThat(twice(sessions, Limits.SESSIONS + 1)).as("one too many").contains("1024 live");
    assertThat(sessions.size()).isEqualTo(Limits.SESSIONS);
  }

  private static String twice(Sessions sessions, int session) {
    Datagram.Native heartbeat = TestPackets.of(session).heartbeat(0, 0, 0);
    sessions.receive(heartbeat, 100, address(session), (bytes, length, to) -> {}, 0);
    return sessions.receive(heartbeat, 100, address(session), (bytes, length, to) -> {}, 0);
  }

  @Test
  void theTailKeepsAsManyBytesAsItsLimit() {
    for (int more = -1; more <= 1; more++) {
      List<Entry> shown = new ArrayList<>();
      TailFilter tail = new TailFilter(100, shown::add);
      tail.hideBefore(10, -1);
      tail.accept(Made.message("first"), 0, Limits.TAIL_BYTES - 100);
      tail.accept(Made.message("second"), 1, 100 + more);
      tail.flush();
      assertThat(Show.texts(shown))
          .isEqualTo(more <= 0 ? List.of("first", "second") : List.of("second"));
    }
  }

  @Test
  void whatWaitsWhilePausedKeepsWithinItsLimit() {
    for (int more = -1; more <= 1; more++) {
      Waiting waiting = new Waiting(Waiting.MAX_BYTES);
      waiting.add(new byte[Waiting.MAX_BYTES - 100], 3);
      waiting.add(new byte[100 + more], 1);
      assertThat(waiting.takeSkipped()).isEqualTo(more <= 0 ? 0 : 3);
    }
  }

  @Test
  void aPatternIsAsLongAsItsLimit() {
    for (int length = TextPattern.MAX_CHARS - 1; length <= TextPattern.MAX_CHARS; length++) {
      assertThat(TextPattern.of("-i", "x".repeat(length)).isIn(Utf8.of("x"))).isFalse();
    }
    assertThatThrownBy(() -> TextPattern.of("-i", "x".repeat(TextPattern.MAX_CHARS + 1)))
        .hasMessageContaining("longer than 4096 characters");
  }

  @Test
  void jsonIsAsDeepAsItsLimit() {
    for (int more = -1; more <= 1; more++) {
      int lists = JsonObject.MAX_DEPTH + more - 1;
      String json = "{\"a\":" + "[".repeat(lists) + "]".repeat(lists) + "}";
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      assertThat(JsonObject.parse(bytes, bytes.length) != null).isEqualTo(more <= 0);
    }
  }

  @Test
  void aLineIsAsLongAsItsLimit() throws IOException {
    for (int more = -1; more <= 1; more++) {
      byte[] text = new byte[LogFile.MAX_LINE_BYTES + more];
      try (LineInput in =
          new LineInput(new ByteArrayInputStream(text), LogFile.MAX_LINE_BYTES, () -> {})) {
        assertThat(in.next()).isTrue();
        assertThat(in.isTooLong()).isEqualTo(more > 0);
        assertThat(in.length()).isEqualTo(LogFile.MAX_LINE_BYTES + Math.min(0, more));
      }
    }
  }

  /** The widths are the screen's; the names behind them are anybody's. */
  @Test
  void aNameOfAnyLengthTakesItsColumns() {
    for (int length = 21; length <= 23; length++) {
      String line =
          Made.render(
              new TextRenderer(false, ZoneOffset.UTC),
              Made.logged("s".repeat(length), encoder -> encoder.message("m")));
      assertThat(line.indexOf(" INFO")).isEqualTo(13 + Math.min(length, 22));
    }
  }
}
