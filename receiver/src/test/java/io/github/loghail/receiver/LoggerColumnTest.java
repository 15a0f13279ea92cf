package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Utf8;
import org.junit.jupiter.api.Test;

class LoggerColumnTest {

  private final LoggerColumn column = new LoggerColumn();

  private String put(String logger) {
    LineBuffer out = new LineBuffer();
    column.put(Utf8.of(logger), out);
    return out.toString();
  }

  private String shown(String logger) {
    return put(logger).stripTrailing();
  }

  @Test
  void showsTheLastPartOfAName() {
    assertThat(shown("com.acme.pay.Gateway")).isEqualTo("Gateway");
    assertThat(shown("Gateway")).isEqualTo("Gateway");
    assertThat(shown("com.acme.")).isEqualTo("com.acme.");
    assertThat(shown("")).isEmpty();
    assertThat(shown("com.acme.Pay\u001b")).isEqualTo("Pay\\u001b");
  }

  @Test
  void tellsApartWhatDiffersInPackagesAlone() {
    assertThat(shown("com.acme.pay.Gateway")).isEqualTo("Gateway");
    assertThat(shown("org.other.Gateway")).isEqualTo("o.o.Gateway");
    assertThat(shown("com.acme.pay.Gateway")).isEqualTo("c.a.p.Gateway");
    assertThat(shown("über..\u001bx.Gateway")).isEqualTo("ü..\\u001b.Gateway");
    assertThat(shown("com.acme.pay.Charge")).isEqualTo("Charge");
    assertThat(shown("Charge")).isEqualTo("Charge");
    assertThat(shown("com.acme.pay.Charge")).isEqualTo("c.a.p.Charge");
  }

  @Test
  void aNameMetAgainIsNotAnother() {
    for (int i = 0; i < 2; i++) {
      for (int other = 0; other < 2000; other++) {
        put("com.acme.Filler" + other); // more than the column remembers
      }
      assertThat(shown("com.acme.pay.Gateway")).isEqualTo("Gateway");
    }
  }

  @Test
  void growsUpToALimit() {
    assertThat(put("Short")).hasSize(14);
    assertThat(put("a.NineteenCharacters")).hasSize(18);
    assertThat(put("Short")).hasSize(18);
    assertThat(put("x".repeat(40))).hasSize(40);
    assertThat(put("Short")).hasSize(24);
  }

  @Test
  void isLimitedOnNarrowTerminals() {
    column.limit(12);
    assertThat(put("com.acme.OrderService")).isEqualTo("OrderService");
    assertThat(put("com.acme.OrderServices")).isEqualTo("OrderServic…");
    assertThat(put("Short")).isEqualTo("Short       ");
    assertThat(put("注文受付サービス")).isEqualTo("注文受付サ… ");
    assertThat(put("x注文受付サービス")).isEqualTo("x注文受付サ…");
    column.limit(LoggerColumn.UNLIMITED);
    assertThat(put("com.acme.OrderServices")).isEqualTo("OrderServices ");
    assertThat(put("注文受付サービス")).isEqualTo("注文受付サービス");
    assertThat(put("Short")).isEqualTo("Short           ");
  }
}
