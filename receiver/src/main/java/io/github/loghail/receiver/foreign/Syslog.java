package io.github.loghail.receiver.foreign;

/** Syslog: RFC 5424 where a version follows the priority, RFC 3164 as it is found elsewhere. */
final class Syslog implements Reader {

  static final int MAX_PRIORITY = 191;

  private static final String[] FACILITIES = {
    "kern",
    "user",
    "mail",
    "daemon",
    "auth",
    "syslog",
    "lpr",
    "news",
    "uucp",
    "cron",
    "authpriv",
    "ftp",
    "ntp",
    "audit",
    "alert",
    "clock",
    "local0",
    "local1",
    "local2",
    "local3",
    "local4",
    "local5",
    "local6",
    "local7"
  };

  /** What nearly all applications send as: not worth an attribute. */
  private static final int USER = 1;

  private final Settings settings;
  private final StackLines stackLines = new StackLines();

  Syslog(Settings settings) {
    this.settings = settings;
  }

  /** {@code <0>} to {@code <191>}. */
  @Override
  public boolean recognises(Received datagram) {
    return priorityEnd(datagram) > 0;
  }

  /** Index behind the bracket; 0 when there is no priority. */
  private static int priorityEnd(Received datagram) {
    int at = 1;
    while (at <= 3 && isDigit(datagram.at(at))) {
      at++;
    }
    boolean isPriority = datagram.at(0) == '<' && at > 1 && datagram.at(at) == '>';
    return isPriority && priority(datagram, at) <= MAX_PRIORITY ? at + 1 : 0;
  }

  private static int priority(Received datagram, int end) {
    int number = 0;
    for (int i = 1; i < end; i++) {
      number = 10 * number + datagram.at(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(int letter) {
    return letter >= '0' && letter <= '9';
  }

  @Override
  public void read(Received datagram, Output out) throws UnreadableException {
    int start = priorityEnd(datagram);
    int priority = priority(datagram, start - 1);
    String text = Texts.of(datagram.bytes(), start, datagram.trimmedLength());
    Draft draft = new Draft(datagram.epochNanos());
    draft.severity = Severities.ofSyslog(priority & 7);
    if (priority >> 3 != USER) {
      draft.attributes.put("facility", FACILITIES[priority >> 3]);
    }
    if (text.startsWith("1 ")) {
      stackLines.flush(datagram, out);
      new Rfc5424(text.substring(2), settings.zone()).read(draft);
      exception(draft);
      out.event(draft, datagram);
    } else {
      String rest = new Rfc3164(text, settings.zone()).read(draft);
      stackLines.take(draft, rest, datagram, out);
    }
  }

  /** A trace behind the message, as Log4j2's exceptionPattern writes it. */
  static void exception(Draft draft) {
    int start = Traces.find(draft.message);
    ReadThrowable thrown = start < 0 ? null : Traces.parse(draft.message.substring(start));
    if (thrown != null) {
      draft.thrown = thrown;
      draft.message = draft.message.substring(0, start).stripTrailing();
    }
  }

  @Override
  public long deadline() {
    return stackLines.deadline();
  }

  @Override
  public void poll(long now, Output out) {
    stackLines.poll(now, out);
  }
}
