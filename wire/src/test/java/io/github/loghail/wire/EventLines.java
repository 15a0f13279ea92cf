package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event as lines of a golden vector, in both directions. */
final class EventLines {

  private static final Pattern ATTRIBUTE = Pattern.compile("(?s)(.*?) = (\\w+) ?(.*)");
  private static final Pattern FRAME =
      Pattern.compile("(?:([^/]*)/)?(.*)\\.([^.]*)\\((.*):(-?\\d+)\\)");

  private EventLines() {}

  static List<String> print(EventSpec event) {
    List<String> out = new ArrayList<>();
    out.add(Lines.line("severity", event.severity()));
    out.add(Lines.line("time", event.nanos()));
    out.add(Lines.line("logger", event.logger()));
    out.add(Lines.line("thread", event.thread()));
    out.add(Lines.line(event.formatted() ? "formatted" : "message", event.message()));
    event.attributes().forEach(each -> out.add(Lines.line("attribute", attribute(each))));
    event.markers().forEach(each -> out.add(Lines.line("marker", each)));
    event.contextStack().forEach(each -> out.add(Lines.line("context", each)));
    if (event.traceId() != null) {
      out.add(Lines.line("trace", event.traceId()));
    }
    if (event.spanId() != null) {
      out.add(Lines.line("span", event.spanId()));
    }
    if (event.caller() != null) {
      out.add(Lines.line("caller", frame(event.caller())));
    }
    if (event.thrown() != null) {
      print("exception", event.thrown(), out);
    }
    if (event.originalBytes() != 0) {
      out.add(Lines.line("original-size", event.originalBytes()));
    }
    return out;
  }

  private static void print(String key, ThrownSpec thrown, List<String> out) {
    out.add(Lines.line(key, thrown.className()));
    if (thrown.message() != null) {
      out.add(Lines.line("detail", thrown.message()));
    }
    if (thrown.causesLeftOut() != 0) {
      out.add(Lines.line("causes-left-out", thrown.causesLeftOut()));
    }
    if (thrown.circular()) {
      out.add(Lines.line("circular", true));
    }
    for (int i = 0; i <= thrown.frames().size(); i++) {
      if (i == thrown.leftOutAt() && thrown.framesLeftOut() != 0) {
        out.add(Lines.line("frames-left-out", thrown.framesLeftOut()));
      }
      if (i < thrown.frames().size()) {
        out.add(Lines.line("frame", frame(thrown.frames().get(i))));
      }
    }
    if (thrown.framesInCommon() != 0) {
      out.add(Lines.line("frames-in-common", thrown.framesInCommon()));
    }
    for (ThrownSpec each : thrown.suppressed()) {
      print("suppressed", each, out);
      out.add(Lines.line("end-suppressed", ""));
    }
    if (thrown.cause() != null) {
      print("cause", thrown.cause(), out);
    }
  }

  private static String attribute(EventSpec.Attr attribute) {
    Object value = attribute.value();
    String type =
        value instanceof String
            ? "text"
            : value instanceof Long ? "whole" : value instanceof Double ? "real" : "";
    return (attribute.key() + " = " + type + " " + value).replace("=  ", "= ");
  }

  private static String frame(FrameSpec frame) {
    String module = frame.module().isEmpty() ? "" : frame.module() + "/";
    return module
        + frame.className()
        + "."
        + frame.method()
        + "("
        + frame.file()
        + ":"
        + frame.line()
        + ")";
  }

  static EventSpec parse(Lines in) {
    int severity = (int) in.takeNumber("severity");
    long time = in.takeNumber("time");
    String logger = in.take("logger");
    String thread = in.take("thread");
    boolean formatted = in.isAt("formatted");
    String message = in.take(formatted ? "formatted" : "message");
    List<EventSpec.Attr> attributes = new ArrayList<>();
    while (in.isAt("attribute")) {
      attributes.add(parseAttribute(in.take("attribute")));
    }
    List<String> markers = all(in, "marker");
    List<String> context = all(in, "context");
    String trace = in.takeIf("trace");
    String span = in.takeIf("span");
    FrameSpec caller = in.isAt("caller") ? parseFrame(in.take("caller")) : null;
    ThrownSpec thrown = in.isAt("exception") ? parseThrown(in, "exception") : null;
    return new EventSpec(
        severity,
        time,
        logger,
        thread,
        message,
        formatted,
        attributes,
        markers,
        context,
        trace,
        span,
        caller,
        thrown,
        0);
  }

  private static List<String> all(Lines in, String key) {
    List<String> all = new ArrayList<>();
    while (in.isAt(key)) {
      all.add(in.take(key));
    }
    return all;
  }

  private static ThrownSpec parseThrown(Lines in, String key) {
    String className = in.take(key);
    String detail = in.takeIf("detail");
    if (in.takeFlag("circular")) {
      return ThrownSpec.circular(className, detail);
    }
    List<FrameSpec> frames = all(in, "frame").stream().map(EventLines::parseFrame).toList();
    String inCommon = in.takeIf("frames-in-common");
    List<ThrownSpec> suppressed = new ArrayList<>();
    while (in.isAt("suppressed")) {
      suppressed.add(parseThrown(in, "suppressed"));
      in.take("end-suppressed");
    }
    return ThrownSpec.of(className, detail, frames.toArray(FrameSpec[]::new))
        .inCommon(inCommon == null ? 0 : Integer.parseInt(inCommon))
        .suppressing(suppressed)
        .causedBy(in.isAt("cause") ? parseThrown(in, "cause") : null);
  }

  private static EventSpec.Attr parseAttribute(String text) {
    Matcher parts = matcher(ATTRIBUTE, text);
    String value = parts.group(3);
    return new EventSpec.Attr(
        parts.group(1),
        switch (parts.group(2)) {
          case "text" -> value;
          case "whole" -> Long.parseLong(value);
          case "real" -> Double.parseDouble(value);
          case "null" -> null;
          default -> Boolean.parseBoolean(parts.group(2));
        });
  }

  private static FrameSpec parseFrame(String text) {
    Matcher parts = matcher(FRAME, text);
    String module = parts.group(1) == null ? "" : parts.group(1);
    int line = Integer.parseInt(parts.group(5));
    return new FrameSpec(module, parts.group(2), parts.group(3), parts.group(4), line);
  }

  private static Matcher matcher(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return matcher;
  }
}
