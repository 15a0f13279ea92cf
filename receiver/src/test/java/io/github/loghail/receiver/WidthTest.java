package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Utf8;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "plain ASCII ~, 13",
    "größe, 5",
    "漢字, 4",
    "한글, 4",
    "ｆｕｌｌ, 8",
    "ﾊﾝｶｸ, 4",
    "e\u0301, 1",
    "\uD83D\uDE80, 2",
    "\uD83D\uDC4D\uD83C\uDFFD, 2",
    "\uD83C\uDDE9\uD83C\uDDEA, 2",
    "\uD83C\uDDE9\uD83C\uDDEA\uD83C\uDDEB\uD83C\uDDF7, 4",
    "\uD840\uDC00, 2",
    "…─│, 3",
    "'a\tb', 10"
  })
  void countsColumns(String text, int columns) {
    assertThat(Width.of(Utf8.of(text))).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "漢字, 4, 漢字",
    "漢字, 3, 漢",
    "漢字, 1, ''",
    "ae\u0301x, 2, ae\u0301",
    "a\uD83D\uDE80, 2, a",
    "\uD83D\uDC4D\uD83C\uDFFDx, 2, \uD83D\uDC4D\uD83C\uDFFD",
    "\uD83C\uDDE9\uD83C\uDDEAx, 2, \uD83C\uDDE9\uD83C\uDDEA",
    "abc, 0, ''"
  })
  void cutsBetweenWholeCharacters(String text, int columns, String fitting) {
    assertThat(Width.fitted(Utf8.of(text), columns)).hasToString(fitting);
  }

  @Property
  void whatFitsIsTheLongestThatDoes(@ForAll String text, @ForAll @IntRange(max = 30) int columns) {
    LineBuffer visible = new LineBuffer();
    Escaper.text(Utf8.of(text), visible);
    Utf8 all = visible.from(0);
    Utf8 fitted = Width.fitted(all, columns);
    assertThat(Width.of(fitted)).isLessThanOrEqualTo(columns);
    assertThat(fitted.toString())
        .isEqualTo(all.toString().substring(0, fitted.toString().length()));
    if (fitted.length() < all.length()) {
      int next = CodePoints.at(all.bytes(), fitted.length(), all.length());
      Utf8 more = new Utf8(all.bytes(), 0, fitted.length() + CodePoints.bytes(next));
      assertThat(Width.of(more)).isGreaterThan(columns);
    }
  }

  @Property
  void bytesThatAreNoUtf8TakeAColumn(@ForAll byte[] bytes) {
    Utf8 all = new Utf8(bytes, 0, bytes.length);
    assertThat(Width.fit(all, Integer.MAX_VALUE)).isEqualTo(bytes.length);
    assertThat(Width.of(all)).isBetween(0, 8 * bytes.length);
  }
}
