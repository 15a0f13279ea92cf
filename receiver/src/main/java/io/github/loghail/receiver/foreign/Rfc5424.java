package io.github.loghail.receiver.foreign;

import java.time.ZoneId;

/**
 * A message of RFC 5424, what is behind its version:
 *
 * <pre>
 *  TIMESTAMP HOSTNAME APP-NAME PROCID MSGID [id name="value" ...][...] MSG
 * </pre>
 *
 * <p>A dash stands for what is not known.
 */
final class Rfc5424 {

  private static final String NIL = "-";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** The MDC of Log4j2: its keys stand for themselves. */
  private static final String MDC = "mdc";

  /** What util-linux says with every message about the clock of its machine. */
  private static final String TIME_QUALITY = "timeQuality";

  private final String text;
  private final ZoneId zone;
  private int at;

  Rfc5424(String text, ZoneId zone) {
    this.text = text;
    this.zone = zone;
  }

  void read(Draft draft) throws UnreadableException {
    String time = token("a time");
    if (time != null) {
      long nanos = Times.iso(time, zone);
      if (nanos == Times.NONE) {
        throw new UnreadableException("RFC 5424 with a time that is none");
      }
      draft.epochNanos = nanos;
    }
    String host = token("a host name");
    draft.host = host == null ? "" : host;
    draft.service = token("an application name");
    process(token("a process id"), draft);
    String id = token("a message id");
    if (id != null) {
      draft.attributes.put("msgid", id);
    }
    if (text.startsWith(NIL, at)) {
      at++;
    } else {
      structuredData(draft);
    }
    message(draft);
  }

  private static void process(String id, Draft draft) {
    try {
      draft.processId = id == null ? 0 : Math.max(0, Long.parseLong(id));
    } catch (NumberFormatException e) {
      draft.attributes.put("procid", id);
    }
  }

  /** Up to the next space, which is passed; null for a dash. */
  private String token(String what) throws UnreadableException {
    int end = text.indexOf(' ', at);
    if (end <= at) {
      throw new UnreadableException("RFC 5424 without " + what);
    }
    String token = text.substring(at, end);
    at = end + 1;
    return token.equals(NIL) ? null : token;
  }

  private void structuredData(Draft draft) throws UnreadableException {
    if (at >= text.length() || text.charAt(at) != '[') {
      throw new UnreadableException("RFC 5424 without structured data, nor the dash for none");
    }
    while (at < text.length() && text.charAt(at) == '[') {
      at++;
      element(draft);
    }
  }

  private void element(Draft draft) throws UnreadableException {
    int end = at;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != ']') {
      end++;
    }
    String id = text.substring(at, end);
    int enterprise = id.indexOf('@');
    String name = enterprise < 0 ? id : id.substring(0, enterprise);
    at = end;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
      parameter(name, draft);
    }
    if (id.isEmpty() || at >= text.length() || text.charAt(at) != ']') {
      throw broken();
    }
    at++;
  }

  private void parameter(String element, Draft draft) throws UnreadableException {
    if (at < text.length() && text.charAt(at) == ']') {
      return; // a space in front of it, as some write
    }
    int equals = text.indexOf('=', at);
    if (equals <= at || equals + 1 >= text.length() || text.charAt(equals + 1) != '"') {
      throw broken();
    }
    String name = text.substring(at, equals);
    at = equals + 2;
    String value = value();
    if (!element.equals(TIME_QUALITY)) {
      draft.attributes.put(element.equals(MDC) ? name : element + "." + name, value);
    }
  }

  /** Up to the quotation mark that ends it; a backslash goes before one, itself and a bracket. */
  private String value() throws UnreadableException {
    StringBuilder value = new StringBuilder();
    for (; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '"') {
        at++;
        return value.toString();
      }
      char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
      if (letter == '\\' && (next == '"' || next == '\\' || next == ']')) {
        value.append(next);
        at++;
      } else {
        value.append(letter);
      }
    }
    throw broken();
  }

  private static UnreadableException broken() {
    return new UnreadableException("RFC 5424 with broken structured data");
  }

  private void message(Draft draft) throws UnreadableException {
    if (at < text.length() && text.charAt(at) != ' ') {
      throw new UnreadableException("RFC 5424 without a space behind its structured data");
    }
    int start = Math.min(at + 1, text.length());
    if (start < text.length()) {
      char first = text.charAt(start);
      // rsyslog forwards what was RFC 3164 with the space that stood behind its tag
      start += first == BYTE_ORDER_MARK || first == ' ' ? 1 : 0;
    }
    draft.message = text.substring(start);
  }
}
