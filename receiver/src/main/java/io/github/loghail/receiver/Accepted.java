package io.github.loghail.receiver;

import io.github.loghail.receiver.foreign.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The formats that are read.
 *
 * @param ours what our own appenders send
 * @param others what others send
 */
record Accepted(boolean ours, Set<Format> others) {

  static final String OURS = "loghail";
  static final Accepted ALL = new Accepted(true, EnumSet.allOf(Format.class));

  /**
   * Reads names.
   *
   * @throws IllegalArgumentException naming one that is none, and those that there are
   */
  static Accepted of(List<String> names) {
    boolean ours = false;
    Set<Format> others = EnumSet.noneOf(Format.class);
    for (String each : names) {
      String name = each.strip().toLowerCase(Locale.ROOT);
      Format format =
          Arrays.stream(Format.values())
              .filter(one -> one.text().equals(name))
              .findFirst()
              .orElse(null);
      if (format != null) {
        others.add(format);
      } else if (name.equals(OURS)) {
        ours = true;
      } else {
        throw new IllegalArgumentException(
            "'" + each + "' is no format; there are " + String.join(", ", names()));
      }
    }
    return new Accepted(ours, others);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(OURS));
    for (Format format : Format.values()) {
      names.add(format.text());
    }
    return names;
  }
}
