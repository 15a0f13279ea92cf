package io.github.loghail.receiver;

import java.util.Locale;

/** How stack traces are shown. Thread-safe: a key may change it while lines are written. */
final class StackSwitch {

  /** How much of a trace is shown. */
  enum Mode {
    /** The application's own frames, the rest counted. */
    APP,
    /** Everything. */
    FULL,
    /** The root cause and its first frame of the application. */
    ROOT,
    /** One line. */
    NONE
  }

  private volatile Mode mode;

  StackSwitch(Mode mode) {
    this.mode = mode;
  }

  Mode mode() {
    return mode;
  }

  /** As the option has it. */
  String name() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** Goes on to the next mode, from the last to the first. One thread alone. */
  void next() {
    mode = Mode.values()[(mode.ordinal() + 1) % Mode.values().length];
  }
}
