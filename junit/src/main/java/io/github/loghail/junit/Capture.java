package io.github.loghail.junit;

import io.github.loghail.receiver.LogEvent;
import io.github.loghail.receiver.Receiver;
import io.github.loghail.sender.Redirect;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The receiver that the appenders of this JVM are redirected to: one for all who want events at the
 * same time, because an appender sends to one. The first opens it, the last closes it. Any thread.
 */
final class Capture {

  private static Capture running;

  private final List<LoggedEvents> users = new CopyOnWriteArrayList<>();
  private final Receiver receiver = Receiver.listen(0, this::take);
  private final Redirect redirect = Redirect.to("127.0.0.1", receiver.port());

  private Capture() {}

  static synchronized LoggedEvents open() {
    if (running == null) {
      running = new Capture();
    }
    LoggedEvents events = new LoggedEvents(running.redirect::flush);
    running.users.add(events);
    events.clear();
    return events;
  }

  static synchronized void close(LoggedEvents events) {
    running.users.remove(events);
    if (running.users.isEmpty()) {
      running.redirect.close(); // first, so that no appender misses the receiver
      running.receiver.close();
      running = null;
    }
  }

  private void take(LogEvent event) {
    users.forEach(each -> each.take(event));
  }
}
