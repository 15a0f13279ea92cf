package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.KeyMask;
import io.github.loghail.wire.Utf8;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MaskingTest {

  private static Masking masking(String keys, String... patterns) {
    return new Masking(
        KeyMask.of(keys),
        Stream.of(patterns).map(re -> TextPattern.of("--mask-pattern", re)).toList());
  }

  private static String json(Entry entry) {
    return Made.render(new JsonRenderer(), entry);
  }

  private static String text(Entry... entries) {
    return Made.render(new TextRenderer(false, ZoneOffset.UTC), entries);
  }

  private static Entry.Logged withAttributes(String... keysAndValues) {
    return Made.logged(
        "shop",
        encoder -> {
          encoder.message("m");
          for (int i = 0; i < keysAndValues.length; i += 2) {
            encoder.attribute(keysAndValues[i], keysAndValues[i + 1]);
          }
        });
  }

  @Test
  void hidesValuesByTheirKeys() {
    Entry entry =
        masking("").apply(withAttributes("user", "ada", "Password", "s1", "api_token", "s2"));
    assertThat(text(entry)).contains("user=ada Password=*** api_token=***").doesNotContain("s1");
    assertThat(json(entry)).contains("\"user\":\"ada\"").doesNotContain("s1", "s2");
  }

  @Test
  void leavesAloneWhatHasNoSecret() {
    Entry entry = withAttributes("user", "ada");
    assertThat(masking("").apply(entry)).isSameAs(entry);
    Entry plain = Made.message("m");
    assertThat(masking("").apply(plain)).isSameAs(plain);
    Entry secret = withAttributes("password", "s1");
    assertThat(Masking.NONE.apply(secret)).isSameAs(secret);
  }

  @Test
  void aVerdictIsNotCarriedOverToOtherAttributes() {
    Masking masking = masking("");
    List<String> shown = new ArrayList<>();
    for (String key : List.of("user", "secret", "user", "secret")) {
      shown.add(text(masking.apply(withAttributes(key, "v"))).strip());
    }
    assertThat(shown.get(0)).endsWith("user=v").isEqualTo(shown.get(2));
    assertThat(shown.get(1)).endsWith("secret=***").isEqualTo(shown.get(3));
  }

  /** The renderer keeps the last attributes; it must not take masked ones for those unmasked. */
  @Test
  void whatIsRenderedOnceIsNotTakenForTheOther() {
    Entry entry = withAttributes("secret", "v");
    Entry masked = masking("").apply(entry);
    assertThat(text(entry, masked, entry, masked))
        .matches("(?s).*secret=v\\n.*secret=\\*\\*\\*\\n.*secret=v\\n.*secret=\\*\\*\\*\\n");
  }

  @Test
  void aPatternHidesInEveryText() {
    Throwable thrown = new IllegalStateException("card 4111-1", new RuntimeException("4111-2"));
    thrown.addSuppressed(new Error("4111-3"));
    Entry entry =
        masking("none", "4111-\\d")
            .apply(
                Made.logged(
                    "shop",
                    encoder -> {
                      encoder.message("paid by 4111-4, 4111-5\nand 4111-6 é");
                      encoder.attribute("card", "x4111-7x");
                      encoder.attribute("amount", 4111);
                      encoder.contextStackEntry("4111-8");
                      encoder.throwable(JavaTrace.of(thrown), JavaTrace.ACCESS);
                    }));
    for (String shown : List.of(text(entry), json(entry))) {
      assertThat(shown).contains("paid by ***, ***", "and *** é", "x***x", "card ***");
      assertThat(shown).contains("4111").doesNotContain("4111-");
    }
    Entry bare = new Entry.Bare(Made.source("nc"), Made.NANOS, Utf8.of("card 4111-9!"));
    assertThat(text(masking("none", "4111-\\d").apply(bare))).contains("card ***!");
  }

  @Test
  void aPatternMayStandAtBeginningsAndBetweenWords() {
    Entry entry = masking("none", "^é+|[0-9]*x|\\b").apply(Made.message("éé 12x é\nédon't 3x\né"));
    assertThat(text(entry)).contains("*** *** é").contains("| ***don't ***").endsWith("| ***\n");
  }

  @Test
  void behindManyMatchesAllIsHidden() {
    for (int more = -1; more <= 1; more++) {
      int matches = TextPattern.MAX_REPLACED + more;
      String message = "x ".repeat(matches) + "end";
      Entry.Logged entry = (Entry.Logged) masking("none", "x").apply(Made.message(message));
      String masked = "*** ".repeat(Math.min(matches, TextPattern.MAX_REPLACED));
      assertThat(entry.event().message().toString())
          .isEqualTo(more <= 0 ? masked + "end" : masked + "***");
    }
  }

  @Test
  void whatCannotBeMaskedIsNotShown() {
    CollectingSink sink = new CollectingSink();
    List<String> warnings = new ArrayList<>();
    SinkSet sinks = new SinkSet(List.of(sink), masking(""), warnings::add);
    sinks.accept(new Entry.Logged(Made.source("shop"), null));
    sinks.accept(Made.message("fine"));
    assertThat(sink.texts()).containsExactly("fine");
    assertThat(warnings).hasSize(1);
  }
}
