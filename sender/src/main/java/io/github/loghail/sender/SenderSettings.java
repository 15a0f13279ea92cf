package io.github.loghail.sender;

import io.github.loghail.wire.KeyMask;
import io.github.loghail.wire.Units;
import io.github.loghail.wire.Wire;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The settings of an appender, as text: one set of names, defaults and meanings for every
 * framework. What is not set explicitly comes from the system property {@code loghail.NAME}, then
 * from the environment variable {@code LOGHAIL_NAME} ({@code ringSize} is {@code
 * LOGHAIL_RING_SIZE}), then from the default. A wrong value is a warning that names the setting,
 * the value and what is used instead.
 *
 * <p>Not thread-safe; made and read while the appender starts.
 */
public final class SenderSettings {

  private static final int DEFAULT_PORT = 9527;
  private static final int DEFAULT_RING_BYTES = 8 << 20;
  private static final int MIN_RING_BYTES = 64 << 10;
  private static final int MAX_RING_BYTES = 1 << 30;

  private final Map<String, String> explicit = new LinkedHashMap<>();
  private final UnaryOperator<String> properties;
  private final UnaryOperator<String> environment;
  private final SenderStatus status;

  /**
   * Makes settings that look into the process's own properties and environment.
   *
   * @param status gets the warnings
   */
  public SenderSettings(SenderStatus status) {
    this(status, System::getProperty, System::getenv);
  }

  SenderSettings(
      SenderStatus status, UnaryOperator<String> properties, UnaryOperator<String> environment) {
    this.status = status;
    this.properties = properties;
    this.environment = environment;
  }

  /**
   * Sets one explicitly.
   *
   * @param name its name, such as {@code maxPacketSize}
   * @param value its value; null or blank leaves it unset
   * @return this
   */
  public SenderSettings set(String name, String value) {
    if (value != null && !value.isBlank()) {
      explicit.put(name, value.trim());
    }
    return this;
  }

  /**
   * A yes or no.
   *
   * @param name of the setting
   * @param fallback used when it is not set, or wrong
   * @return its value
   */
  public boolean flag(String name, boolean fallback) {
    String value = value(name);
    if (value == null) {
      return fallback;
    }
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(value);
    }
    return wrong(name, value, "true or false", fallback, Boolean.toString(fallback));
  }

  /**
   * Which attributes are sent without their value: the setting {@code mask}.
   *
   * @return those of {@link KeyMask#DEFAULTS} and those that are set
   */
  public KeyMask mask() {
    return KeyMask.of(value("mask"));
  }

  /**
   * Reads all that the sender runs by.
   *
   * @param framework name of the logging framework, in lower case
   * @param contextName name of the framework's context, or null; used as the service when nothing
   *     better is known
   * @return a complete configuration
   */
  public SenderConfig resolve(String framework, String contextName) {
    int ringBytes = bytes("ringSize", DEFAULT_RING_BYTES, MIN_RING_BYTES, MAX_RING_BYTES);
    return new SenderConfig(
        text("host", "localhost"),
        number("port", DEFAULT_PORT, 1, 65_535),
        service(contextName),
        framework,
        format(),
        ringBytes,
        packetBytes(ringBytes),
        eventBytes(ringBytes),
        duration("linger", Duration.ofMillis(25), Duration.ofSeconds(10)),
        overflow(),
        duration("blockTimeout", Duration.ofSeconds(1), Duration.ofDays(1)),
        duration("stopTimeout", Duration.ofSeconds(1), Duration.ofMinutes(10)),
        flag("feedback", true),
        value("secretFile"));
  }

  private String value(String name) {
    String set = explicit.get(name);
    if (set == null) {
      set = properties.apply("loghail." + name);
    }
    if (set == null || set.isBlank()) {
      set = environment.apply("LOGHAIL_" + environmentForm(name));
    }
    return set == null || set.isBlank() ? null : set.trim();
  }

  /** {@code ringSize} to {@code RING_SIZE}. */
  private static String environmentForm(String name) {
    return name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  private String text(String name, String fallback) {
    String value = value(name);
    return value == null ? fallback : value;
  }

  private String service(String contextName) {
    String set = value("service");
    return set != null ? set : ServiceName.find(properties, environment, contextName);
  }

  private Format format() {
    String value = value("format");
    if (value == null) {
      return Format.LOGHAIL;
    }
    for (Format format : Format.values()) {
      if (format.text().equalsIgnoreCase(value)) {
        if (format != Format.LOGHAIL && value("secretFile") != null) {
          return wrong("format", value, "loghail, which alone is sealed", Format.LOGHAIL, "it");
        }
        return format;
      }
    }
    return wrong("format", value, "loghail, text or json", Format.LOGHAIL, "loghail");
  }

  private Overflow overflow() {
    String value = value("overflow");
    if (value == null || value.equalsIgnoreCase("drop")) {
      return Overflow.DROP;
    }
    return value.equalsIgnoreCase("block")
        ? Overflow.BLOCK
        : wrong("overflow", value, "drop or block", Overflow.DROP, "drop");
  }

  private int packetBytes(int ringBytes) {
    String value = value("maxPacketSize");
    if (value == null || value.equalsIgnoreCase("auto")) {
      return 0;
    }
    int min = Wire.MIN_PACKET_BYTES + Wire.MAX_RESOURCE_BYTES;
    return bytes("maxPacketSize", 0, min, Math.min(Wire.MAX_PACKET_BYTES, ringBytes / 8));
  }

  private int eventBytes(int ringBytes) {
    int most = Math.min(Wire.MAX_EVENT_BYTES / 2, ringBytes / 4);
    int fallback = Math.min(Wire.DEFAULT_MAX_EVENT_BYTES, most);
    return bytes("maxEventSize", fallback, Wire.MIN_EVENT_BYTES, most);
  }

  private int number(String name, int fallback, int min, int max) {
    String value = value(name);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    return wrong(name, value, "a number from " + min + " to " + max, fallback, "" + fallback);
  }

  private int bytes(String name, int fallback, int min, int max) {
    String value = value(name);
    if (value == null) {
      return fallback;
    }
    long bytes = Units.bytes(value);
    if (bytes >= min && bytes <= max) {
      return (int) bytes;
    }
    String used = fallback == 0 ? "auto" : fallback + " bytes";
    return wrong(
        name, value, "a size from " + min + " to " + max + ", such as 8KB", fallback, used);
  }

  private long duration(String name, Duration fallback, Duration max) {
    String value = value(name);
    if (value == null) {
      return fallback.toNanos();
    }
    Duration duration = Units.duration(value);
    if (duration != null && !duration.isNegative() && duration.compareTo(max) <= 0) {
      return duration.toNanos();
    }
    return wrong(
        name,
        value,
        "a duration up to " + Units.text(max) + ", such as 500ms",
        fallback.toNanos(),
        Units.text(fallback));
  }

  private <T> T wrong(String name, String value, String wanted, T used, String usedText) {
    status.warn(name + "=\"" + value + "\" is not " + wanted + "; using " + usedText);
    return used;
  }
}
