package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The test cases of RFC 5869, appendix A, that are of SHA-256. */
class HkdfTest {

  @ParameterizedTest(name = "A.{0}")
  @CsvFileSource(resources = "/rfc5869.csv", numLinesToSkip = 1, emptyValue = "")
  void derivesWhatTheRfcDoes(
      int testCase, String input, String salt, String info, int length, String key, String okm) {
    byte[] extracted = Hkdf.extract(bytes(salt), bytes(input));
    assertThat(HexFormat.of().formatHex(extracted)).isEqualTo(key);
    Hkdf hkdf = new Hkdf(extracted);
    for (int again = 0; again < 2; again++) { // one Mac serves for many keys
      assertThat(HexFormat.of().formatHex(hkdf.expand(bytes(info), length))).isEqualTo(okm);
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex == null ? "" : hex);
  }
}
