package io.github.loghail.wire;

import java.util.Arrays;

/**
 * Who sends: one process's one appender. Written in every EVENTS and HEARTBEAT packet, so that each
 * can be understood alone.
 *
 * @param service the service's name
 * @param host the host's name
 * @param processId of the sending process
 * @param framework the logging framework, in lower case
 * @param startNanos when the session began, nanoseconds since the epoch
 */
public record Resource(
    String service, String host, long processId, String framework, long startNanos) {

  private static final int MAX_SERVICE_BYTES = 200;
  private static final int MAX_HOST_BYTES = 200;
  private static final int MAX_FRAMEWORK_BYTES = 40;

  /** The block as it stands in a packet, its length first; longer names are cut to fit. */
  byte[] encode() {
    byte[] block = new byte[Wire.MAX_RESOURCE_BYTES];
    int at = 2;
    at = putText(block, at, service, MAX_SERVICE_BYTES);
    at = putText(block, at, host, MAX_HOST_BYTES);
    at = putText(block, at, framework, MAX_FRAMEWORK_BYTES);
    at = Bytes.putVarint(block, at, processId);
    Bytes.putLong(block, at, startNanos);
    at += 8;
    Bytes.putShort(block, 0, at - 2);
    return Arrays.copyOf(block, at);
  }

  private static int putText(byte[] block, int at, String textOrNull, int maxBytes) {
    String text = textOrNull == null ? "" : textOrNull;
    int chars = Utf8Encoder.charsWithin(text, maxBytes);
    int position = Bytes.putVarint(block, at, Utf8Encoder.length(text, chars));
    return Utf8Encoder.encode(text, chars, block, position);
  }

  /** Whether a block can be read, without making strings of it. */
  static void check(Reader block) throws MalformedException {
    block.text();
    block.text();
    block.text();
    block.varint();
    block.i64();
  }

  /** Reads a block whose length has been read; what a later version adds behind is left alone. */
  static Resource read(Reader block) throws MalformedException {
    String service = block.text().toString();
    String host = block.text().toString();
    String framework = block.text().toString();
    long processId = block.varint();
    return new Resource(service, host, processId, framework, block.i64());
  }
}
