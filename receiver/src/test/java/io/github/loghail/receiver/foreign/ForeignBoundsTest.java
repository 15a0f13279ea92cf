package io.github.loghail.receiver.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** One below each limit, at it, and one beyond. */
class ForeignBoundsTest {

  private static InetSocketAddress source(int number) {
    return new InetSocketAddress("127.0.0.1", 1 + number);
  }

  /** The first of two chunks. */
  private static byte[] begun(int id, int bytes) {
    byte[] chunk = new byte[12 + bytes];
    chunk[0] = 0x1E;
    chunk[1] = 0x0F;
    chunk[8] = (byte) (id >> 8);
    chunk[9] = (byte) id;
    chunk[11] = 2;
    return chunk;
  }

  @Test
  void oneSourceHasAShareOfTheIncompleteMessages() {
    Heard heard = new Heard();
    for (int i = 0; i < Chunks.MAX_MESSAGES_A_SOURCE; i++) {
      heard.take(begun(i, 1));
      assertThat(heard.unreadable).isEmpty();
    }
    heard.take(begun(Chunks.MAX_MESSAGES_A_SOURCE, 1));
    assertThat(heard.unreadable).hasSize(1);
  }

  @Test
  void soManyMessagesMayBeIncomplete() {
    Heard heard = new Heard();
    for (int i = 0; i < Chunks.MAX_MESSAGES; i++) {
      heard.from(source(i / 200)).take(begun(i, 1));
      assertThat(heard.unreadable).isEmpty();
    }
    heard.from(source(999)).take(begun(0, 1));
    assertThat(heard.unreadable).hasSize(1);
  }

  @Test
  void soManyBytesMayBeIncomplete() {
    int each = 60_000 + 64; // what a part takes beside its bytes
    int whole = (int) (Chunks.MAX_BYTES / each);
    int rest = (int) (Chunks.MAX_BYTES - (long) whole * each) - 64;
    for (int more = -1; more <= 1; more++) {
      Heard heard = new Heard();
      for (int i = 0; i < whole; i++) {
        heard.from(source(i / 200)).take(begun(i, 60_000));
      }
      heard.from(source(999)).take(begun(0, rest + more));
      assertThat(heard.unreadable).hasSize(more <= 0 ? 0 : 1);
    }
  }

  private static Received gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return new Received(packed.toByteArray(), packed.size(), Heard.FROM, Heard.NOW, 0);
  }

  @Test
  void whatIsUnpackedIsAsLargeAsItsLimit() throws IOException, UnreadableException {
    for (int more = -1; more <= 1; more++) {
      byte[] content = new byte[Inflation.MAX_BYTES + more];
      new Random(1).nextBytes(content);
      Received packed = gzip(content);
      if (more <= 0) {
        assertThat(Inflation.inflate(packed)).isEqualTo(content);
      } else {
        assertThatThrownBy(() -> Inflation.inflate(packed)).hasMessageContaining("8 MiB");
      }
    }
  }

  @Test
  void aSmallTextMayPackAsWellAsItDoes() throws IOException, UnreadableException {
    for (int more = -1; more <= 1; more++) {
      byte[] content = new byte[Inflation.FREE_BYTES + more];
      Received packed = gzip(content);
      if (more <= 0) {
        assertThat(Inflation.inflate(packed)).hasSize(content.length);
      } else {
        assertThatThrownBy(() -> Inflation.inflate(packed)).hasMessageContaining("a bomb");
      }
    }
  }

  @Test
  void jsonIsAsDeepAsItsLimit() {
    for (int more = -1; more <= 1; more++) {
      int depth = JsonFields.MAX_DEPTH + more - 1;
      String json =
          "{\"message\":\"m\",\"a\":" + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth) + "}";
      Heard heard = Heard.of(json);
      assertThat(heard.unreadable).hasSize(more <= 0 ? 0 : 1);
      assertThat(heard.events).hasSize(more <= 0 ? 1 : 0);
    }
  }

  @Test
  void jsonHasAsManyFieldsAsItsLimit() {
    for (int more = -1; more <= 1; more++) {
      StringBuilder json = new StringBuilder("{\"message\":\"m\"");
      for (int i = 1; i < JsonFields.MAX_FIELDS + more; i++) {
        json.append(",\"k").append(i).append("\":1");
      }
      Heard heard = Heard.of(json.append('}').toString());
      assertThat(heard.unreadable).hasSize(more <= 0 ? 0 : 1);
    }
  }
}
