package io.github.loghail.receiver.foreign;

import static io.github.loghail.receiver.foreign.Heard.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GelfTest {

  private static final String MESSAGE =
      "{\"version\":\"1.1\",\"host\":\"shop\",\"short_message\":\"Order accepted\",\"level\":6,"
          + "\"timestamp\":1795701801.391456789,\"_order\":4711,\"_price\":12.5,\"_vip\":true,"
          + "\"_logger_name\":\"com.acme.Shop\",\"_thread_name\":\"main\",\"_user\":\"ada\"}";

  private static final String TEXT =
      "INFO [com.acme.Shop] [main] Order accepted order=4711 price=12.5 user=ada vip=true";

  @Test
  void readsAPlainMessage() {
    Heard heard = Heard.of(MESSAGE);
    assertThat(Heard.text(heard.event())).isEqualTo(TEXT);
    assertThat(heard.event().epochNanos()).isEqualTo(1_795_701_801_391_456_789L);
    assertThat(heard.origin()).isEqualTo(new Origin("shop", "shop", 0, Format.GELF, Heard.FROM));
  }

  @Test
  void readsGzipAndZlib() throws IOException {
    assertThat(Heard.text(new Heard().take(gzip(MESSAGE)).event())).isEqualTo(TEXT);
    assertThat(Heard.text(new Heard().take(zlib(MESSAGE)).event())).isEqualTo(TEXT);
  }

  @Test
  void joinsChunksInAnyOrderAndTakesEachOnce() throws IOException {
    byte[][] chunks = chunks(7, gzip(MESSAGE), 50);
    Heard heard = new Heard();
    for (int i = chunks.length - 1; i >= 0; i--) {
      heard.take(chunks[i]).take(chunks[i]);
    }
    heard.take(chunks[0]).end();
    assertThat(Heard.text(heard.event())).isEqualTo(TEXT);
    assertThat(heard.unreadable).isEmpty();
    assertThat(heard.foreign.deadline()).isEqualTo(Foreign.NEVER);
  }

  @Test
  void tellsAfterFiveSecondsWhichChunksAreMissing() throws IOException {
    byte[][] chunks = chunks(7, MESSAGE.getBytes(StandardCharsets.UTF_8), 30);
    Heard heard = new Heard();
    heard.take(chunks[0]).take(chunks[2]);
    assertThat(heard.pass(Chunks.MAX_AGE_NANOS - 1).unreadable).isEmpty();
    assertThat(heard.pass(1).unreadable)
        .containsExactly("60 bytes, gelf: within 5 s came 2 of 8 chunks; missing 2, 4–8");
  }

  @Test
  void tellsTheChunksOfTwoSendersApart() {
    byte[][] one = chunks(7, MESSAGE.getBytes(StandardCharsets.UTF_8), 200);
    byte[][] two = chunks(7, MESSAGE.replace("4711", "4712").getBytes(StandardCharsets.UTF_8), 200);
    InetSocketAddress other = new InetSocketAddress("127.0.0.1", 40_001);
    Heard heard = new Heard();
    heard.from(other).take(two[0]).from(Heard.FROM).take(one[0]);
    heard.from(other).take(two[1]).from(Heard.FROM).take(one[1]);
    assertThat(heard.events).hasSize(2);
    assertThat(heard.origins.get(0).from()).isEqualTo(other);
    assertThat(Heard.attributes(heard.events.get(0))).containsEntry("order", 4712L);
  }

  /** The limit, and one more on either side. */
  @Test
  void takes128Chunks() {
    byte[] bytes =
        (" ".repeat(128 - MESSAGE.length() % 128) + MESSAGE).getBytes(StandardCharsets.UTF_8);
    Heard heard = new Heard();
    for (byte[] each : chunks(1, bytes, bytes.length / 128)) {
      heard.take(each);
    }
    assertThat(heard.events).hasSize(1);
    heard.take(chunk(2, 0, 129, bytes)).take(chunk(2, 5, 5, bytes)).take(chunk(2, 0, 0, bytes));
    assertThat(heard.unreadable)
        .allSatisfy(each -> assertThat(each).contains("gelf: chunk "))
        .hasSize(3);
  }

  @Test
  void boundsWhatIsIncomplete() {
    Heard heard = new Heard();
    byte[] part = new byte[60_000];
    for (int i = 0; i < 5000; i++) {
      heard.from(new InetSocketAddress("127.0.0.1", 1 + i % 7)).take(chunk(i, 0, 2, part));
    }
    assertThat(heard.unreadable.size())
        .isGreaterThanOrEqualTo(5000 - (int) (Chunks.MAX_BYTES / 60_000) - 1);
    assertThat(heard.end().unreadable).hasSize(5000);
  }

  @Test
  void refusesABombByItsRatio() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 60; i++) {
        out.write(zeros);
      }
    }
    assertThat(packed.size()).isLessThan(65_000);
    Heard heard = new Heard().take(packed.toByteArray());
    assertThat(heard.unreadable)
        .singleElement()
        .asString()
        .contains("gelf: gzip of more than 250 times its size");
  }

  /** No datagram can hold one of this size, but 128 chunks can. */
  @Test
  void refusesABombOfAGigabyteInChunks() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(new byte[1 << 20]);
    byte[] block = new byte[4096]; // a mebibyte of zeros, and can be repeated
    int length = deflater.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
    deflater.end();
    ByteBuffer packed = ByteBuffer.allocate(20 + 1024 * length);
    packed.put(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0});
    for (int i = 0; i < 1024; i++) {
      packed.put(block, 0, length);
    }
    packed.put(new byte[] {3, 0});
    Heard heard = new Heard();
    for (byte[] each : chunks(7, packed.array(), (packed.capacity() + 127) / 128)) {
      assertThat(each.length).isLessThan(65_507);
      heard.take(each);
    }
    assertThat(heard.end().unreadable)
        .singleElement()
        .asString()
        .contains("gelf: gzip of more than 250 times its size");
  }

  @Test
  void readsWhatPacksWellAllTheSame() throws IOException {
    String full = "x".repeat(200_000);
    Heard heard = new Heard().take(gzip(MESSAGE.replace("Order accepted", full)));
    assertThat(heard.event().message().length()).isEqualTo(200_000);
  }

  @Test
  void readsTheTraceThatLogbackGelfWritesBehindTheMessage() {
    String full =
        "Order accepted\\njava.lang.IllegalStateException: no\\n"
            + "\\tat com.acme.Shop.open(Shop.java:88)\\n"
            + "Caused by: java.io.IOException: null\\n"
            + "\\tat com.acme.Disk.read(Disk.java:3)\\n\\t... 1 common frames omitted\\n";
    Heard heard =
        Heard.of(MESSAGE.replace("\"level\":6", "\"level\":3,\"full_message\":\"" + full + "\""));
    assertThat(Heard.text(heard.event()))
        .isEqualTo(
            TEXT.replace("INFO", "ERROR")
                + " | java.lang.IllegalStateException: no 1+0 | java.io.IOException: null 1+1");
  }

  @Test
  void readsSpringBootsFields() {
    Heard heard =
        Heard.of(
            "{\"version\":\"1.1\",\"short_message\":\"hi\",\"timestamp\":1795701801.391,\"level\":7,"
                + "\"_level_name\":\"TRACE\",\"_process_pid\":42,\"_process_thread_name\":\"main\","
                + "\"host\":\"greeter\",\"_log_logger\":\"a.B\",\"_error_type\":\"a.E\","
                + "\"_error_stack_trace\":\"a.E: x\\n\\tat a.B.c(B.java:1)\",\"_error_message\":\"x\"}");
    assertThat(Heard.text(heard.event())).isEqualTo("TRACE [a.B] [main] hi | a.E: x 1+0");
    assertThat(heard.origin().processId()).isEqualTo(42);
    assertThat(heard.event().epochNanos()).isEqualTo(nanos("2026-11-26T14:03:21.391Z"));
  }

  @Test
  void aTextThatBeginsLikeZlibIsAText() {
    Heard heard = Heard.of("x^2 + y^2 = z^2", "x^");
    assertThat(heard.texts).containsExactly("x^2 + y^2 = z^2", "x^");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    byte[] gzip = gzip(MESSAGE);
    Heard heard = new Heard();
    heard.take(Arrays.copyOf(gzip, gzip.length / 2));
    heard.take(gzip("{\"message\":\"x\"}"));
    heard.take(gzip("text"));
    heard.take(MESSAGE.substring(0, 100));
    heard.take(MESSAGE.replace("\"Order accepted\"", "null"));
    assertThat(heard.unreadable)
        .extracting(each -> each.replaceAll("^\\d+ bytes, ", "").replaceAll(": \\{.*", ""))
        .containsExactly(
            "gelf: gzip that ends too early",
            "gelf: it has no short_message",
            "gelf: it holds no JSON object",
            "gelf: it ends in the middle of an object",
            "gelf: it has no short_message");
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  static byte[] zlib(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  static byte[][] chunks(long id, byte[] message, int size) {
    int count = (message.length + size - 1) / size;
    byte[][] chunks = new byte[count][];
    for (int i = 0; i < count; i++) {
      int end = Math.min(message.length, (i + 1) * size);
      chunks[i] = chunk(id, i, count, Arrays.copyOfRange(message, i * size, end));
    }
    return chunks;
  }

  static byte[] chunk(long id, int number, int count, byte[] part) {
    return ByteBuffer.allocate(12 + part.length)
        .put((byte) 0x1E)
        .put((byte) 0x0F)
        .putLong(id)
        .put((byte) number)
        .put((byte) count)
        .put(part)
        .array();
  }
}
