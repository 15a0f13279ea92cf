package io.github.loghail.wire;

/** A stack frame as plain values; an empty module or file is none. */
record FrameSpec(String module, String className, String method, String file, int line) {

  static FrameSpec of(String className, String method, String file, int line) {
    return new FrameSpec("", className, method, file, line);
  }

  static FrameSpec of(Frame frame) {
    return frame == null
        ? null
        : new FrameSpec(
            frame.module().toString(),
            frame.className().toString(),
            frame.method().toString(),
            frame.file().toString(),
            frame.line());
  }

  FrameSpec wellFormed() {
    return new FrameSpec(
        Text.wellFormed(module),
        Text.wellFormed(className),
        Text.wellFormed(method),
        Text.wellFormed(file),
        line);
  }

  StackTraceElement element() {
    return new StackTraceElement(
        null,
        module.isEmpty() ? null : module,
        null,
        className,
        method,
        file.isEmpty() ? null : file,
        line);
  }
}
