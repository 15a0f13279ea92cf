package io.github.loghail.receiver;

import io.github.loghail.wire.ThrowableAccess;
import java.util.List;

/** An exception as {@link JsonRenderer} wrote it, to be encoded again. */
final class SavedThrowable {

  static final ThrowableAccess<SavedThrowable> ACCESS = new Access();

  private final JsonObject json;
  private final List<JsonObject> frames;
  private final List<JsonObject> suppressed;

  SavedThrowable(JsonObject json) {
    this.json = json;
    frames = json.list("frames", JsonObject.class);
    suppressed = json.list("suppressed", JsonObject.class);
  }

  static StackTraceElement frame(JsonObject json) {
    return new StackTraceElement(
        null,
        json.text("module"),
        null,
        orEmpty(json.text("class")),
        orEmpty(json.text("method")),
        json.text("file"),
        (int) json.number("line", -1));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static final class Access implements ThrowableAccess<SavedThrowable> {

    @Override
    public String className(SavedThrowable thrown) {
      return orEmpty(thrown.json.text("type"));
    }

    @Override
    public String message(SavedThrowable thrown) {
      return thrown.json.text("message");
    }

    @Override
    public int frameCount(SavedThrowable thrown) {
      return thrown.frames.size() + framesInCommon(thrown);
    }

    @Override
    public StackTraceElement frame(SavedThrowable thrown, int index) {
      return SavedThrowable.frame(thrown.frames.get(index));
    }

    @Override
    public int framesInCommon(SavedThrowable thrown) {
      return Math.min(
          thrown.json.count("framesInCommon"), Integer.MAX_VALUE - thrown.frames.size());
    }

    @Override
    public SavedThrowable cause(SavedThrowable thrown) {
      JsonObject cause = thrown.json.object("cause");
      return cause == null ? null : new SavedThrowable(cause);
    }

    @Override
    public int suppressedCount(SavedThrowable thrown) {
      return thrown.suppressed.size();
    }

    @Override
    public SavedThrowable suppressed(SavedThrowable thrown, int index) {
      return new SavedThrowable(thrown.suppressed.get(index));
    }

    @Override
    public boolean isCircular(SavedThrowable thrown) {
      return thrown.json.is("circular");
    }

    @Override
    public int framesLeftOut(SavedThrowable thrown) {
      return thrown.json.count("framesLeftOut");
    }

    @Override
    public int leftOutAt(SavedThrowable thrown) {
      return thrown.json.count("framesLeftOutAt");
    }

    @Override
    public int causesLeftOut(SavedThrowable thrown) {
      return thrown.json.count("causesLeftOut");
    }
  }
}
