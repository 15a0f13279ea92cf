package io.github.loghail.sender;

import io.github.loghail.wire.Event;
import java.nio.ByteBuffer;

/** Events as datagrams of a form, each no larger than allowed. Used by the sender's thread. */
final class Rendering {

  private final Form form;
  private final SendCounters counters;
  private int limit;

  Rendering(Form form, SendCounters counters, int limit) {
    this.form = form;
    this.counters = counters;
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  /** From now on datagrams have no more than so many bytes. */
  void limit(int bytes) {
    limit = bytes;
  }

  /** Writes an event into a buffer of at least the limit, shortened until it fits. */
  ByteBuffer render(Event event, LineBytes out) {
    long original = event.originalBytes();
    int attempt = 0;
    do {
      out.begin(limit, form.escape(), Allowance.of(attempt++, limit));
      form.write(event, original, out);
      original = Math.max(original, out.isTooSmall() ? out.totalBytes() : 0);
    } while (out.isTooSmall());
    if (attempt > 1 && event.originalBytes() == 0) {
      counters.shortened();
    }
    return ByteBuffer.wrap(out.bytes(), 0, out.size());
  }
}
