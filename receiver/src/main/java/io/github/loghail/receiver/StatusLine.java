package io.github.loghail.receiver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/** The words of the status line, the most important first: what does not fit is left out. */
final class StatusLine {

  private static final String SEPARATOR = " | ";
  private static final int MAX_DIGITS = 10;

  private StatusLine() {}

  /**
   * Composes it.
   *
   * @param look at what comes
   * @param filter what is shown
   * @param waiting entries that wait, or −1 when not paused
   * @param stack how stack traces are shown
   * @param columns room there is
   */
  static String text(LiveCounts.Look look, Filter filter, long waiting, String stack, int columns) {
    List<String> parts = new ArrayList<>();
    if (waiting >= 0) {
      parts.add(String.format(Locale.ROOT, "PAUSED, %,d waiting", waiting));
    }
    parts.add(String.format(Locale.ROOT, "%,d/s", look.perSecond()));
    parts.add(String.format(Locale.ROOT, "lost %,d", look.lost()));
    String shown = filter.describe();
    if (!shown.isEmpty()) {
      parts.add(shown);
    }
    int services = parts.size();
    parts.add(count(look.services().size()));
    if (!stack.isEmpty()) {
      parts.add("stack " + stack);
    }
    parts.add("? keys");
    String named = numbered(look.services());
    List<String> all = new ArrayList<>(parts);
    all.set(services, named);
    String line = String.join(SEPARATOR, all);
    return fit(columns(line) <= columns ? line : String.join(SEPARATOR, parts), columns);
  }

  private static String count(int services) {
    return services == 1 ? "1 service" : services + " services";
  }

  /** {@code 1 orders 2 payments}: the digits that hide and show them. */
  static String numbered(List<String> services) {
    if (services.isEmpty()) {
      return count(0);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < services.size(); i++) {
      String digit = i < MAX_DIGITS ? (i + 1) % 10 + " " : "";
      text.append(i == 0 ? "" : "  ").append(digit).append(Escaper.visible(services.get(i)));
    }
    return text.toString();
  }

  static int columns(String text) {
    return text.codePoints().map(StatusLine::columns).sum();
  }

  private static int columns(int codePoint) {
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }

  /** As much as fits, whole characters. */
  static String fit(String text, int columns) {
    int taken = 0;
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      taken += columns(codePoint);
      if (taken > columns) {
        break;
      }
      at += Character.charCount(codePoint);
    }
    return text.substring(0, at);
  }
}
