package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EscaperTest {

  private static String text(Utf8 text) {
    LineBuffer out = new LineBuffer();
    Escaper.text(text, out);
    return strictly(out.toByteArray());
  }

  private static String json(Utf8 text) {
    LineBuffer out = new LineBuffer();
    Escaper.json(text, out);
    return strictly(out.toByteArray());
  }

  private static String strictly(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("not UTF-8", e);
    }
  }

  /** kubectl CVE-2021-25743, Tomcat CVE-2025-55754, tracing-subscriber CVE-2025-58160. */
  @Property(tries = 2000)
  void whateverTheBytesNothingHiddenGetsThrough(@ForAll byte[] bytes) {
    Utf8 any = new Utf8(bytes, 0, bytes.length);
    assertThat(text(any).chars()).allMatch(c -> c == '\t' || !Escaper.isHidden(c));
    assertThat(json(any).chars()).noneMatch(Escaper::isHidden);
  }

  @Property(tries = 2000)
  void whateverTheTextNothingHiddenGetsThrough(@ForAll String any) {
    assertThat(text(Utf8.of(any)).codePoints()).allMatch(c -> c == '\t' || !Escaper.isHidden(c));
  }

  /** Written out once more, so that the list itself is held. */
  @Test
  void hidesNoControlDirectionOrWidth() {
    for (int c = 0; c <= 0xFFFF; c++) {
      boolean isDangerous =
          c < ' ' && c != '\t'
              || c >= 0x7F && c <= 0x9F
              || c == 0x061C
              || c >= 0x200B && c <= 0x200F
              || c >= 0x2028 && c <= 0x202E
              || c >= 0x2060 && c <= 0x2069
              || c == 0xFEFF;
      if (isDangerous) {
        String escaped = String.format("\\u%04x", c);
        assertThat(text(Utf8.of("a" + (char) c + "b"))).isEqualTo("a" + escaped + "b");
        if (c != '\n') {
          assertThat(json(Utf8.of("a" + (char) c + "b"))).isEqualTo("a" + escaped + "b");
        }
      }
    }
  }

  static Stream<Arguments> hidden() {
    return Stream.of(
        Arguments.of("\u001b[31mred", "\\u001b[31mred"),
        Arguments.of("a\u0000b", "a\\u0000b"),
        Arguments.of("a\u007fb", "a\\u007fb"),
        Arguments.of("a\u009bb", "a\\u009bb"),
        Arguments.of("a\u202eb", "a\\u202eb"),
        Arguments.of("a\u200bb", "a\\u200bb"),
        Arguments.of("a\ufeffb", "a\\ufeffb"),
        Arguments.of("a\nb", "a\\u000ab"),
        Arguments.of("a\tb", "a\tb"),
        Arguments.of("größe 漢字 \uD83D\uDE80", "größe 漢字 \uD83D\uDE80"));
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void makesVisibleWhatATerminalObeysOrHides(String raw, String visible) {
    assertThat(text(Utf8.of(raw))).isEqualTo(visible);
  }

  @ParameterizedTest
  @CsvSource({"c0 80", "ed a0 80", "f5 80 80 80", "e2 82", "80", "ff"})
  void showsBytesThatAreNoText(String hex) {
    String[] pairs = hex.split(" ");
    byte[] bytes = new byte[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      bytes[i] = (byte) Integer.parseInt(pairs[i], 16);
    }
    assertThat(text(new Utf8(bytes, 0, bytes.length))).isEqualTo("\\x" + String.join("\\x", pairs));
  }

  /** By Unicode's own tables, not by ours. */
  @Test
  void escapesWhatUnicodeCallsControlFormatOrSeparator() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c != '\t' && isUnseen(c)) {
        assertThat(Escaper.isHidden(c)).as("U+%04X", c).isTrue();
      }
    }
    int[] blank = {0x034F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x3164, 0xFFA0, 0xE0100, 0xE01EF};
    assertThat(Arrays.stream(blank)).allMatch(Escaper::isHidden);
    assertThat("Ä価ع❤\ufe0f\ud83d\udc4d".codePoints()).noneMatch(Escaper::isHidden);
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> !isSign(c);
      default -> false;
    };
  }

  /** Format characters that are seen: signs of Arabic, Syriac and Kaithi numbers, hieroglyphs. */
  private static boolean isSign(int c) {
    return c >= 0x600 && c <= 0x605
        || c == 0x6DD
        || c == 0x70F
        || c == 0x890
        || c == 0x891
        || c == 0x8E2
        || c == 0x110BD
        || c == 0x110CD
        || c >= 0x13430 && c <= 0x1343F;
  }
}
