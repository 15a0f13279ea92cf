package io.github.loghail.receiver.foreign;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes an event of fields by what their keys mean. One for each event. */
final class FieldMapper {

  private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-fA-F]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-fA-F]{16}");

  /** In front of a trace id, Google's form of it. */
  private static final String GOOGLE_TRACE = "/traces/";

  private record Found(Role.Key key, String name, Object value) {}

  private final Draft draft;
  private final ZoneId zone;
  private final Map<Role, Found> found = new EnumMap<>(Role.class);
  private boolean hasLevel;
  private boolean hasNumericLevel;

  FieldMapper(Draft draft, ZoneId zone) {
    this.draft = draft;
    this.zone = zone;
  }

  /** Takes a field. */
  void field(String name, Object value) {
    Role.Key key = Role.of(name);
    if (key == null) {
      attribute(withoutContext(name), value);
      return;
    } else if (value == null || value.equals("")) {
      return; // some write every field, whether they have it or not
    }
    Found known = found.get(key.role());
    if (known == null || key.rank() < known.key.rank()) {
      found.put(key.role(), new Found(key, name, value));
      if (known != null) {
        spare(known);
      }
    } else {
      spare(new Found(key, name, value));
    }
  }

  private static String withoutContext(String name) {
    for (String context : Role.CONTEXTS) {
      if (name.startsWith(context) && name.length() > context.length()) {
        return name.substring(context.length());
      }
    }
    return name;
  }

  private void spare(Found unused) {
    if (unused.key.role() != Role.LEFT_OUT) {
      attribute(unused.name, unused.value);
    }
  }

  private void attribute(String name, Object value) {
    draft.attributes.put(name, JsonFields.plain(value));
  }

  /** All fields have been taken. */
  void finish() {
    time();
    level();
    draft.message = orElse(text(Role.MESSAGE), draft.message);
    draft.logger = orElse(text(Role.LOGGER), draft.logger);
    draft.thread = orElse(text(Role.THREAD), draft.thread);
    draft.service = orElse(text(Role.SERVICE), draft.service);
    draft.host = orElse(text(Role.HOST), draft.host);
    name();
    processId();
    trace();
    texts(Role.MARKERS, draft.markers);
    texts(Role.CONTEXT_STACK, draft.contextStack);
    caller();
    exception();
    found.forEach((role, unused) -> spare(unused));
  }

  private void time() {
    Found time = found.get(Role.TIME);
    long nanos = time == null ? Times.NONE : time(time.value);
    if (nanos != Times.NONE) {
      draft.epochNanos = nanos;
      found.remove(Role.TIME);
    } else if (value(Role.TIME_SECONDS) instanceof Long seconds) {
      nanos = Times.nanos(seconds, value(Role.TIME_NANOS) instanceof Long part ? part : 0);
      draft.epochNanos = nanos == Times.NONE ? draft.epochNanos : nanos;
      found.remove(Role.TIME_SECONDS);
      found.remove(Role.TIME_NANOS);
    }
  }

  private long time(Object value) {
    if (value instanceof String text) {
      long nanos = Times.iso(text, zone);
      return nanos == Times.NONE ? Times.epoch(text) : nanos;
    } else if (value instanceof Long number) {
      return Times.epoch(number);
    }
    return value instanceof JsonFields.Decimal decimal ? Times.epoch(decimal.text()) : Times.NONE;
  }

  private void level() {
    take(Role.LEVEL, value -> level(value));
    take(Role.SEVERITY_NUMBER, value -> number(value, Severities::ofOpenTelemetry));
    take(Role.PYTHON_LEVEL, value -> number(value, Severities::ofPython));
  }

  private interface Level {
    int of(Object value);
  }

  private interface OfNumber {
    int of(long number);
  }

  private static int level(Object value) {
    return value instanceof String text
        ? Severities.ofName(text)
        : number(value, Severities::ofNumber);
  }

  private static int number(Object value, OfNumber meaning) {
    return value instanceof Long number ? meaning.of(number) : Severities.UNKNOWN;
  }

  private void take(Role role, Level meaning) {
    Found level = found.get(role);
    int severity = level == null ? Severities.UNKNOWN : meaning.of(level.value);
    if (severity != Severities.UNKNOWN) {
      found.remove(role);
      if (!hasLevel) {
        hasLevel = true;
        hasNumericLevel = level.value instanceof Long;
        draft.severity = severity;
      }
    }
  }

  private void name() {
    if (found.get(Role.NAME) == null) {
      return;
    }
    if (hasNumericLevel && draft.service == null) {
      draft.service = text(Role.NAME);
    } else if (!hasNumericLevel && draft.logger == null) {
      draft.logger = text(Role.NAME);
    }
  }

  private void processId() {
    Object value = value(Role.PID);
    try {
      long number = value instanceof String text ? Long.parseLong(text) : (Long) value;
      if (number >= 0) {
        draft.processId = number;
        found.remove(Role.PID);
      }
    } catch (NumberFormatException | ClassCastException | NullPointerException e) {
      // it is no process id, and stays an attribute
    }
  }

  private void trace() {
    String trace = value(Role.TRACE) instanceof String text ? text : "";
    trace = trace.substring(Math.max(0, trace.lastIndexOf(GOOGLE_TRACE) + 1));
    trace = trace.startsWith("traces/") ? trace.substring("traces/".length()) : trace;
    if (TRACE_ID.matcher(trace).matches()) {
      draft.traceId = trace;
      found.remove(Role.TRACE);
      if (value(Role.SPAN) instanceof String span && SPAN_ID.matcher(span).matches()) {
        draft.spanId = span;
        found.remove(Role.SPAN);
      }
    }
  }

  private void texts(Role role, List<String> out) {
    Object value = value(role);
    if (value instanceof List<?> list) {
      list.forEach(each -> out.add(String.valueOf(JsonFields.plain(each))));
      found.remove(role);
    } else if (value instanceof String text) {
      out.add(text);
      found.remove(role);
    }
  }

  /** A line alone, or a method, is no place to go to. */
  private void caller() {
    int line = line(value(Role.CALLER_LINE));
    if (value(Role.CALLER_FILE) instanceof String file && line >= 0) {
      String type = text(Role.CALLER_CLASS);
      String method = orElse(text(Role.CALLER_METHOD), "");
      int dot = type == null ? method.lastIndexOf('.') : -1;
      draft.caller =
          dot > 0
              ? new StackTraceElement(
                  method.substring(0, dot), method.substring(dot + 1), file, line)
              : new StackTraceElement(orElse(type, ""), method, file, line);
      found.remove(Role.CALLER_FILE);
      found.remove(Role.CALLER_LINE);
    }
  }

  private static int line(Object value) {
    try {
      return value instanceof String text
          ? Integer.parseInt(text)
          : value instanceof Long number ? Math.toIntExact(number) : -1;
    } catch (ArithmeticException | NumberFormatException e) {
      return -1;
    }
  }

  private void exception() {
    String trace = traceText();
    if (trace != null) {
      draft.message = Traces.cut(draft.message, trace);
      draft.trace(trace);
      found.remove(Role.EXCEPTION_CLASS);
      found.remove(Role.EXCEPTION_MESSAGE);
    } else if (value(Role.EXCEPTION_CLASS) instanceof String type && !type.isEmpty()) {
      draft.thrown = new ReadThrowable(text(Role.EXCEPTION_CLASS), text(Role.EXCEPTION_MESSAGE));
    }
  }

  /** A text; or frames as objects, or lines, in a list. */
  private String traceText() {
    Object value = value(Role.EXCEPTION);
    if (value instanceof String text) {
      found.remove(Role.EXCEPTION);
      return text.isBlank() ? null : text;
    } else if (value instanceof List<?> frames && !frames.isEmpty()) {
      found.remove(Role.EXCEPTION);
      return FrameLists.text(title(), frames);
    }
    return null;
  }

  private String title() {
    String message = JsonFields.textOf(value(Role.EXCEPTION_MESSAGE));
    String type = orElse(JsonFields.textOf(value(Role.EXCEPTION_CLASS)), "exception");
    return message == null ? type : type + ": " + message;
  }

  private Object value(Role role) {
    Found field = found.get(role);
    return field == null ? null : field.value;
  }

  /** The text of what is not a list, which is thereby used; null for none. */
  private String text(Role role) {
    Object value = value(role);
    if (value == null || value instanceof List<?>) {
      return null;
    }
    found.remove(role);
    return JsonFields.textOf(value);
  }

  private static String orElse(String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
