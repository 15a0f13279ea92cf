package io.github.loghail.receiver.foreign;

import io.github.loghail.wire.Utf8;

/** Where a reader's findings go. */
interface Output {

  /** An event, of a datagram or of several, the last of which is given. */
  void event(Draft draft, Received datagram);

  /** A text that is no event. */
  void text(Utf8 text, Received datagram);

  /** What was waited for and did not come. */
  void unreadable(String reason, int bytes, Received datagram);
}
