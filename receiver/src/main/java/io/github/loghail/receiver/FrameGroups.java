package io.github.loghail.receiver;

import io.github.loghail.wire.Frame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts frames by the library they belong to, as far as its packages tell. */
final class FrameGroups {

  private static final int NAMED = 3;

  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("java", "jdk"),
          Map.entry("javax", "jdk"),
          Map.entry("jdk", "jdk"),
          Map.entry("sun", "jdk"),
          Map.entry("com.sun", "jdk"),
          Map.entry("org.springframework", "spring"),
          Map.entry("org.apache.catalina", "tomcat"),
          Map.entry("org.apache.coyote", "tomcat"),
          Map.entry("org.apache.tomcat", "tomcat"));

  private static final List<String> PREFIX_ONLY =
      List.of("com", "org", "net", "io", "de", "co", "dev", "me", "edu", "gov");

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  void add(Frame frame) {
    counts.merge(library(frame.className().toString()), 1, Integer::sum);
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

  private static String library(String className) {
    String[] parts = className.split("\\.", 4);
    String prefix = "";
    for (int i = 0; i < parts.length - 1 && i < 3; i++) {
      prefix = i == 0 ? parts[0] : prefix + "." + parts[i];
      String known = LIBRARIES.get(prefix);
      if (known != null) {
        return known;
      }
    }
    int own = PREFIX_ONLY.contains(parts[0]) ? 1 : 0;
    if (parts.length > own + 2 && parts[own].equals("apache")) {
      own++;
    }
    return own < parts.length - 1 ? parts[own] : parts[0];
  }
}
