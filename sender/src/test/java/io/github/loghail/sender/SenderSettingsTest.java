package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderSettingsTest {

  private final List<String> warnings = new ArrayList<>();
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final SenderSettings settings =
      new SenderSettings(
          new SenderStatus() {
            @Override
            public void info(String message) {
              throw new AssertionError(message);
            }

            @Override
            public void warn(String message) {
              warnings.add(message);
            }
          },
          properties::get,
          environment::get);

  private SenderConfig resolve() {
    return settings.resolve("test", "default");
  }

  @ParameterizedTest
  @CsvSource({"text, TEXT", "JSON, JSON", "Loghail, LOGHAIL"})
  void readsTheFormat(String value, Format format) {
    environment.put("LOGHAIL_FORMAT", value);
    assertThat(resolve().format()).isEqualTo(format);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aFormatThatDoesNotExistIsOneWarning() {
    settings.set("format", "gelf");
    assertThat(resolve().format()).isEqualTo(Format.LOGHAIL);
    assertThat(warnings)
        .containsExactly("format=\"gelf\" is not loghail, text or json; using loghail");
  }

  @Test
  void hasTheDefaultsThatTheReadmeNames() {
    properties.put("sun.java.command", "com.acme.shop.ShopMain --fast");
    assertThat(resolve())
        .isEqualTo(
            new SenderConfig(
                "localhost",
                9527,
                "ShopMain",
                "test",
                Format.LOGHAIL,
                8 << 20,
                0,
                1 << 20,
                Duration.ofMillis(25).toNanos(),
                Overflow.DROP,
                Duration.ofSeconds(1).toNanos(),
                Duration.ofSeconds(1).toNanos(),
                true,
                null));
    assertThat(warnings).isEmpty();
  }

  @Test
  void explicitGoesBeforePropertyBeforeEnvironmentBeforeDefault() {
    environment.put("LOGHAIL_RING_SIZE", "1MB");
    assertThat(resolve().ringBytes()).isEqualTo(1 << 20);
    properties.put("loghail.ringSize", "2MB");
    assertThat(resolve().ringBytes()).isEqualTo(2 << 20);
    settings.set("ringSize", "4 MB");
    assertThat(resolve().ringBytes()).isEqualTo(4 << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port | 0 | port=\"0\" is not a number from 1 to 65535; using 9527",
        "port | 65536 | port=\"65536\" is not a number from 1 to 65535; using 9527",
        "port | http | port=\"http\" is not a number from 1 to 65535; using 9527",
        "overflow | wait | overflow=\"wait\" is not drop or block; using drop",
        "linger | soon | linger=\"soon\" is not a duration up to 10s, such as 500ms; using 25ms",
        "linger | 11s | linger=\"11s\" is not a duration up to 10s, such as 500ms; using 25ms",
        "feedback | maybe | feedback=\"maybe\" is not true or false; using true",
        "ringSize | 1KB | ringSize=\"1KB\" is not a size from 65536 to 1073741824, such as 8KB;"
            + " using 8388608 bytes",
        "maxPacketSize | 61000 | maxPacketSize=\"61000\" is not a size from 1060 to 60000, such as"
            + " 8KB; using auto",
      })
  void aWrongValueIsOneWarningThatNamesAllThatHelps(String name, String value, String warning) {
    settings.set(name, value);
    resolve();
    assertThat(warnings).containsExactly(warning);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "65535, 65535"})
  void takesPortsAtTheLimit(String value, int port) {
    assertThat(settings.set("port", value).resolve("test", null).port()).isEqualTo(port);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "250, 250",
    "250ms, 250",
    "2s, 2000",
    "2 seconds, 2000",
    "PT1.5S, 1500",
    "1 minute, 60000"
  })
  void readsDurationsAsPeopleWriteThem(String text, long millis) {
    assertThat(Units.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "512, 512",
    "8KB, 8192",
    "8k, 8192",
    "8 KiB, 8192",
    "1MB, 1048576",
    "1GB, 1073741824"
  })
  void readsSizesAsPeopleWriteThem(String text, long bytes) {
    assertThat(Units.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"8TB", "-1", "KB", "99999999999999999999", "999999999999999GB"})
  void takesNothingElseForASize(String text) {
    assertThat(Units.bytes(text)).isEqualTo(-1);
  }

  @Test
  void findsTheServiceNameInTheOrderThatIsDocumented() {
    properties.put("sun.java.command", "/opt/app/shop-1.2.jar --server.port=1");
    assertThat(resolve().service()).isEqualTo("shop-1.2");
    assertThat(settings.resolve("test", "shop-context").service()).isEqualTo("shop-context");
    assertThat(settings.resolve("test", "5c647e05").service()).isEqualTo("shop-1.2");
    environment.put("OTEL_SERVICE_NAME", "from-otel");
    assertThat(settings.resolve("test", "shop-context").service()).isEqualTo("from-otel");
    properties.put("spring.application.name", "from-spring");
    assertThat(resolve().service()).isEqualTo("from-spring");
    environment.put("LOGHAIL_SERVICE", "from-env");
    assertThat(resolve().service()).isEqualTo("from-env");
    settings.set("service", "explicit");
    assertThat(resolve().service()).isEqualTo("explicit");
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Main, Main",
    "com.acme.Main$Inner arg, Inner",
    "shop.module/com.acme.Main, Main",
    "C:\\apps\\shop.jar, shop",
    "'', java"
  })
  void namesTheServiceAfterTheMainClassOrJar(String command, String service) {
    properties.put("sun.java.command", command);
    assertThat(resolve().service()).isEqualTo(service);
  }

  @Test
  void masksTheDefaultsAndWhatIsSet() {
    assertThat(settings.mask().hides("db.password")).isTrue();
    assertThat(settings.mask().hides("iban")).isFalse();
    environment.put("LOGHAIL_MASK", "iban");
    assertThat(settings.mask().hides("iban")).isTrue();
    assertThat(settings.mask().hides("db.password")).isTrue();
    properties.put("loghail.mask", "card*");
    assertThat(settings.mask().hides("cardNumber")).isTrue();
    settings.set("mask", "none");
    assertThat(settings.mask().isEmpty()).isTrue();
    assertThat(warnings).isEmpty();
  }
}
