package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimeColumnTest {

  private static final long MILLI = 1_000_000;

  private static String put(TimeColumn column, long epochNanos) {
    LineBuffer out = new LineBuffer();
    column.put(epochNanos, out);
    return out.toString();
  }

  private static TimeColumn column(TimeColumn.Style style, long start) {
    return TimeColumn.of(style, ZoneOffset.UTC, start);
  }

  @Test
  void timesOfDayAreOfTheZone() {
    assertThat(put(column(TimeColumn.Style.CLOCK, 0), Made.NANOS)).isEqualTo("14:03:21.204");
    assertThat(put(column(TimeColumn.Style.FULL, 0), Made.NANOS))
        .isEqualTo("2026-11-23 14:03:21.204");
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    assertThat(put(TimeColumn.of(TimeColumn.Style.FULL, tokyo, 0), Made.NANOS))
        .isEqualTo("2026-11-23 23:03:21.204");
  }

  @ParameterizedTest
  @CsvSource({
    "0, '    +0.000'",
    "12345, '   +12.345'",
    "-3210, '    -3.210'",
    "99999999, '+99999.999'",
    "100000000, +100000.000",
    "-1, '    -0.001'"
  })
  void relativeTimesCountFromTheStart(long millis, String shown) {
    TimeColumn column = column(TimeColumn.Style.RELATIVE, Made.NANOS);
    column.written(Made.NANOS + 77 * MILLI); // changes nothing
    assertThat(put(column, Made.NANOS + millis * MILLI)).isEqualTo(shown);
  }

  @Test
  void relativeTimesMayCountFromTheFirstEvent() {
    TimeColumn column = column(TimeColumn.Style.RELATIVE, TimeColumn.FIRST_EVENT);
    assertThat(put(column, Made.NANOS)).isEqualTo("    +0.000");
    column.written(Made.NANOS);
    assertThat(put(column, Made.NANOS + 1500 * MILLI)).isEqualTo("    +1.500");
  }

  @Test
  void deltasCountFromTheEventBefore() {
    TimeColumn column = column(TimeColumn.Style.DELTA, 0);
    assertThat(put(column, Made.NANOS)).isEqualTo("    +0.000");
    column.written(Made.NANOS);
    assertThat(put(column, Made.NANOS + 187 * MILLI)).isEqualTo("    +0.187");
    column.written(Made.NANOS + 187 * MILLI);
    assertThat(put(column, Made.NANOS + 180 * MILLI)).isEqualTo("    -0.007");
  }

  @ParameterizedTest
  @EnumSource
  void isAsWideAsItSays(TimeColumn.Style style) {
    TimeColumn column = column(style, Made.NANOS);
    assertThat(put(column, Made.NANOS + 5 * MILLI)).hasSize(column.columns());
  }

  @ParameterizedTest
  @EnumSource
  void survivesClocksThatAreAbsurd(TimeColumn.Style style) {
    TimeColumn column = column(style, Made.NANOS);
    for (long nanos : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
      assertThat(put(column, nanos)).matches("[-+0-9:. ]*");
      column.written(nanos);
    }
  }
}
