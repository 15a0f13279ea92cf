package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/** A line of a file that somebody else may have written: read, shown, kept, and read again. */
class SavedEntriesFuzz {

  private final SavedEntries saved = new SavedEntries();

  @FuzzTest(maxDuration = "60s")
  void read(byte[] line) {
    Entry entry = saved.read(line, line.length);
    if (entry == null) {
      return;
    }
    HostileTextTest.checkVisible(Made.render(new TextRenderer(true, ZoneOffset.UTC), entry));
    String json = Made.render(new JsonRenderer(), entry);
    byte[] kept = json.getBytes(StandardCharsets.UTF_8);
    Entry again = saved.read(kept, kept.length - 1);
    assertThat(again).as(json).isNotNull();
    assertThat(Made.render(new JsonRenderer(), again)).isEqualTo(json);
  }
}
