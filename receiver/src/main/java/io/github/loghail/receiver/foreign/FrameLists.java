package io.github.loghail.receiver.foreign;

import java.util.List;
import java.util.Map;

/** Makes the text of a trace of frames in a list: objects, as Log4j2's templates have them. */
final class FrameLists {

  private FrameLists() {}

  /**
   * The trace.
   *
   * @param title class and message, in front of frames that are objects; lines have their own
   * @param frames objects, or lines
   */
  static String text(String title, List<?> frames) {
    StringBuilder text = new StringBuilder();
    if (frames.get(0) instanceof Map<?, ?>) {
      text.append(title).append('\n');
    }
    for (Object each : frames) {
      text.append(each instanceof Map<?, ?> frame ? line(frame) : JsonFields.plain(each));
      text.append('\n');
    }
    return text.toString();
  }

  private static String line(Map<?, ?> frame) {
    String file = JsonFields.textOf(frame.get("file"));
    String line = JsonFields.textOf(frame.get("line"));
    return "\tat %s.%s(%s%s)"
        .formatted(
            JsonFields.textOf(frame.get("class")),
            JsonFields.textOf(frame.get("method")),
            file == null ? "Unknown Source" : file,
            line == null ? "" : ":" + line);
  }
}
