package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {

  @ParameterizedTest
  @ValueSource(strings = {"100MBx5", "100MB×5", "100mbX5", " 100 MB x 5 ", "104857600x5"})
  void readsASizeAndACount(String text) {
    assertThat(Rotation.parse(text)).isEqualTo(new Rotation(100 << 20, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "100MB", "100MBx", "x5", "5x100MB", "100MBx0", "1MBx-1", "1MBx5x"})
  void readsNothingElse(String text) {
    assertThat(Rotation.parse(text)).isNull();
  }

  @Test
  void hasLimits() {
    assertThat(Rotation.parse("4KBx1000")).isEqualTo(new Rotation(4096, 1000));
    assertThat(Rotation.parse("4095x2")).isNull();
    assertThat(Rotation.parse("4KBx1001")).isNull();
  }
}
