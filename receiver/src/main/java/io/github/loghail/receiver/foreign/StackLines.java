package io.github.loghail.receiver.foreign;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logback's SyslogAppender sends an exception behind its event, one datagram a line, each with a
 * tab in front. So an event waits a little, for the lines that belong to it.
 */
final class StackLines {

  /** The lines follow at once; and no longer is it withheld from whoever watches. */
  static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int MAX_SOURCES = 1024;
  private static final int MAX_TRACE_CHARS = 1 << 20;

  /** What Logback writes by default: {@code [thread] logger message}. */
  private static final Pattern LOGBACK =
      Pattern.compile("\\[([^\\]\\n]{1,256})] ([\\w$.-]{1,256}) (.*)", Pattern.DOTALL);

  private static final class Waiting {
    final Draft draft;
    Received last;
    StringBuilder trace;

    Waiting(Draft draft, Received last) {
      this.draft = draft;
      this.last = last;
    }
  }

  /** In the order in which they were last heard, and so of their deadlines. */
  private final Map<InetSocketAddress, Waiting> waiting = new LinkedHashMap<>();

  /**
   * Takes a message.
   *
   * @param draft all but its message
   * @param text the message
   */
  void take(Draft draft, String text, Received datagram, Output out) {
    Waiting before = waiting.remove(datagram.from());
    if (before != null && text.startsWith("\t") && belongs(before, draft)) {
      append(before, text, datagram);
      waiting.put(datagram.from(), before);
      return;
    }
    if (before != null) {
      end(before, out);
    }
    fill(draft, text);
    makeRoom(out);
    waiting.put(datagram.from(), new Waiting(draft, datagram));
  }

  private static boolean belongs(Waiting before, Draft line) {
    int length = before.trace == null ? 0 : before.trace.length();
    return before.draft.host.equals(line.host)
        && before.draft.severity == line.severity
        && length < MAX_TRACE_CHARS;
  }

  private static void append(Waiting before, String line, Received datagram) {
    if (before.trace == null) {
      before.trace = new StringBuilder();
    }
    before.trace.append(line, line.startsWith("\tat ") ? 0 : 1, line.length()).append('\n');
    before.last = datagram;
  }

  private static void fill(Draft draft, String text) {
    draft.message = text;
    Matcher logback = LOGBACK.matcher(text);
    if (draft.service == null && logback.matches()) {
      draft.thread = logback.group(1);
      draft.logger = logback.group(2);
      draft.message = logback.group(3);
    }
    Syslog.exception(draft);
  }

  private void makeRoom(Output out) {
    if (waiting.size() >= MAX_SOURCES) {
      Iterator<Waiting> oldest = waiting.values().iterator();
      end(oldest.next(), out);
      oldest.remove();
    }
  }

  private static void end(Waiting ended, Output out) {
    if (ended.trace != null) {
      ended.draft.trace(ended.trace.toString());
    }
    out.event(ended.draft, ended.last);
  }

  /** Another kind of message came from there. */
  void flush(Received datagram, Output out) {
    Waiting before = waiting.remove(datagram.from());
    if (before != null) {
      end(before, out);
    }
  }

  long deadline() {
    return waiting.isEmpty()
        ? Reader.NEVER
        : waiting.values().iterator().next().last.nanos() + WAIT_NANOS;
  }

  void poll(long now, Output out) {
    Iterator<Waiting> oldest = waiting.values().iterator();
    while (oldest.hasNext()) {
      Waiting each = oldest.next();
      if (each.last.nanos() + WAIT_NANOS > now) {
        return;
      }
      oldest.remove();
      end(each, out);
    }
  }
}
