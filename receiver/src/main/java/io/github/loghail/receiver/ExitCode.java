package io.github.loghail.receiver;

/** How a command ended, as the shell sees it. */
enum ExitCode {
  /** It did what was asked, until it was stopped. */
  OK(0),
  /** It failed while it ran. */
  FAILURE(1),
  /** It was not understood. */
  USAGE(2),
  /** It could not bind its address. */
  CANNOT_BIND(3),
  /** It met an event as severe as {@code --fail-on} says. */
  FAIL_ON(4),
  /** It ended before {@code --wait-for} or {@code --count} was met. */
  NOT_MET(5);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
