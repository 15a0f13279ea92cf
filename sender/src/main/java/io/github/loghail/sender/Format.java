package io.github.loghail.sender;

import java.util.Locale;

/** What a sender speaks. */
public enum Format {
  /** Loghail's own packets: what all its promises rest on. */
  LOGHAIL,
  /** A line of text for each event, or what the application's own encoder or layout makes of it. */
  TEXT,
  /** A JSON object for each event, with the fields of the Elastic Common Schema. */
  JSON;

  /** As it is written in a configuration. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
