package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.List;

/** Drop counts on a line of a golden vector: {@code RING_FULL INFO 7, ABANDONED ERROR 1}. */
final class DropLines {

  private DropLines() {}

  static String print(DropCounts drops) {
    List<String> counts = new ArrayList<>();
    for (DropCause cause : DropCause.values()) {
      for (int family = 0; family < Severity.FAMILIES; family++) {
        if (drops.count(cause, family) != 0) {
          String severity = Severity.name(1 + 4 * family);
          counts.add(cause + " " + severity + " " + drops.count(cause, family));
        }
      }
    }
    return String.join(", ", counts);
  }

  static DropCounts parse(String text) {
    DropCounts drops = new DropCounts();
    if (!text.isEmpty()) {
      for (String each : text.split(", ")) {
        String[] parts = each.split(" ");
        drops.add(DropCause.valueOf(parts[0]), Severity.parse(parts[1]), Long.parseLong(parts[2]));
      }
    }
    return drops;
  }
}
