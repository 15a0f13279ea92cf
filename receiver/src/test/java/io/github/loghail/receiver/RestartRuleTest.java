package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Utf8;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RestartRuleTest {

  private static Source source(String service, long pid) {
    return new Source(service, null, pid, new Resource(service, "box", pid, "logback", 0));
  }

  private static String rule(String service, int columns, boolean asciiOnly, boolean colored) {
    LineBuffer out = new LineBuffer();
    Palette palette = new Palette(colored);
    Entry.Restarted restarted =
        new Entry.Restarted(source(service, 4121), Made.NANOS, source(service, 4090));
    RestartRule.put(restarted, new ServiceColumn(palette), palette, columns, asciiOnly, out);
    return out.toString();
  }

  @Test
  void separatesTheRuns() {
    assertThat(rule("orders", 0, false, false))
        .isEqualTo("──────── orders started again, pid 4121 (was 4090) ────────\n");
    assertThat(rule("orders", 47, false, false))
        .isEqualTo("── orders started again, pid 4121 (was 4090) ──\n");
    assertThat(rule("orders", 0, true, false))
        .isEqualTo("-------- orders started again, pid 4121 (was 4090) --------\n");
  }

  @Test
  void aNameCannotDrawARuleOfItsOwn() {
    assertThat(rule("a\n\u001b[2J", 0, false, false))
        .contains("a\\u000a\\u001b[2J")
        .hasLineCount(1);
  }

  @Test
  void onlyTheColorsDiffer() {
    assertThat(rule("orders", 50, false, true).replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(rule("orders", 50, false, false));
  }

  @Property
  void isNoWiderThanTheTerminal(
      @ForAll String service, @ForAll @IntRange(min = 20, max = 100) int columns) {
    String rule = rule(service, columns, false, false);
    assertThat(Width.of(Utf8.of(rule.strip()))).isLessThanOrEqualTo(columns);
  }
}
