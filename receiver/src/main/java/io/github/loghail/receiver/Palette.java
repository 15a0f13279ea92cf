package io.github.loghail.receiver;

/** Colours of a terminal, or none. */
final class Palette {

  /** Of the 256 colours, those that can be read on light and on dark ground. */
  private static final int[] SERVICES = {
    33, 208, 41, 170, 136, 37, 203, 99, 70, 206, 30, 172, 63, 107, 161, 44, 130, 141, 34, 167, 67,
    178, 125, 73
  };

  private static final String RESET = "\u001b[0m";
  private static final String DIM = "\u001b[2m";
  private static final String[] LEVELS = {
    "\u001b[2m", "\u001b[36m", "\u001b[32m", "\u001b[33m", "\u001b[31m", "\u001b[1;31m"
  };

  private final boolean isOn;

  Palette(boolean isOn) {
    this.isOn = isOn;
  }

  static int services() {
    return SERVICES.length;
  }

  String service(int index) {
    return isOn ? "\u001b[38;5;" + SERVICES[index] + "m" : "";
  }

  String level(int family) {
    return isOn ? LEVELS[family] : "";
  }

  /** Only a warning or worse colours its message. */
  String message(int family) {
    return isOn && family >= 3 ? LEVELS[family] : "";
  }

  String dim() {
    return isOn ? DIM : "";
  }

  String reset() {
    return isOn ? RESET : "";
  }
}
