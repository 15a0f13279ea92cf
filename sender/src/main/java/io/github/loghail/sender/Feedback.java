package io.github.loghail.sender;

/** What comes back from whoever is sent to. */
enum Feedback {
  /** Answers of a receiver of our own. */
  ANSWERS,
  /** At most that the port is closed: a receiver of another kind does not answer. */
  REFUSALS,
  /** Nothing. */
  NONE
}
