package io.github.loghail.junit;

import io.github.loghail.receiver.LogEvent;
import java.util.List;

/** What is printed of a test that failed. */
final class FailureLog {

  /** More than anybody reads: of a test that logs in a loop the end counts. */
  private static final int MAX_EVENTS = 1000;

  private FailureLog() {}

  static String of(String test, LoggedEvents logged) {
    List<LogEvent> events = logged.list();
    if (events.isEmpty()) {
      return line(test + " logged nothing" + logged.hint());
    }
    StringBuilder out = new StringBuilder(line("log of " + test));
    long before = logged.forgotten() + Math.max(0, events.size() - MAX_EVENTS);
    if (before > 0) {
      out.append("… ").append(before).append(" events before").append(System.lineSeparator());
    }
    for (LogEvent event : events.subList(Math.max(0, events.size() - MAX_EVENTS), events.size())) {
      event.text().lines().forEach(text -> out.append(text).append(System.lineSeparator()));
    }
    return out.append(line("end of the log")).toString();
  }

  private static String line(String text) {
    return "---- " + text + " ----" + System.lineSeparator();
  }
}
