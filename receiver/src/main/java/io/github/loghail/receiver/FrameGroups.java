package io.github.loghail.receiver;

import io.github.loghail.wire.Frame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts frames by the library they belong to, as far as its packages tell. */
final class FrameGroups {

  private static final int NAMED = 3;

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  void add(Frame frame) {
    counts.merge(Libraries.of(frame.className().toString()), 1, Integer::sum);
  }

  /** {@code " (spring 22, tomcat 9)"}, the largest first; empty for none. */
  String text() {
    if (counts.isEmpty()) {
      return "";
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(NAMED)
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", ", " (", counts.size() > NAMED ? ", …)" : ")"));
  }
}
