package io.github.loghail.receiver;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.util.Locale;

/** What is said of sources, in words; not yet escaped. */
final class Notices {

  private Notices() {}

  /** What stands between the service and a notice's words: a sign and as many blanks as this. */
  private static final int BLANKS = 5;

  /**
   * The first line of a text that begins where a notice would. One that looks like a notice gets a
   * backslash in front: only we say what was lost, and who joined.
   */
  static void putUnlike(Utf8 text, LineBuffer out) {
    Utf8 line = Lines.first(text);
    if (looksLikeOne(line)) {
      out.put('\\');
    }
    Escaper.text(line, out);
  }

  private static boolean looksLikeOne(Utf8 line) {
    boolean isOne = line.length() > BLANKS && "+-!".indexOf(line.bytes()[line.offset()]) >= 0;
    for (int i = 1; isOne && i <= BLANKS; i++) {
      isOne = line.bytes()[line.offset() + i] == ' ';
    }
    return isOne;
  }

  static String text(Entry entry) {
    if (entry instanceof Entry.Joined joined) {
      return "joined, " + who(joined.source().resource());
    } else if (entry instanceof Entry.Restarted restarted) {
      return " started again, pid "
          + restarted.source().resource().processId()
          + " (was "
          + restarted.previous().resource().processId()
          + ")";
    } else if (entry instanceof Entry.Left) {
      return "left";
    } else if (entry instanceof Entry.Vanished) {
      return "vanished: nothing heard for 5 s";
    } else if (entry instanceof Entry.Lost lost) {
      return count(lost.events()) + " lost";
    } else if (entry instanceof Entry.Dropped dropped) {
      return count(dropped.drops().total()) + " dropped by the sender: " + causes(dropped.drops());
    } else if (entry instanceof Entry.Unreadable unreadable) {
      return "unreadable, " + size(unreadable.bytes()) + ": " + unreadable.reason();
    } else if (entry instanceof Entry.ClockOff off) {
      String way = off.offsetNanos() < 0 ? " behind" : " ahead of";
      return "its clock is " + about(Math.abs(off.offsetNanos())) + way + " this machine's";
    }
    if (entry instanceof Entry.Repeated repeated) {
      return "… ×" + repeated.count() + " in " + seconds(repeated.durationNanos());
    } else if (entry instanceof Entry.Missing missing) {
      return entries(missing.entries()) + " missing here: " + missing.reason();
    }
    return entry.toString();
  }

  static String entries(long count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d entry" : "%,d entries", count);
  }

  /** {@code 2.1 s}; below that the milliseconds. */
  private static String seconds(long nanos) {
    long millis = nanos / 1_000_000;
    return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%,.1f s", millis / 1000.0);
  }

  /** {@code 3.2 s}, {@code 14.5 min}, {@code 2.0 h}. */
  private static String about(long nanos) {
    double seconds = nanos / 1e9;
    double shown = seconds < 120 ? seconds : seconds < 7200 ? seconds / 60 : seconds / 3600;
    String unit = seconds < 120 ? "s" : seconds < 7200 ? "min" : "h";
    return String.format(Locale.ROOT, "%,.1f %s", shown, unit);
  }

  private static String who(Resource resource) {
    return "pid " + resource.processId() + ", " + resource.framework();
  }

  private static String count(long events) {
    return String.format(Locale.ROOT, events == 1 ? "%,d event" : "%,d events", events);
  }

  /** {@code ring full (TRACE 900, DEBUG 304)}, and so on for each cause. */
  private static String causes(DropCounts drops) {
    StringBuilder text = new StringBuilder();
    for (DropCause cause : DropCause.values()) {
      if (drops.count(cause) > 0) {
        text.append(text.length() == 0 ? "" : "; ").append(cause.text()).append(" (");
        String separator = "";
        for (int family = 0; family < Severity.FAMILIES; family++) {
          long count = drops.count(cause, family);
          if (count > 0) {
            text.append(separator).append(Severity.name(1 + 4 * family));
            text.append(String.format(Locale.ROOT, " %,d", count));
            separator = ", ";
          }
        }
        text.append(')');
      }
    }
    return text.toString();
  }

  static String size(long bytes) {
    if (bytes < 1 << 10) {
      return bytes + " bytes";
    }
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MB", bytes / (1024.0 * 1024));
  }
}
