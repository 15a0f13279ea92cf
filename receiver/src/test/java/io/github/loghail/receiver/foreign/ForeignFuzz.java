package io.github.loghail.receiver.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.loghail.wire.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** GELF, in chunks or packed, syslog and JSON, of anybody's making. */
class ForeignFuzz {

  private static final int CHUNK_BYTES = 7;

  @FuzzTest(maxDuration = "60s")
  void take(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    Heard heard = new Heard();
    byte[] content = Arrays.copyOfRange(data, 1, data.length);
    switch (data[0] & 7) {
      case 0 -> heard.take(content);
      case 1 -> chunked(heard, content);
      case 2 -> heard.take(gzip(content));
      case 3 -> heard.take(zlib(content));
      case 4 -> heard.take("<13>" + new String(content, StandardCharsets.UTF_8));
      case 5 -> heard.take("<165>1 " + new String(content, StandardCharsets.UTF_8));
      case 6 -> heard.take("{" + new String(content, StandardCharsets.UTF_8));
      default -> {
        heard.take(gzip(content));
        heard.take(content);
        heard.take(content);
      }
    }
    heard.end();
    // at the beginning of the reason: a datagram may say so as well
    assertThat(heard.unreadable)
        .noneMatch(each -> each.matches("(?s)\\d+ bytes, \\S+: the receiver failed.*"));
    heard.events.forEach(ForeignFuzz::read);
  }

  private static void chunked(Heard heard, byte[] content) {
    int count = Math.min(Chunks.MAX_CHUNKS, 1 + content.length / CHUNK_BYTES);
    for (int i = 0; i < count; i++) {
      byte[] part = Arrays.copyOfRange(content, i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES);
      byte[] chunk = new byte[12 + part.length];
      chunk[0] = 0x1E;
      chunk[1] = 0x0F;
      chunk[10] = (byte) (i * 5 % count);
      chunk[11] = (byte) count;
      System.arraycopy(part, 0, chunk, 12, part.length);
      heard.take(chunk);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] zlib(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
      packed.write(content);
    }
    return out.toByteArray();
  }

  private static void read(Event event) {
    event.message().toString();
    event.attributes().forEach(each -> each.toString());
    String.valueOf(event.thrown()).isEmpty();
  }
}
