package io.github.loghail.sender;

import io.github.loghail.wire.Event;

/** How an event is written for a receiver that is not ours. */
sealed interface Form permits TextForm, JsonForm {

  /** How text is escaped. */
  Escape escape();

  /** Writes an event that had so many bytes if it is not written whole, else 0. */
  void write(Event event, long originalBytes, LineBytes out);
}
