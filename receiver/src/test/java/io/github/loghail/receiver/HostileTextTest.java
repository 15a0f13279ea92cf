package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a sender writes into whichever field: a terminal gets nothing to obey. */
class HostileTextTest {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String OWN_COLORS = "\u001b\\[(0|2|3[1-6]|1;31|38;5;\\d{1,3})m";

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "\u001b[2J",
            "\u009b31m",
            "\u0007",
            "\b",
            "\r",
            "\n",
            "\r\n",
            "\u0000",
            "\u007f",
            "\u202e",
            "\u2066",
            "\u061c",
            "\u200b",
            "\u200d",
            "\ufeff",
            "\u2028",
            "\u0085",
            "\ud800",
            "\udc00",
            "\ud83d\udc4d",
            "\"",
            "\\",
            "=",
            " ",
            "\t",
            ".",
            "$",
            "a",
            "é",
            "");
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(3))
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  private static Entry event(String a, String b, String c) {
    StackTraceElement frame = new StackTraceElement("l", a, "1", b + "x", c, a, 1);
    Throwable thrown = new IllegalStateException(c, new RuntimeException(a));
    thrown.addSuppressed(new Error(b));
    thrown.setStackTrace(new StackTraceElement[] {frame, frame});
    return Made.logged(
        a,
        Severity.ERROR,
        b,
        encoder -> {
          encoder.message(a);
          encoder.attribute(b, c);
          encoder.attribute(c, a);
          encoder.marker(c);
          encoder.contextStackEntry(b);
          encoder.caller(frame);
          encoder.throwable(JavaTrace.of(thrown), JavaTrace.ACCESS);
        });
  }

  static void checkVisible(String text) {
    assertThat(text).endsWith("\n");
    assertThat(text.replaceAll(OWN_COLORS, "").codePoints().filter(HostileTextTest::isObeyed))
        .isEmpty();
    assertThat(text).doesNotContainPattern("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]");
  }

  private static boolean isObeyed(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint != '\n' && codePoint != '\t';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  /** Each line begins with a time, or is indented below one that does. */
  static void checkLines(String text) {
    assertThat(text.replaceAll(OWN_COLORS, "").split("\n"))
        .allMatch(line -> line.startsWith("14:03:21.204 ") || line.startsWith(" ".repeat(13)));
  }

  @Property
  void aTerminalGetsNothingToObey(
      @ForAll("hostile") String a, @ForAll("hostile") String b, @ForAll("hostile") String c) {
    Renderer renderer = new TextRenderer(true, ZoneOffset.UTC);
    String text = Made.render(renderer, event(a, b, c));
    checkVisible(text);
    checkLines(text);
  }

  @Property
  void bareBytesOfAnyKindAreMadeVisible(@ForAll byte[] bytes) {
    Entry bare = new Entry.Bare(Made.source("bare"), Made.NANOS, new Utf8(bytes, 0, bytes.length));
    checkVisible(Made.render(new TextRenderer(true, ZoneOffset.UTC), bare));
    String json = Made.render(new JsonRenderer(), bare);
    checkVisible(json);
    String message = MAPPER.readTree(json).get("message").asString();
    String expected = new String(bytes, StandardCharsets.UTF_8);
    assertThat(oneReplacement(message)).isEqualTo(oneReplacement(expected));
  }

  /** How many stand for bytes that are no text is left open. */
  private static String oneReplacement(String text) {
    return text.replaceAll("\ufffd+", "\ufffd");
  }

  @Property
  void aProgramGetsWhatWasLogged(
      @ForAll("hostile") String a, @ForAll("hostile") String b, @ForAll("hostile") String c) {
    String line = Made.render(new JsonRenderer(), event(a, b, c));
    checkVisible(line);
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    JsonNode json = MAPPER.readTree(line);
    assertThat(json.get("message").asString()).isEqualTo(sent(a));
    assertThat(json.get("logger").asString()).isEqualTo(sent(b));
    assertThat(json.get("attributes").get(sent(c)).asString()).isEqualTo(sent(a));
    assertThat(json.get("exception").get("message").asString()).isEqualTo(sent(c));
    assertThat(json.get("exception").get("cause").get("message").asString()).isEqualTo(sent(a));
  }

  /** A lone surrogate has no UTF-8 form. */
  private static String sent(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
  }
}
