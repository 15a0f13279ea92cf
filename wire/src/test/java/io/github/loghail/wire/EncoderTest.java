package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the encoder makes of values and of calls out of order. */
class EncoderTest {

  private final Loop loop = new Loop();
  private final EventEncoder encoder = loop.encoder;

  @Test
  void valuesKeepTheirType() {
    EventSpec read =
        loop.roundTrip(
            EventSpec.of("")
                .with("byte", (byte) -1)
                .with("short", Short.MIN_VALUE)
                .with("int", Integer.MAX_VALUE)
                .with("float", 0.1f)
                .with("nan", Float.NaN)
                .with("char", 'c')
                .with("decimal", new BigDecimal("1.10"))
                .with("builder", new StringBuilder("built")));
    assertThat(read.attributes())
        .extracting(EventSpec.Attr::value)
        .isEqualTo(
            Arrays.<Object>asList(
                -1L, -32768L, 2147483647L, 0.1, Double.NaN, "c", "1.10", "built"));
  }

  @Test
  void nothingAtAllIsAnEventToo() {
    encoder.begin(0, 0, null, null);
    encoder.attribute(null, null);
    encoder.marker(null);
    encoder.contextStackEntry(null);
    assertThat(encoder.trace(null, null)).isFalse();
    assertThat(encoder.finish()).isTrue();
    EventSpec expected =
        new EventSpec(
                0, 0, "", "", "", false, List.of(), List.of(), List.of(), null, null, null, null, 0)
            .with("", null)
            .withLists(List.of(""), List.of(""));
    assertThat(loop.roundTrip(expected)).isEqualTo(expected);
  }

  @Test
  void traceContextIsCheckedAsW3cHasIt() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String span = "00f067aa0ba902b7";
    for (List<String> each :
        List.of(
            List.of(trace.substring(1), span),
            List.of(trace + "0", span),
            List.of("0".repeat(32), span),
            List.of(trace, "0".repeat(16)),
            List.of(trace, "x" + span.substring(1)),
            List.of(trace, "\u0660" + span.substring(1)))) {
      encoder.begin(0, 0, null, null);
      assertThat(encoder.trace(each.get(0), each.get(1))).as("%s", each).isFalse();
      assertThat(encoder.finish()).isTrue();
    }
    encoder.begin(0, 0, null, null);
    assertThat(encoder.trace(trace.toUpperCase(java.util.Locale.ROOT), span)).isTrue();
    encoder.begin(0, 0, null, null);
    assertThat(encoder.trace(trace, null)).isTrue();
  }

  @Test
  void partsOutOfOrderAreTheCallersMistake() {
    encoder.begin(0, 0, null, null);
    encoder.marker("m");
    assertThatThrownBy(() -> encoder.attribute("k", 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> encoder.message("late")).isInstanceOf(IllegalStateException.class);
    encoder.contextStackEntry("entry");
    assertThatThrownBy(() -> encoder.marker("m")).isInstanceOf(IllegalStateException.class);
    encoder.abandon();
    assertThat(loop.roundTrip(EventSpec.of("next"))).isEqualTo(EventSpec.of("next"));
  }

  @Test
  void anAbandonedLargeEventLeavesNoTrace() {
    encoder.begin(0, 0, null, null);
    encoder.message("m".repeat(3 << 20));
    assertThat(encoder.finish()).isFalse();
    encoder.abandon();
    assertThat(loop.roundTrip(EventSpec.of("next"))).isEqualTo(EventSpec.of("next"));
  }

  @Test
  void tablesOfNamesAreBounded() {
    Names names = new Names();
    String large = "n".repeat(30_000);
    Name first = names.of(large);
    assertThat(names.of(large)).isSameAs(first);
    for (int i = 0; i < 200; i++) {
      names.of(large + i);
    }
    assertThat(names.of(large)).isNotSameAs(first);
    Name small = names.of("small");
    for (int i = 0; i < 5000; i++) {
      names.of("n" + i);
    }
    assertThat(names.of("small")).isNotSameAs(small);
  }
}
