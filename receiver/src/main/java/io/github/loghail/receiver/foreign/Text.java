package io.github.loghail.receiver.foreign;

import io.github.loghail.wire.Utf8;

/** What is nothing else: the lines of text that it may be. */
final class Text implements Reader {

  @Override
  public boolean recognises(Received datagram) {
    return true;
  }

  @Override
  public void read(Received datagram, Output out) {
    out.text(new Utf8(datagram.bytes(), 0, textLength(datagram)), datagram);
  }

  /** Without the end of the line that a client may have sent with it. */
  private static int textLength(Received datagram) {
    int length = datagram.length();
    if (datagram.at(length - 1) == '\n') {
      length--;
    }
    if (datagram.at(length - 1) == '\r') {
      length--;
    }
    return length;
  }
}
