package io.github.loghail.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A numbered event as one of the formats of others has it, in a datagram or two. */
enum ForeignSample {
  TEXT("text", "%s"),
  SYSLOG_5424(
      "syslog, RFC 5424",
      "<14>1 2026-11-26T14:03:21.391Z box shop 4121 - [mdc@18060 order=\"4711\" user=\"ada\"] %s"),
  SYSLOG_3164("syslog, RFC 3164", "<14>Nov 26 14:03:21 box shop[4121]: %s"),
  SYSLOG_LOGBACK("syslog, as Logback has it", "<14>Nov 26 14:03:21 box [main] com.acme.Orders %s"),
  LOGSTASH(
      "JSON, Logstash",
      "{\"@timestamp\":\"2026-11-26T14:03:21.391Z\",\"@version\":\"1\",\"message\":\"%s\","
          + "\"logger_name\":\"com.acme.Orders\",\"thread_name\":\"main\",\"level\":\"INFO\","
          + "\"level_value\":20000,\"order\":\"4711\",\"user\":\"ada\"}"),
  ECS(
      "JSON, ECS",
      "{\"@timestamp\":\"2026-11-26T14:03:21.391Z\",\"log\":{\"level\":\"INFO\","
          + "\"logger\":\"com.acme.Orders\"},\"process\":{\"pid\":4121,\"thread\":{\"name\":\"main\"}},"
          + "\"service\":{\"name\":\"shop\"},\"message\":\"%s\",\"order\":\"4711\",\"user\":\"ada\","
          + "\"ecs\":{\"version\":\"8.11\"}}"),
  GELF(
      "GELF",
      "{\"version\":\"1.1\",\"host\":\"shop\",\"short_message\":\"%s\",\"timestamp\":1795701801.391,"
          + "\"level\":6,\"_logger_name\":\"com.acme.Orders\",\"_thread_name\":\"main\","
          + "\"_order\":\"4711\",\"_user\":\"ada\"}"),
  GELF_GZIP("GELF, gzip", GELF.template),
  GELF_CHUNKS("GELF, in two chunks", GELF.template);

  private static final String FILLER =
      " Order accepted: the usual length of a message, which makes a line of about this length";
  private static final int CHUNK_HEADER_BYTES = 12;

  private final String title;
  private final String template;

  ForeignSample(String title, String template) {
    this.title = title;
    this.template = template;
  }

  String title() {
    return title;
  }

  boolean isSyslog() {
    return name().startsWith("SYSLOG");
  }

  /** The datagrams of an event. */
  List<byte[]> datagrams(long number) {
    String message =
        String.format(Locale.ROOT, "%s%0" + Emitter.DIGITS + "d%s", Emitter.MARK, number, FILLER);
    byte[] whole = template.replace("%s", message).getBytes(StandardCharsets.UTF_8);
    return switch (this) {
      case GELF_GZIP -> List.of(gzip(whole));
      case GELF_CHUNKS -> List.of(chunk(number, 0, whole), chunk(number, 1, whole));
      default -> List.of(whole);
    };
  }

  private static byte[] gzip(byte[] whole) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] chunk(long id, int index, byte[] whole) {
    int half = whole.length / 2;
    byte[] part =
        index == 0 ? Arrays.copyOf(whole, half) : Arrays.copyOfRange(whole, half, whole.length);
    return ByteBuffer.allocate(CHUNK_HEADER_BYTES + part.length)
        .put((byte) 0x1E)
        .put((byte) 0x0F)
        .putLong(id)
        .put((byte) index)
        .put((byte) 2)
        .put(part)
        .array();
  }
}
