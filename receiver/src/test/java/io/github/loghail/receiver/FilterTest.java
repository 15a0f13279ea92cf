package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class FilterTest {

  private static final Entry.Logged RICH = rich();

  private static Entry.Logged rich() {
    IllegalStateException thrown =
        new IllegalStateException("card declined", new SocketTimeoutException("read timed out"));
    thrown.addSuppressed(new IllegalArgumentException("closing failed"));
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.pay.Gateway", "charge", "Gateway.java", 88),
          new StackTraceElement("com.acme.pay.Till", "poke", null, -2)
        });
    return Made.logged(
        "pay",
        Severity.ERROR,
        "com.acme.pay.Gateway",
        event -> {
          event.message("Charge refused\nby the bank für Ada");
          event.attribute("order", 4711);
          event.attribute("user", "ada");
          event.attribute("user", "ada lovelace");
          event.attribute("ratio", 0.25);
          event.attribute("retry", true);
          event.attribute("coupon", null);
          event.attribute("millis", "750");
          event.marker("AUDIT");
          event.contextStackEntry("outermost");
          event.trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
          event.caller(new StackTraceElement("com.acme.pay.Desk", "open", "Desk.java", 5));
          event.throwable(JavaTrace.of(thrown), JavaTrace.ACCESS);
        });
  }

  private static boolean shows(Entry entry, String... arguments) {
    return Filtering.by(arguments).accepts(entry);
  }

  private static Entry.Logged of(int severity) {
    return Made.logged("shop", severity, "Log", event -> event.message("m"));
  }

  private static Entry.Bare bare(String text) {
    return new Entry.Bare(Made.source("127.0.0.1:5000"), Made.NANOS, Utf8.of(text));
  }

  @Test
  void withoutOptionsItShowsEverything() {
    Filter filter = Filtering.by();
    assertThat(filter.isOpen()).isTrue();
    assertThat(filter.accepts(of(1))).isTrue();
    assertThat(filter.describe()).isEmpty();
    assertThat(Filter.NONE.accepts(bare("x"))).isTrue();
    assertThat(Filter.NONE.describe()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "all, 1, 0",
    "trace, 1, 0",
    "TRACE2, 2, 1",
    "Debug, 5, 4",
    "info, 9, 8",
    "info, 0, 8",
    "warn, 13, 12",
    "WARNING, 13, 12",
    "warn4, 16, 15",
    "error, 17, 16",
    "fatal, 21, 20",
    "Fatal4, 24, 23",
  })
  void showsFromALevelUp(String level, int shown, int hidden) {
    assertThat(shows(of(shown), "-l", level)).isTrue();
    if (hidden > 0) {
      assertThat(shows(of(hidden), "-l", level)).isFalse();
    }
  }

  @Test
  void ofSeveralLevelsTheLastCounts() {
    assertThat(shows(of(Severity.INFO), "-l", "error", "--level", "info")).isTrue();
    assertThat(shows(of(Severity.INFO), "-l", "info", "--level", "error")).isFalse();
    assertThat(shows(of(Severity.MAX), "-l", "off")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "pay, true",
    "p*, true",
    "?ay, true",
    "*, true",
    "pa, false",
    "payment, false",
    "PAY, false",
    "'', false",
  })
  void showsAServiceByNameOrGlob(String glob, boolean isShown) {
    assertThat(shows(RICH, "-s", glob)).isEqualTo(isShown);
    assertThat(shows(RICH, "-S", glob)).isEqualTo(!isShown);
  }

  @Test
  void anyOfSeveralServicesAndNoneOfTheExcluded() {
    assertThat(shows(RICH, "-s", "shop", "-s", "pay")).isTrue();
    assertThat(shows(RICH, "-s", "shop", "-s", "mail")).isFalse();
    assertThat(shows(RICH, "-S", "shop", "-S", "pay")).isFalse();
    assertThat(shows(RICH, "-s", "*", "-S", "pay")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.pay.Gateway, true",
    "com.acme.pay, true",
    "com.acme.pay., true",
    "com, true",
    "*.Gateway, true",
    "*pay*, true",
    "com.*.pay, true",
    "com.acme.p, false",
    "com.acme.pay.Gate, false",
    "Gateway, false",
    "com.acme.pay.Gateway.X, false",
    "'', false",
  })
  void showsALoggerByPackageOrGlob(String name, boolean isShown) {
    assertThat(shows(RICH, "-L", name)).isEqualTo(isShown);
    assertThat(shows(RICH, "-L", "org", "-L", name)).isEqualTo(isShown);
  }

  @Test
  void aNestedClassIsBelowItsClass() {
    Entry nested = Made.logged("a", 9, "com.acme.Till$Drawer", event -> event.message(""));
    assertThat(shows(nested, "-L", "com.acme.Till")).isTrue();
    assertThat(shows(nested, "-L", "com.acme.Ti")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refused",
        "^Charge refused$",
        "^by the bank",
        "f.r Ada$",
        "(?i)CHARGE",
        "(?i)F\u00DCR",
        "^com\\.acme\\.pay\\.Gateway$",
        "^main$",
        "^order=4711$",
        "user=ada l",
        "^ratio=0.25$",
        "retry=true",
        "coupon=null",
        "^AUDIT$",
        "^outermost$",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "^00f067aa0ba902b7$",
        "Desk\\.java:5\\)",
        "^java.lang.IllegalStateException: card declined$",
        "^Caused by: java.net.SocketTimeoutException: read timed out$",
        "^Suppressed: java.lang.IllegalArgumentException: closing",
        "^at com.acme.pay.Gateway.charge\\(Gateway.java:88\\)$",
        "Till.poke\\(Native Method\\)",
        "nothing|bank",
        "nothing|b[a]nk",
      })
  void findsAPatternInTheWholeEvent(String regex) {
    assertThat(shows(RICH, "-i", regex)).isTrue();
    assertThat(shows(RICH, "-e", regex)).isFalse();
    assertThat(shows(RICH, "-i", "no such", "-i", regex)).as("any").isTrue();
    assertThat(shows(RICH, "-e", "no such", "-e", regex)).as("none").isFalse();
    assertThat(Filter.NONE.withInclude(regex).accepts(RICH)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Refused", "^refused", "pay$", "refused.by", "(?i)no such", "x|z", "q"})
  void findsNothingThatIsNotThere(String regex) {
    Entry entry = Made.logged("pay", 9, "Log", event -> event.message("Charge refused\nby him"));
    assertThat(shows(entry, "-i", regex)).isFalse();
    assertThat(shows(entry, "-e", regex)).isTrue();
    assertThat(Filter.NONE.withInclude(regex).accepts(entry)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "order=4711; true",
        "order=4711.0; true",
        "order=+4711; true",
        "order=47110; false",
        "order!=4711; false",
        "order!=4712; true",
        "order>4710; true",
        "order>4711; false",
        "order>=4711; true",
        "order<4711.5; true",
        "order<4711; false",
        "order<=4711; true",
        "order > 4710; true",
        "order~=^47; true",
        "order~=^7; false",
        "order>abc; false",
        "order<abc; true",
        "user=ada lovelace; true",
        "user=ada; false",
        "user~=LACE; false",
        "user~=(?i)LACE$; true",
        "user>ada; true",
        "user<adb; true",
        "ratio=0.25; true",
        "ratio=.25; false",
        "ratio>0.2; true",
        "ratio<0.2; false",
        "retry=true; true",
        "coupon=null; true",
        "millis>80; true",
        "millis<1000; true",
        "millis=750.00; true",
        "absent=1; false",
        "absent!=1; true",
        "absent>0; false",
        "absent<0; false",
        "absent~=.*; false",
        "level=ERROR; true",
        "level!=ERROR; false",
        "severity>=17; true",
        "message~=bank; true",
        "logger=com.acme.pay.Gateway; true",
        "thread=main; true",
        "traceId=4bf92f3577b34da6a3ce929d0e0e4736; true",
        "spanId=00f067aa0ba902b7; true",
        "host=box; true",
        "pid=4121; true",
        "framework=logback; true",
      })
  void comparesAField(String field, boolean isShown) {
    assertThat(shows(RICH, "-f", field)).isEqualTo(isShown);
    assertThat(shows(RICH, "-f", "order=4711", "-f", field)).as("all").isEqualTo(isShown);
    assertThat(shows(RICH, "-f", field, "-f", "order=1")).as("all").isFalse();
  }

  @Test
  void anAttributeComesBeforeAnEventsOwnPart() {
    Entry entry =
        Made.logged(
            "a",
            event -> {
              event.message("m");
              event.attribute("level", "sea");
            });
    assertThat(shows(entry, "-f", "level=sea")).isTrue();
    assertThat(shows(entry, "-f", "level=INFO")).isFalse();
  }

  @Test
  void allKindsMustHold() {
    String[] all = {
      "-l",
      "warn",
      "-s",
      "pay",
      "-S",
      "shop",
      "-L",
      "com.acme",
      "-f",
      "order=4711",
      "-i",
      "refused",
      "-e",
      "Healthcheck"
    };
    assertThat(shows(RICH, all)).isTrue();
    String[] others = {"fatal", "shop", "pay", "org", "order=1", "accepted", "bank"};
    for (int i = 0; i < others.length; i++) {
      String[] but = all.clone();
      but[2 * i + 1] = others[i];
      assertThat(shows(RICH, but)).as(List.of(but).toString()).isFalse();
    }
  }

  @Test
  void bareTextIsInfoOfNoLogger() {
    Entry bare = bare("plain <b>text</b>");
    assertThat(shows(bare, "-l", "info")).isTrue();
    assertThat(shows(bare, "-l", "warn")).isFalse();
    assertThat(shows(bare, "-s", "127.0.0.1:*")).isTrue();
    assertThat(shows(bare, "-L", "com")).isFalse();
    assertThat(shows(bare, "-L", "*")).isTrue();
    assertThat(shows(bare, "-i", "^plain")).isTrue();
    assertThat(shows(bare, "-e", "plain")).isFalse();
    assertThat(shows(bare, "-f", "message~=text")).isTrue();
    assertThat(shows(bare, "-f", "user=ada")).isFalse();
    assertThat(shows(bare, "-f", "level=INFO")).isFalse();
  }

  @Test
  void whatIsNotUtf8HidesNothingBehindIt() {
    byte[] latin1 = "f\u00FCr \u00FFtimeout \u00E9".getBytes(StandardCharsets.ISO_8859_1);
    Utf8 text = new Utf8(latin1, 0, latin1.length);
    Entry bare = new Entry.Bare(Made.source("a"), 0, text);
    assertThat(shows(bare, "-i", "f.r")).isTrue();
    assertThat(shows(bare, "-i", "(?i)TIMEOUT")).isTrue();
    assertThat(shows(bare, "-i", "t[i]meout .$")).isTrue();
    assertThat(shows(bare, "-f", "message~=t[i]meout")).isTrue();
  }

  @Test
  void noticesPassButForTheirService() {
    Source shop = Made.source("shop");
    List<Entry> notices =
        List.of(
            new Entry.Joined(shop, 0),
            new Entry.Restarted(shop, 0, shop),
            new Entry.Left(shop, 0),
            new Entry.Vanished(shop, 0),
            new Entry.Lost(shop, 0, 3),
            new Entry.Dropped(shop, 0, TestPackets.drops(DropCause.values()[0], 9, 5)),
            new Entry.Unreadable(shop, 0, 5, "why"));
    for (Entry notice : notices) {
      assertThat(shows(notice, "-l", "off", "-L", "x", "-i", "x", "-f", "x=y", "-e", "."))
          .as(notice.toString())
          .isTrue();
      assertThat(shows(notice, "-s", "shop")).isTrue();
      assertThat(shows(notice, "-s", "pay")).isFalse();
      assertThat(shows(notice, "-S", "s*")).isFalse();
      assertThat(Filter.NONE.withServiceHidden("shop", true).accepts(notice)).isFalse();
    }
  }

  @Test
  void changesLiveWhileTheRestStays() {
    Filter filter = Filtering.by("-S", "shop", "-i", "refused");
    Entry ofShop = Made.message("refused by the bank");
    assertThat(filter.withInclude("bank").accepts(RICH)).isTrue();
    assertThat(filter.withInclude("bench").accepts(RICH)).as("narrows").isFalse();
    assertThat(filter.withInclude("bench").withInclude(null).accepts(RICH)).isTrue();
    assertThat(filter.withInclude("bench").withInclude("").accepts(RICH)).isTrue();
    assertThat(filter.withLevel(Severity.FATAL).accepts(RICH)).isFalse();
    assertThat(filter.withLevel(Severity.FATAL).withLevel(0).accepts(RICH)).isTrue();
    Filter without = filter.withServiceHidden("pay", true);
    assertThat(without.accepts(RICH)).isFalse();
    assertThat(without.withLevel(5).withInclude("bank").accepts(RICH)).isFalse();
    assertThat(without.withServiceHidden("pay", false).accepts(RICH)).isTrue();
    assertThat(filter.accepts(RICH)).as("a copy was changed").isTrue();
    assertThat(filter.withServiceHidden("shop", false).accepts(ofShop)).isFalse();
    assertThatThrownBy(() -> filter.withInclude("a("))
        .isInstanceOf(BadFilterException.class)
        .hasMessage("--include 'a(' is not a pattern: missing closing )");
  }

  @Test
  void describesItselfInAFewWords() {
    Filter filter = Filtering.by("-l", "warn", "-i", "x");
    assertThat(filter.withServiceHidden("orders", true).describe())
        .isEqualTo("level>=WARN -orders include=/x/");
    assertThat(
            Filtering.by(
                    "-s",
                    "a",
                    "-s",
                    "b*",
                    "-S",
                    "c",
                    "-L",
                    "com.acme",
                    "-f",
                    "k>5",
                    "-i",
                    "one",
                    "-i",
                    "two",
                    "-e",
                    "three")
                .withInclude("four")
                .withLevel(18)
                .describe())
        .isEqualTo(
            "level>=ERROR2 service=a,b* -c logger=com.acme k>5 include=/one/ include=/two/"
                + " include=/four/ exclude=/three/");
    assertThat(Filter.NONE.withServiceHidden("\u001b[31mred", true).describe())
        .isEqualTo("-\\u001b[31mred");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-i; a(; --include 'a(' is not a pattern: missing closing )",
        "-e; [z-a]; --exclude '[z-a]' is not a pattern: invalid character class range in 'z-a'",
        "-i; (?=x); --include '(?=x)' is not a pattern: invalid or unsupported Perl syntax in '(?='",
        "-i; ((x{999}){999}){999}; --include '((x{999}){999}){999}' is not a pattern: repeats too much",
        "-f; x~=*; --field x~= '*' is not a pattern: missing argument to repetition operator",
        "-f; x; --field 'x' is not KEY=VALUE; also !=, ~= (a pattern), >, <, >=, <=",
        "-f; =3; --field '=3' has no key before =",
        "-f; !=3; --field '!=3' has no key before !=",
      })
  void saysInOneLineWhatIsWrong(String option, String value, String message) {
    assertThatThrownBy(() -> Filtering.by(option, value))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anUnknownLevelListsThePossibleOnes() {
    for (String level : List.of("loud", "", "17", "warn5", "info0", "2")) {
      assertThatThrownBy(() -> Filtering.by("-l", level))
          .isInstanceOf(ParameterException.class)
          .hasMessageStartingWith("--level '" + level + "' is none of all, trace, debug, info,");
    }
  }

  @Test
  void aPatternIsNeverEchoedRawNorAtLength() {
    assertThatThrownBy(() -> Filtering.by("-i", "\u001b[2J(" + "a".repeat(10_000)))
        .hasMessageStartingWith("--include '\\u001b[2J(aaa")
        .hasMessageEndingWith("...' is not a pattern: longer than 4096 characters")
        .hasMessageNotContaining("\u001b");
    String deep = "(".repeat(2000) + ")".repeat(2000);
    assertThatThrownBy(() -> Filtering.by("-i", deep + "+".repeat(5))).hasMessageContaining("'");
  }

  /** Each of these takes a backtracking engine longer than anybody waits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$x",
        "(a|aa)+$x",
        "(a|a?)+b$",
        "(.*a){20}b",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(?i)(a*)*q",
        "(x+x+)+y",
      })
  void takesTimeLinearInTheText(String regex) {
    Entry entry = Made.logged("a", event -> event.message("a".repeat(50_000) + "x".repeat(50_000)));
    Filter filter = Filtering.by("-i", regex);
    assertThat(assertTimeout(Duration.ofSeconds(20), () -> filter.accepts(entry))).isFalse();
  }

  @Test
  void aHundredThousandServicesTakeNoRoom() {
    Filter filter = Filtering.by("-S", "*9");
    long shown = 0;
    for (int i = 0; i < 100_000; i++) {
      Source source = new Source("service " + i, null, i, null);
      shown += filter.accepts(new Entry.Joined(source, 0)) ? 1 : 0;
    }
    assertThat(shown).isEqualTo(90_000);
  }
}
