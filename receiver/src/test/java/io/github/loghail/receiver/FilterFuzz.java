package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.loghail.wire.KeyMask;
import io.github.loghail.wire.Utf8;
import java.util.List;

/** A filter, a mask or a range that somebody types, and a message that somebody else sends. */
class FilterFuzz {

  private static final int MAX_CHARS = 200;

  @FuzzTest(maxDuration = "60s")
  void accept(FuzzedDataProvider data) {
    int kind = data.consumeInt(0, 5);
    String typed = data.consumeString(MAX_CHARS);
    Entry.Logged entry = message(data.consumeString(MAX_CHARS), data.consumeRemainingAsString());
    try {
      switch (kind) {
        case 0 -> TextPattern.of("--include", typed).isIn(EventText.of(entry));
        case 1 -> masked(typed, entry);
        case 2 -> FieldTest.of(typed).accepts(entry, entry.event().attributes());
        case 3 -> new NameGlob(typed).matches(Utf8.of(entry.source().service()));
        case 4 -> KeyMask.of(typed).hides(entry.event().message().toString());
        default -> AddressRange.parse(typed);
      }
    } catch (BadFilterException e) {
      assertThat(e.getMessage()).as("one line").doesNotContain("\n");
    } catch (IllegalArgumentException e) {
      assertThat(kind).as(e.toString()).isEqualTo(5);
    }
  }

  private static void masked(String typed, Entry.Logged entry) {
    TextPattern pattern = TextPattern.of("--mask-pattern", typed);
    Entry.Logged masked = (Entry.Logged) new Masking(KeyMask.of(""), List.of(pattern)).apply(entry);
    if (!pattern.isIn(entry.event().message())) {
      assertThat(masked.event().message()).isEqualTo(entry.event().message());
    }
  }

  private static Entry.Logged message(String message, String value) {
    return Made.logged(
        "shop",
        encoder -> {
          encoder.message(message);
          encoder.attribute("key", value);
        });
  }
}
