package io.github.loghail.examples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the demo was asked for.
 *
 * @param limit when it ends by itself, or null for never
 * @param port where the services send to, or null for the default
 * @param forReceiver all arguments but the demo's own
 */
record DemoOptions(Duration limit, String port, List<String> forReceiver) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|)");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1));

  /** Reads {@code --for}, which is the demo's; sees {@code --port}, which is the receiver's. */
  static DemoOptions parse(List<String> arguments) {
    Duration limit = null;
    String port = null;
    List<String> others = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
      if (argument.equals("--for")) {
        limit = duration(next);
        i++;
      } else if (argument.startsWith("--for=")) {
        limit = duration(argument.substring("--for=".length()));
      } else {
        port = portOf(argument, next, port);
        others.add(argument);
      }
    }
    return new DemoOptions(limit, port, List.copyOf(others));
  }

  private static String portOf(String argument, String next, String otherwise) {
    if (argument.equals("--port") || argument.equals("-p")) {
      return next;
    }
    return argument.startsWith("--port=") ? argument.substring("--port=".length()) : otherwise;
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--for needs a duration such as 10s" + (text == null ? "" : ", not \"" + text + "\""));
    }
    return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
  }
}
