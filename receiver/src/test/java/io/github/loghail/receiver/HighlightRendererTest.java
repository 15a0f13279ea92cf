package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.loghail.wire.JavaTrace;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HighlightRendererTest {

  private static final Pattern SGR = Pattern.compile("\u001b\\[([0-9;]*)m");

  private static String render(Entry entry, String... options) {
    Renderer text = new TextRenderer(true, ZoneOffset.UTC);
    return Made.render(Filtering.highlighted(text, true, options), entry);
  }

  /** What a terminal would show in reverse video, piece by piece. */
  private static List<String> marked(String output) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    boolean isOn = false;
    Matcher sgr = SGR.matcher(output);
    int at = 0;
    while (sgr.find()) {
      piece.append(isOn ? output.substring(at, sgr.start()) : "");
      at = sgr.end();
      String code = sgr.group(1);
      boolean isNext = code.equals("7") || isOn && !code.equals("27") && !code.equals("0");
      if (isOn && !isNext && !output.startsWith("\u001b[7m", at) && piece.length() > 0) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      isOn = isNext;
    }
    assertThat(isOn).as("left on").isFalse();
    return pieces;
  }

  private static String visible(String output) {
    String visible = SGR.matcher(output).replaceAll("");
    assertThat(visible).as("a sequence was split").doesNotContain("\u001b");
    return visible;
  }

  @Test
  void marksMessageAttributesAndStackButNotTimeAndService() {
    Entry entry =
        Made.logged(
            "shop21",
            17,
            "com.acme.Gateway",
            event -> {
              event.message("took 21 ms\nof 21");
              event.attribute("order", 4721);
              event.throwable(JavaTrace.of(new Exception("21 times")), JavaTrace.ACCESS);
            });
    assertThat(marked(render(entry, "-H", "21"))).hasSizeGreaterThanOrEqualTo(4).containsOnly("21");
    assertThat(marked(render(entry, "-H", "Exception: 21", "-H", "order=4")))
        .containsExactly("order=4", "Exception: 21");
    assertThat(marked(render(entry, "-H", "took .*order")))
        .containsExactly("took 21 ms                     order");
    assertThat(marked(render(entry, "-H", "ook", "-H", "too"))).containsExactly("took");
    assertThat(marked(render(entry, "-H", "x*", "-H", "^")))
        .as("nothing to mark in an empty match")
        .allMatch("x"::equals);
  }

  @Test
  void marksWhatIsSeenOfEscapedText() {
    Entry entry = Made.message("a\u001b[31mred\u200bz \u00fcber");
    String output = render(entry, "-H", "31mred", "-H", "\\\\u200b", "-H", "\u00fc");
    assertThat(marked(output)).containsExactly("31mred\\u200b", "\u00fc");
  }

  @Test
  void doesNothingWithoutColorsOrPatterns() {
    Renderer text = new TextRenderer(false, ZoneOffset.UTC);
    assertThat(Filtering.highlighted(text, false, "-H", "a")).isSameAs(text);
    assertThat(Filtering.highlighted(text, true)).isSameAs(text);
    Renderer colored =
        Filtering.highlighted(new TextRenderer(true, ZoneOffset.UTC), true, "-H", "q");
    LineBuffer out = new LineBuffer();
    colored.idle(out);
    assertThat(out.toString()).isEqualTo("no data.\n");
  }

  /** Each match might look at all that follows it. */
  @Test
  void isBoundedOnALongLine() {
    Entry entry = Made.message("a".repeat(900_000) + "\u00e9");
    String output =
        assertTimeout(Duration.ofSeconds(20), () -> render(entry, "-H", "a.*b|a", "-H", "(a+)+b"));
    assertThat(visible(output)).contains("a".repeat(900_000) + "\u00e9\n");
  }

  @Test
  void neverSplitsACharacterWhereItStopsToLook() {
    for (int i = 0; i < 4; i++) {
      Entry entry = Made.message("a".repeat(8000 + i) + "\uD83D\uDE00".repeat(200));
      assertThat(visible(render(entry, "-H", "a+.*"))).doesNotContain("\uFFFD");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab 1=\"\n\t\u001b\u00e9\u4e2d\u202e\\").ofMaxLength(30);
  }

  @Property(tries = 1000)
  void changesNothingButMarks(
      @ForAll("texts") String message,
      @ForAll("texts") String value,
      @ForAll("regexes") String regex) {
    Entry entry =
        Made.logged(
            "shop",
            17,
            "Log",
            event -> {
              event.message(message);
              event.attribute("k", value);
            });
    String without = Made.render(new TextRenderer(true, ZoneOffset.UTC), entry);
    String with = render(entry, "-H", regex);
    assertThat(visible(with)).isEqualTo(visible(without));
    assertThat(with.replace("\u001b[7m", "").replace("\u001b[27m", "")).isEqualTo(without);
    marked(with);
  }

  @Provide
  Arbitrary<String> regexes() {
    return Arbitraries.of(
        "a", "b+", "[a1]", ".", ".*", "ERROR", "Log.*a", "k=", "\\\\u", "^", "$", "\u00e9");
  }
}
