package io.github.loghail.receiver.foreign;

import java.util.Locale;
import java.util.function.Function;

/**
 * What a datagram that is not ours may be, in the order in which that is asked. The last one takes
 * everything.
 */
public enum Format {
  /** GELF 1.1: plain, gzip, zlib, in chunks. */
  GELF(Gelf::new, true),

  /** RFC 5424, and RFC 3164 as it is found. */
  SYSLOG(Syslog::new, false),

  /** JSON objects with the keys of well-known encoders. */
  JSON(Json::new, true),

  /** Any bytes, shown as the lines of text that they may be. */
  TEXT(settings -> new Text(), false);

  private final Function<Settings, Reader> maker;
  private final boolean needsJackson;

  Format(Function<Settings, Reader> maker, boolean needsJackson) {
    this.maker = maker;
    this.needsJackson = needsJackson;
  }

  Reader reader(Settings settings) {
    return maker.apply(settings);
  }

  boolean needsJackson() {
    return needsJackson;
  }

  /**
   * Its name, as {@code --accept} takes it.
   *
   * @return in lower case
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
