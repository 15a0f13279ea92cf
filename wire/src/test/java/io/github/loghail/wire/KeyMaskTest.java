package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMaskTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PASSWORD",
        "db.password",
        "dbPassword",
        "client_secret",
        "accessToken",
        "http.request.header.Authorization"
      })
  void hidesWhatIsCalledASecret(String key) {
    assertThat(KeyMask.of(null).hides(key)).isTrue();
    assertThat(KeyMask.of("iban").hides(key)).isTrue();
    assertThat(KeyMask.of("iban, None").hides(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "tokens", "secretary", "passwordless", "", "authorizationId"})
  void leavesOtherKeys(String key) {
    assertThat(KeyMask.of("").hides(key)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "iban, IBAN, true",
    "IBAN, iban, true",
    "iban, iban2, false",
    "card*, cardNumber, true",
    "card*, card, true",
    "card*, idcard, false",
    "*card*, idCardNo, true",
    "a*b*c, a1b2c, true",
    "a*b*c, abc, true",
    "a*b*c, acb, false",
    "a*bc*c, abc, false",
    "ab*ba, aba, false",
    "*, anything, true",
  })
  void aStarStandsForAnyText(String pattern, String key, boolean hides) {
    KeyMask mask = KeyMask.of("none," + pattern);
    assertThat(mask.hides(key)).isEqualTo(hides);
    assertThat(mask.hides(key)).as("as it was found out before").isEqualTo(hides);
  }

  @Test
  void knowsWhenNothingIsHidden() {
    assertThat(KeyMask.of("none").isEmpty()).isTrue();
    assertThat(KeyMask.of(" , ").isEmpty()).isFalse();
    assertThat(KeyMask.of(null).hides(null)).isFalse();
  }

  @Test
  void keysWithoutEndAreToldApart() {
    KeyMask mask = KeyMask.of(null);
    for (int i = 0; i < 10_000; i++) {
      assertThat(mask.hides(i + "password")).isTrue();
      assertThat(mask.hides("password" + i)).isFalse();
      assertThat(mask.hides("password")).isTrue();
    }
    assertThat(mask.hides("x".repeat(1000) + "token")).isTrue();
  }

  @Test
  void aKeyThatWasMetCostsNoObject() {
    KeyMask mask = KeyMask.of("iban");
    String[] keys = {"user", "order", "password", "iban"};
    Runnable look =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            for (String key : keys) {
              mask.hides(key);
            }
          }
        };
    look.run();
    assertThat(Allocation.of(look)).as("for 40,000 looks").isLessThan(1000);
  }
}
