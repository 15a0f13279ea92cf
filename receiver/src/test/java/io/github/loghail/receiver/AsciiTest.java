package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class AsciiTest {

  /** Plain for the most part, so that hits are rare and lie anywhere in a word. */
  @Provide
  Arbitrary<byte[]> texts() {
    return Arbitraries.frequencyOf(
            Tuple.of(15, Arbitraries.bytes().between((byte) ' ', (byte) '~')),
            Tuple.of(1, Arbitraries.bytes()))
        .array(byte[].class)
        .ofMaxSize(40);
  }

  @Property
  void findsWhatALoopFinds(
      @ForAll("texts") byte[] text, @ForAll @IntRange(max = 40) int from, @ForAll byte wanted) {
    int start = Math.min(from, text.length);
    int plain = start;
    while (plain < text.length && text[plain] >= 0x20 && text[plain] <= 0x7E) {
      plain++;
    }
    int json = start;
    while (json < plain && text[json] != '"' && text[json] != '\\') {
      json++;
    }
    int index = start;
    while (index < text.length && text[index] != (wanted & 0x7F)) {
      index++;
    }
    assertThat(Ascii.plainEnd(text, start, text.length)).isEqualTo(plain);
    assertThat(Ascii.plainJsonEnd(text, start, text.length)).isEqualTo(json);
    assertThat(Ascii.indexOf((char) (wanted & 0x7F), text, start, text.length)).isEqualTo(index);
  }
}
