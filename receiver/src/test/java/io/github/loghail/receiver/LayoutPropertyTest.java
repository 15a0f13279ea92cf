package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever the names are and however narrow the terminal: columns fit, and the message is whole.
 */
class LayoutPropertyTest {

  /** At the least 20 columns, a continued line has 12 for what is on it. */
  private static final int VALUE_CHARACTERS = 3;

  record Said(String service, int severity, String logger, String message, List<String> values) {

    Entry entry() {
      return Made.at(
          Made.source(service),
          Made.NANOS,
          severity,
          logger,
          event -> {
            event.message(message);
            for (int i = 0; i < values.size(); i++) {
              event.attribute("k" + i, values.get(i));
            }
          });
    }
  }

  private static Arbitrary<String> text(int max) {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange('a', 'z').withChars(".$- ").ofMaxLength(max),
        Arbitraries.strings().withCharRange('\u4e00', '\u4eff').ofMaxLength(max),
        Arbitraries.of("\uD83D\uDE80", "e\u0301", "한글", "ab")
            .list()
            .ofMaxSize(max / 2)
            .map(parts -> String.join("", parts)));
  }

  @Provide
  static Arbitrary<List<Said>> session() {
    return Combinators.combine(
            text(30),
            Arbitraries.integers().between(0, Severity.MAX),
            text(60),
            text(200),
            text(VALUE_CHARACTERS).list().ofMaxSize(12))
        .as(Said::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static TextRenderer renderer(boolean colored, int columns, TimeColumn.Style time) {
    return new TextRenderer(
        new Layout(
            colored,
            false,
            TimeColumn.of(time, ZoneOffset.UTC, Made.NANOS),
            () -> columns,
            new StackSwitch(StackSwitch.Mode.APP),
            List.of(),
            null));
  }

  private static String render(TextRenderer renderer, List<Said> session) {
    return Made.render(renderer, session.stream().map(Said::entry).toArray(Entry[]::new));
  }

  @Property(tries = 500)
  void columnsFitAndTheMessageIsWhole(
      @ForAll("session") List<Said> session,
      @ForAll @IntRange(min = 20, max = 220) int columns,
      @ForAll TimeColumn.Style time) {
    TextRenderer renderer = renderer(false, columns, time);
    for (Said said : session) {
      List<String> lines = Made.render(renderer, said.entry()).lines().toList();
      String first = lines.get(0);
      int all = Width.of(Utf8.of(first));
      assertThat(first).contains(said.message());
      assertThat(all - Width.of(Utf8.of(said.message()))).as(first).isLessThanOrEqualTo(columns);
      if (!first.endsWith(said.message())) { // so there are details beside it
        assertThat(all).as(first).isLessThanOrEqualTo(columns);
      }
      assertThat(lines.subList(1, lines.size()))
          .allSatisfy(
              line -> assertThat(Width.of(Utf8.of(line))).as(line).isLessThanOrEqualTo(columns));
      String everything = String.join(" ", lines);
      for (int i = 0; i < said.values().size(); i++) {
        assertThat(everything).contains("k" + i + "=", said.values().get(i));
      }
    }
  }

  @Property(tries = 200)
  void colorChangesNothingElse(
      @ForAll("session") List<Said> session,
      @ForAll @IntRange(min = 0, max = 150) int columns,
      @ForAll TimeColumn.Style time) {
    String colored = render(renderer(true, columns, time), session);
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(render(renderer(false, columns, time), session));
  }
}
