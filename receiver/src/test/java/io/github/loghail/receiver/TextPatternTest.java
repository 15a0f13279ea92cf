package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.github.loghail.wire.Utf8;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is faster or safer than RE2/J must still answer as it does. */
class TextPatternTest {

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("abkKsS|.\\\u00E9\u212A ").ofMaxLength(6);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abkKsS|.\\\u00E9\u212A\u017F \n").ofMaxLength(30);
  }

  /** What the library makes of it, or null where it is no pattern. */
  private static Pattern re2(String regex) {
    try {
      return Pattern.compile(regex, Pattern.MULTILINE);
    } catch (RuntimeException e) {
      return null;
    }
  }

  @Property(tries = 5000)
  void wordsAreFoundWhereRe2FindsThem(
      @ForAll("words") String words, @ForAll boolean ignoresCase, @ForAll("texts") String text) {
    String regex = (ignoresCase ? "(?i)" : "") + words;
    Pattern re2 = re2(regex);
    if (re2 == null) {
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertThat(TextPattern.of("-i", regex).isIn(utf8)).isEqualTo(re2.matcher(utf8).find());
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
            "a",
            "b",
            "k",
            "S",
            "ab",
            "\u00E9",
            "\uD83D\uDE80",
            ".",
            "^",
            "$",
            "*",
            "+",
            "?",
            "*?",
            "{2}",
            "{0,1}",
            "{0,}",
            "{1,3}",
            "{",
            "|",
            "\\.",
            "\\b",
            "\\B",
            "\\A",
            "\\z",
            "\\d",
            "\\W",
            "\\s",
            "\\S",
            "\\x61",
            "\\pL",
            "\\141",
            "\\-",
            "\\n",
            "[ab]",
            "[^]a]",
            "[a\\]b-]",
            "[^\\w.]",
            "[\\Da]",
            "[A-k]",
            "[\u00E9]",
            "[[:alpha:]]",
            "(",
            ")",
            ")",
            "(?:",
            "(?i)",
            "(?P<x>",
            "(?s:",
            "(\\(|[(])",
            "(a|)*",
            "\\Qa.b\\E",
            "]",
            "}",
            "\n")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.of(
            "a",
            "b",
            "k",
            "S",
            "s",
            "K",
            "\u00E9",
            "\uD83D\uDE80",
            ".",
            "_",
            "7",
            " ",
            "\n",
            "(",
            "]",
            "-",
            "{",
            "\u212A",
            "\u017F",
            "\u0000",
            "\u007F",
            "\u0080",
            "\uFFFF")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 30_000)
  void patternsMatchWhereRe2SaysSo(
      @ForAll("patterns") String parts, @ForAll boolean ignoresCase, @ForAll("lines") String text) {
    String regex = (ignoresCase ? "(?i)" : "") + parts;
    Pattern re2 = re2(regex);
    if (re2 == null) {
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertThat(TextPattern.of("-i", regex).isIn(utf8))
        .as("%s in %s", regex, text)
        .isEqualTo(re2.matcher(text).find());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout|refused",
        "(?i)get /[^ ]+\\.html\\b",
        "^\\[main] .*Exception$",
        "took \\d{3,} ms",
        "(?P<a>x|\u00E9)*z"
      })
  void usualPatternsNeedNoLibraryToMatch(String regex) {
    assertThat(LazyAutomaton.of(regex)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?s)a",
        "\\x61",
        "\\Qa+\\E",
        "[[:alpha:]]",
        "a(?i)b",
        "(?i)\u00E9",
        "\\pL",
        "[\u00E9]",
        "a{1001}{2}",
        "(a{50}){50}"
      })
  void othersAreLeftToTheLibrary(String regex) {
    assertThat(LazyAutomaton.of(regex)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'\\B', a\u00E9a, false",
    "'\\B', \u00E9a, true",
    "'\\d{02}:', 12:, false",
    "'\\d{02}:', '1{02}:', true",
    "'x{00}', y, false",
    "\uD83D, ?, false",
  })
  void theseWereWrongOnce(String regex, String text, boolean isIn) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Pattern.compile(regex, Pattern.MULTILINE).matcher(text).find()).isEqualTo(isIn);
    assertThat(TextPattern.of("-i", regex).isIn(utf8)).isEqualTo(isIn);
  }

  private static byte[] letters(Random random, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
    }
    return text;
  }

  /** There are 4,096 sets of states of this one; it meets them slowly. */
  @Test
  void forgetsItsStatesWhenThereAreTooMany() {
    LazyAutomaton automaton = LazyAutomaton.of("a[ab]{12}c");
    Random random = new Random(4);
    byte[] same = "b".repeat(1000).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2000; i++) {
      assertThat(automaton.isIn(same)).isEqualTo(LazyAutomaton.Answer.NO);
      assertThat(automaton.isIn(letters(random, 14))).isEqualTo(LazyAutomaton.Answer.NO);
      assertThat(automaton.states()).isLessThanOrEqualTo(LazyAutomaton.MAX_STATES);
    }
    assertThat(automaton.isIn("abbbbbbbbbbbbc".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(LazyAutomaton.Answer.YES);
  }

  /** Where nearly every byte needs a new one, RE2/J is faster. */
  @Test
  void givesUpWhereStatesAreOnlyFound() {
    LazyAutomaton automaton = LazyAutomaton.of("a[ab]{40}c");
    byte[] text = letters(new Random(4), 100_000);
    assertThat(automaton.isIn(text)).isEqualTo(LazyAutomaton.Answer.UNKNOWN);
    assertThat(automaton.states()).isLessThanOrEqualTo(LazyAutomaton.MAX_STATES);
    TextPattern pattern = TextPattern.of("-i", "a[ab]{40}c");
    assertThat(pattern.isIn(text)).isFalse();
    text[text.length - 1] = 'c';
    text[text.length - 42] = 'a';
    assertThat(pattern.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a{1000}; false",
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}; false",
        "(a{100}){39}; false",
        "(a{100}){41}; true",
        "((a{30}){30}){30}; true",
        "(a{100}|b{1000,}){10}; true",
        "((((a{100}){100}){100}){100}; true",
        "[({]{1000}; false",
        "\\({1000}; false",
        "a{,1000}{x}{; false",
        "(?:(?:x{5}y{5}){5}){5}; false",
      })
  void whatRepeatsTooMuchIsTold(String regex, boolean isTooLarge) {
    assertThat(PatternSize.isTooLarge(regex)).isEqualTo(isTooLarge);
  }

  @Provide
  Arbitrary<String> counted() {
    return Arbitraries.of(
            "a", "b", "(", ")", "|", "{2}", "{3}", "{2,7}", "{1,}", "[({]", "\\(", "*")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  /** RE2/J's own count of instructions is never much above ours. */
  @Property(tries = 3000)
  void theSizeIsABoundFromAbove(@ForAll("counted") String regex) {
    int instructions;
    try {
      instructions = Pattern.compile(regex).programSize();
    } catch (RuntimeException e) {
      return;
    }
    if (instructions > 4 * 4000) {
      assertThat(PatternSize.isTooLarge(regex)).as(instructions + " of " + regex).isTrue();
    }
  }

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.strings().withChars("ab*?\u00E9.").ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab\u00E9\u20AC.").ofMaxLength(10);
  }

  @Property(tries = 5000)
  void aGlobIsThePatternItStandsFor(@ForAll("globs") String glob, @ForAll("names") String name) {
    String regex = glob.replace(".", "\\.").replace("*", ".*").replace("?", ".");
    assertThat(new NameGlob(glob).matches(Utf8.of(name))).isEqualTo(name.matches(regex));
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.strings().withChars("0123456789.-+").ofMinLength(1).ofMaxLength(21);
  }

  @Property(tries = 5000)
  void numbersAreInTheirOrder(@ForAll("numbers") String one, @ForAll("numbers") String other) {
    Decimal first = Decimal.parse(Utf8.of(one));
    Decimal second = Decimal.parse(Utf8.of(other));
    if (first == null || second == null) {
      return;
    }
    int order = new BigDecimal(one).compareTo(new BigDecimal(other));
    boolean isExact = first.isWhole() && second.isWhole();
    int expected =
        isExact ? order : Double.compare(new BigDecimal(one).doubleValue(), asDouble(other));
    assertThat(first.order(second)).isEqualTo(expected);
  }

  private static double asDouble(String text) {
    return new BigDecimal(text).doubleValue();
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, true",
    "9223372036854775808, false",
    "-9223372036854775807, true",
    "1e5, false",
    "1., false",
    ".5, false",
    "-, false",
    "1.2.3, false",
    "0x1, false",
    "'', false",
    "'1 ', false",
    "+0.50, true",
  })
  void aNumberIsDigitsAndAPoint(String text, boolean isNumber) {
    assertThat(Decimal.parse(Utf8.of(text)) != null).isEqualTo(isNumber);
  }

  /** A fuzzer found it: RE2/J 1.8 would compile these for ever. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)\u1c80",
        "(?i)[\u1c88]",
        "(?i)[\u0100-\uffff]",
        "x(?si:[\\x{100}-\\x{10ffff}])",
        "(?i)\\x{1C85}",
        "(?i)[a-\uD83D\uDE80]"
      })
  void anEndlessPatternIsRefused(String regex) {
    assertThatThrownBy(() -> TextPattern.of("-i", regex))
        .isInstanceOf(BadFilterException.class)
        .hasMessageContaining("ignores the case of U+1C80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\u0100-\uffff]",
        "\u1c80",
        "(?i)[\u0430-\u044f]",
        "(?i)a-z",
        "(?i)[^a]",
        "(?i)\uD83D\uDE80-x",
        "(?i)\\pL\\d\\x41-"
      })
  void othersAreNot(String regex) {
    assertThat(TextPattern.of("-i", regex).isIn(Utf8.of(""))).isFalse();
  }
}
