package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ServiceColumnTest {

  private static final Pattern COLOR = Pattern.compile("\u001b\\[38;5;(\\d+)m");

  private final ServiceColumn column = new ServiceColumn(new Palette(true));

  private String color(String service) {
    LineBuffer out = new LineBuffer();
    column.put(service, out);
    Matcher found = COLOR.matcher(out.toString());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String text(ServiceColumn column, String service) {
    LineBuffer out = new LineBuffer();
    column.put(service, out);
    return out.toString();
  }

  @Test
  void aServiceKeepsItsColorFromRunToRun() {
    ServiceColumn again = new ServiceColumn(new Palette(true));
    assertThat(text(again, "orders")).isEqualTo(text(column, "orders"));
  }

  @Test
  void noTwoLiveServicesShareAColorHoweverManyHaveLeft() {
    for (int i = 0; i < 1000; i++) {
      column.joined("gone" + i);
      column.left("gone" + i);
      color("stranger" + i); // has no session
    }
    Set<String> colors = new HashSet<>();
    for (int i = 0; i < Palette.services(); i++) {
      column.joined("live" + i);
      colors.add(color("live" + i));
    }
    assertThat(colors).hasSize(Palette.services());
  }

  @Test
  void oneThatComesBackGivesWayToTheLive() {
    column.joined("back");
    String before = color("back");
    column.left("back");
    String taken = null;
    for (int i = 0; i < Palette.services() && !before.equals(taken); i++) {
      column.joined("live" + i);
      taken = color("live" + i);
    }
    assertThat(taken).isEqualTo(before);
    column.left("live0");
    column.joined("back");
    assertThat(color("back")).isNotEqualTo(before);
  }

  @Test
  void aSecondSessionKeepsTheServiceAlive() {
    column.joined("twice");
    column.joined("twice");
    column.left("twice");
    String color = color("twice");
    for (int i = 0; i < Palette.services() - 1; i++) {
      column.joined("live" + i);
      assertThat(color("live" + i)).isNotEqualTo(color);
    }
    assertThat(color("twice")).isEqualTo(color);
  }

  @Test
  void isAsWideAsTheWidestAndShortensWhatIsTooLong() {
    ServiceColumn plain = new ServiceColumn(new Palette(false));
    assertThat(text(plain, "pay")).isEqualTo("pay  ");
    assertThat(text(plain, "büro-service")).isEqualTo("büro-service");
    assertThat(text(plain, "pay")).isEqualTo("pay         ");
    assertThat(text(plain, "ü".repeat(300))).isEqualTo("ü".repeat(22));
  }

  @Test
  void countsWideCharactersAsTwoColumns() {
    ServiceColumn plain = new ServiceColumn(new Palette(false));
    assertThat(text(plain, "注文サービス")).isEqualTo("注文サービス");
    assertThat(text(plain, "pay")).isEqualTo("pay         ");
    assertThat(text(plain, "cafe\u0301")).isEqualTo("cafe\u0301        ");
    assertThat(text(plain, "漢".repeat(300))).isEqualTo("漢".repeat(11));
    assertThat(text(plain, "x" + "漢".repeat(300))).isEqualTo("x" + "漢".repeat(10) + " ");
  }

  @Test
  void isLimitedOnNarrowTerminals() {
    ServiceColumn plain = new ServiceColumn(new Palette(false));
    plain.joined("payment-gateway");
    plain.limit(8);
    assertThat(text(plain, "payment-gateway")).isEqualTo("payment-");
    assertThat(text(plain, "注文サービス")).isEqualTo("注文サー");
    assertThat(text(plain, "x注文サービス")).isEqualTo("x注文サ ");
    plain.limit(100);
    assertThat(text(plain, "payment-gateway")).isEqualTo("payment-gateway");
  }

  @Test
  void isMeasuredAnewWhenOneJoins() {
    ServiceColumn plain = new ServiceColumn(new Palette(false));
    plain.joined("a-long-name-of-one");
    plain.joined("pay");
    assertThat(text(plain, "pay")).hasSize(18);
    plain.left("a-long-name-of-one");
    assertThat(text(plain, "pay")).hasSize(18);
    plain.joined("orders");
    assertThat(text(plain, "pay")).hasSize(6);
    assertThat(text(plain, "a-long-name-of-one")).hasSize(18);
    assertThat(text(plain, "pay")).hasSize(18);
  }
}
