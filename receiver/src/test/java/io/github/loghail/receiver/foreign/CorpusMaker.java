package io.github.loghail.receiver.foreign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the corpus anew, with what is found now: to be looked at, as a difference, before it is
 * kept. Cases by hand come from the RFCs and from what users of the clients report; the others are
 * mutations of good datagrams.
 */
final class CorpusMaker {

  private static final String GELF =
      "{\"version\":\"1.1\",\"host\":\"shop\",\"short_message\":\"hi\",\"level\":3,\"_order\":4711}";
  private static final String JSON =
      "{\"@timestamp\":\"2026-11-26T14:03:21.391Z\",\"level\":\"WARN\",\"logger_name\":\"a.B\","
          + "\"message\":\"hi\",\"order\":4711}";
  private static final String ECS =
      "{\"log\":{\"level\":\"INFO\",\"logger\":\"a.B\"},\"service\":{\"name\":\"shop\"},"
          + "\"message\":\"hi\"}";
  private static final String PINO =
      "{\"level\":50,\"time\":1795701801391,\"pid\":4,\"msg\":\"hi\"}";
  private static final String RFC5424 =
      "<165>1 2003-10-11T22:14:15.003Z box app 42 ID47 [a@1 b=\"c\\\"d\"] \uFEFFhi";
  private static final String RFC3164 = "<34>Oct 11 22:14:15 box su[42]: hi";

  private final Random random = new Random(9527);

  public static void main(String[] args) throws IOException {
    new CorpusMaker().make();
  }

  private void make() throws IOException {
    Files.createDirectories(CorpusCase.FOLDER);
    syslog();
    gelf();
    json();
    text();
    Map<String, byte[]> good = new LinkedHashMap<>();
    good.put("gelf-plain", bytes(GELF));
    good.put("gelf-gzip", GelfTest.gzip(GELF));
    good.put("gelf-zlib", GelfTest.zlib(GELF));
    good.put("gelf-chunk", GelfTest.chunk(1, 0, 1, bytes(GELF)));
    good.put("json-logstash", bytes(JSON));
    good.put("json-ecs", bytes(ECS));
    good.put("json-pino", bytes(PINO));
    good.put("syslog-5424", bytes(RFC5424));
    good.put("syslog-3164", bytes(RFC3164));
    for (Map.Entry<String, byte[]> each : good.entrySet()) {
      mutate(each.getKey(), each.getValue());
    }
  }

  private void mutate(String name, byte[] good) throws IOException {
    write(name + "-m00", "as it should be", good);
    for (int i = 1; i <= 6; i++) {
      write(name + "-m0" + i, "cut off", Arrays.copyOf(good, good.length * i / 7));
    }
    for (int i = 0; i < 5; i++) {
      byte[] flipped = good.clone();
      flipped[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
      write(name + "-m1" + i, "a bit flipped", flipped);
    }
    byte[] doubled = Arrays.copyOf(good, 2 * good.length);
    System.arraycopy(good, 0, doubled, good.length, good.length);
    write(name + "-m20", "sent twice in one", doubled);
    byte[] holed = good.clone();
    Arrays.fill(holed, good.length / 2, good.length / 2 + 4, (byte) 0);
    write(name + "-m21", "a hole of NULs", holed);
    byte[] latin = good.clone();
    latin[good.length / 3] = (byte) 0xE9;
    write(name + "-m22", "a byte of another charset", latin);
    write(name + "-m23", "with the ends of lines and a NUL", concat(good, bytes("\r\n\0")));
  }

  private void syslog() throws IOException {
    String head = "<34>1 2003-10-11T22:14:15.003Z ";
    write(
        "syslog-h01",
        "RFC 5424, 6.5, a time without seconds",
        "<34>1 2003-10-11T22:14Z box a - - - x");
    write(
        "syslog-h02",
        "RFC 5424, 6.2.3.1, example 5: nanoseconds, not allowed, yet sent",
        "<34>1 2003-08-24T05:14:15.000000003-07:00 box a - - - x");
    write("syslog-h03", "RFC 5424, nothing known", "<34>1 - - - - - -");
    write(
        "syslog-h04",
        "RFC 5424, structured data with a space at its end (section 6.3.5)",
        head + "box a - - [a@1 b=\"c\" ] x");
    write(
        "syslog-h05",
        "RFC 5424, 6.3.5: a space before the name",
        head + "box a - - [ a@1 b=\"c\"] x");
    write(
        "syslog-h06",
        "RFC 5424, 6.3.5: a space between two elements",
        head + "box a - - [a@1 b=\"c\"] [d@1 e=\"f\"] x");
    write("syslog-h07", "RFC 5424, a bracket not escaped", head + "box a - - [a@1 b=\"c]d\"] x");
    write(
        "syslog-h08",
        "RFC 5424, a quotation mark not escaped",
        head + "box a - - [a@1 b=\"c\"d\"] x");
    write(
        "syslog-h09",
        "RFC 5424, structured data that does not end",
        head + "box a - - [a@1 b=\"c\" x");
    write("syslog-h10", "RFC 5424, an element without a name", head + "box a - - [] x");
    write("syslog-h11", "RFC 5424, a parameter without a value", head + "box a - - [a@1 b] x");
    write("syslog-h12", "RFC 5424, no dash for structured data (old Docker)", head + "box a 1 - x");
    write("syslog-h13", "RFC 5424, two spaces", head + " box a - - - x");
    write(
        "syslog-h14",
        "RFC 5424, lower-case t and z, forbidden",
        "<34>1 2003-10-11t22:14:15z box a - - - x");
    write(
        "syslog-h15",
        "RFC 5424, a leap second, forbidden",
        "<34>1 2016-12-31T23:59:60Z box a - - - x");
    write("syslog-h16", "RFC 5424, 30 February", "<34>1 2003-02-30T22:14:15Z box a - - - x");
    write(
        "syslog-h17",
        "RFC 5424, an offset of 25 hours",
        "<34>1 2003-10-11T22:14:15+25:00 box a - - - x");
    write("syslog-h18", "RFC 5424, the year 9999", "<34>1 9999-10-11T22:14:15Z box a - - - x");
    write("syslog-h19", "RFC 5424, a byte order mark alone", head + "box a - - - \uFEFF");
    write("syslog-h20", "version 2", "<34>2 2003-10-11T22:14:15.003Z box a - - - x");
    write("syslog-h21", "a priority too large", "<192>x");
    write("syslog-h22", "a priority much too large", "<99999999999>x");
    write("syslog-h23", "a negative priority", "<-1>x");
    write("syslog-h24", "a priority with zeros in front (RFC 3164, 4.1.1)", "<007>x");
    write("syslog-h25", "no priority", "Oct 11 22:14:15 box su: x");
    write("syslog-h26", "a priority alone", "<34>");
    write("syslog-h27", "a priority that does not end", "<34");
    write("syslog-h28", "RFC 3164, 5.4, example 2", "Use the BFG!");
    write(
        "syslog-h29",
        "RFC 3164, 5.4, example 3",
        "<165>Aug 24 05:34:00 CST 1987 mymachine myproc[10]: %% It's time to make the do-nuts.");
    write(
        "syslog-h30",
        "RFC 3164, 5.4, example 4",
        "<0>1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org 10.1.2.3 sched[0]: That's All Folks!");
    write("syslog-h31", "RFC 3164, a month that is none", "<34>Foo 11 22:14:15 box su: x");
    write("syslog-h32", "RFC 3164, across two months' names", "<34>anF 11 22:14:15 box su: x");
    write("syslog-h33", "RFC 3164, hour 25", "<34>Oct 11 25:14:15 box su: x");
    write("syslog-h34", "RFC 3164, 29 February", "<34>Feb 29 22:14:15 box su: x");
    write(
        "syslog-h35",
        "RFC 3164, a tag of 70 characters",
        "<34>Oct 11 22:14:15 box " + "t".repeat(70) + ": x");
    write(
        "syslog-h36",
        "RFC 3164, a process id that no long holds",
        "<34>Oct 11 22:14:15 box su[99999999999999999999]: x");
    write("syslog-h37", "Python's SysLogHandler: a NUL behind the message", "<14>hello\0");
    write("syslog-h38", "a NUL within", "<14>hel\0lo");
    write(
        "syslog-h39",
        "an octet count in front, as for TCP (RFC 6587)",
        "44 <34>1 2003-10-11T22:14:15.003Z box a - - - x");
    write(
        "syslog-h40",
        "Cisco: sequence and dots",
        "<189>29: *Oct 11 22:14:15.003: %SYS-5-CONFIG_I: x");
    write(
        "syslog-h41",
        "escape sequences for the terminal",
        "<14>app: \u001b[31mred\u001b]0;title\u0007");
    write(
        "syslog-h42",
        "Logback: a line of a trace without its event",
        "<11>Oct 11 22:14:15 box \tat a.B.c(B.java:1)");
    write(
        "syslog-h43",
        "Logback: lines that are no trace",
        "<11>Oct 11 22:14:15 box [main] a.B x",
        "<11>Oct 11 22:14:15 box \tno",
        "<11>Oct 11 22:14:15 box \ttrace");
    write(
        "syslog-h44",
        "Logback: a trace of another severity",
        "<11>Oct 11 22:14:15 box [main] a.B x",
        "<14>Oct 11 22:14:15 box \ta.E: x");
    write("syslog-h45", "a long line without any blank", "<14>" + "x".repeat(3000));
    write("syslog-h46", "many brackets, against backtracking", "<14>" + "[a] ".repeat(500));
    write("syslog-h47", "HTML", "<b>bold</b>");
  }

  private void gelf() throws IOException {
    write("gelf-h01", "no short_message", bytes(GELF.replace("short_message", "message")));
    write("gelf-h02", "short_message is a number", GELF.replace("\"hi\"", "1"));
    write("gelf-h03", "short_message is null", GELF.replace("\"hi\"", "null"));
    write(
        "gelf-h04", "an empty short_message (Graylog refuses it)", GELF.replace("\"hi\"", "\"\""));
    write("gelf-h05", "the level is a text", GELF.replace("3", "\"ERROR\""));
    write("gelf-h06", "the level is 8", GELF.replace("\"level\":3", "\"level\":8"));
    write("gelf-h07", "the level is -1", GELF.replace("\"level\":3", "\"level\":-1"));
    write("gelf-h08", "the level is 3.0", GELF.replace("\"level\":3", "\"level\":3.0"));
    write("gelf-h09", "no host", GELF.replace("\"host\":\"shop\",", ""));
    write("gelf-h10", "an empty host", GELF.replace("\"shop\"", "\"\""));
    write("gelf-h11", "the host is a number", GELF.replace("\"shop\"", "7"));
    write(
        "gelf-h12",
        "the time is a text",
        GELF.replace("\"level\"", "\"timestamp\":\"now\",\"level\""));
    write(
        "gelf-h13",
        "the time is beyond nanoseconds",
        GELF.replace("\"level\"", "\"timestamp\":1e300,\"level\""));
    write("gelf-h14", "_id, forbidden", GELF.replace("_order", "_id"));
    write("gelf-h15", "an underscore alone", GELF.replace("_order", "_"));
    write("gelf-h16", "a field that is an object", GELF.replace("4711", "{\"a\":{\"b\":1}}"));
    write("gelf-h17", "a field that is a list", GELF.replace("4711", "[1,{\"a\":2}]"));
    write("gelf-h18", "two NULs behind it (TCP's delimiter)", GELF + "\0\0");
    write("gelf-h19", "version 1.0", GELF.replace("1.1", "1.0"));
    write("gelf-h20", "a chunk's header alone", GelfTest.chunk(1, 0, 2, new byte[0]));
    write("gelf-h21", "a chunk without its header", new byte[] {0x1E, 0x0F, 1, 2, 3});
    write("gelf-h22", "chunk 3 of 2", GelfTest.chunk(1, 2, 2, bytes("x")));
    write("gelf-h23", "chunk 1 of 0", GelfTest.chunk(1, 0, 0, bytes("x")));
    write("gelf-h24", "chunk 1 of 129", GelfTest.chunk(1, 0, 129, bytes("x")));
    write("gelf-h25", "chunk 200 of 255", GelfTest.chunk(1, 199, 255, bytes("x")));
    write(
        "gelf-h26",
        "two counts for one message",
        GelfTest.chunk(1, 0, 2, bytes("{")),
        GelfTest.chunk(1, 1, 3, bytes("}")));
    write("gelf-h27", "the second of two chunks is missing", GelfTest.chunk(1, 0, 2, bytes("{")));
    write(
        "gelf-h28",
        "chunks of nothing",
        GelfTest.chunk(1, 0, 2, new byte[0]),
        GelfTest.chunk(1, 1, 2, new byte[0]));
    write(
        "gelf-h29",
        "chunks of text",
        GelfTest.chunk(1, 0, 2, bytes("he")),
        GelfTest.chunk(1, 1, 2, bytes("llo")));
    write(
        "gelf-h30",
        "a chunk within a chunk",
        GelfTest.chunk(1, 0, 1, GelfTest.chunk(2, 0, 1, bytes(GELF))));
    write("gelf-h31", "gzip within gzip", gzip(GelfTest.gzip(GELF)));
    write("gelf-h32", "gzip of nothing", GelfTest.gzip(""));
    write("gelf-h33", "gzip's first two bytes", new byte[] {0x1F, (byte) 0x8B});
    write(
        "gelf-h34",
        "gzip with a header that never ends",
        new byte[] {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0, 'x', 'x'});
    write(
        "gelf-h35",
        "gzip with an extra field beyond the end",
        new byte[] {0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, 0, -1, -1});
    write(
        "gelf-h36",
        "zlib that wants a dictionary",
        new byte[] {0x78, (byte) 0xBB, 0, 0, 0, 1, 3, 0});
    write(
        "gelf-h37", "zlib's first bytes, then no zlib", new byte[] {0x78, (byte) 0x9C, -1, -1, -1});
    write("gelf-h38", "a bomb: 16 MiB of blanks in gzip", gzip(new byte[16 << 20]));
    write(
        "gelf-h39",
        "full_message is another text",
        GELF.replace("\"level\"", "\"full_message\":\"more\\nof it\",\"level\""));
    write(
        "gelf-h40",
        "a trace that breaks off",
        GELF.replace("\"level\"", "\"full_message\":\"a.E: x\\n\\tat a.B.c(B.j\",\"level\""));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private void json() throws IOException {
    write("json-h01", "nothing in it", "{}");
    write("json-h02", "a comma too many", "{\"message\":\"x\",}");
    write("json-h03", "single quotes", "{'message':'x'}");
    write("json-h04", "a comment", "{\"message\":/* */\"x\"}");
    write("json-h05", "NaN", "{\"message\":\"x\",\"n\":NaN}");
    write("json-h06", "an end of line in a string", "{\"message\":\"a\nb\"}");
    write("json-h07", "a lone surrogate", "{\"message\":\"\\ud800\"}");
    write("json-h08", "an escape that is none", "{\"message\":\"\\x\"}");
    write("json-h09", "a byte order mark", "\uFEFF" + JSON);
    write("json-h10", "a key twice", "{\"message\":\"a\",\"message\":\"b\"}");
    write("json-h11", "an empty key", "{\"\":1,\"message\":\"x\"}");
    write("json-h12", "40 objects deep", "{\"a\":".repeat(40) + "1" + "}".repeat(40));
    write("json-h13", "40 lists deep", "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}");
    write("json-h14", "lists that do not end", "{\"a\":" + "[".repeat(2000));
    write("json-h15", "a number of 1,200 digits", "{\"a\":" + "1".repeat(1200) + "}");
    write("json-h16", "an exponent of nine digits", "{\"time\":1e999999999,\"a\":1e-999999999}");
    write("json-h17", "a key of 600 characters", "{\"" + "k".repeat(600) + "\":1}");
    write("json-h18", "1,100 fields", "{\"a0\":0" + fields(1100) + "}");
    write("json-h19", "an array of objects", "[" + JSON + "]");
    write("json-h20", "two objects", JSON + "\n" + JSON);
    write("json-h21", "an object and a half", JSON + "\n" + JSON.substring(0, 40));
    write("json-h22", "an object and text", JSON + " hello");
    write("json-h23", "the level is an object", "{\"level\":{\"a\":1},\"message\":\"x\"}");
    write("json-h24", "the level is a list", "{\"level\":[1],\"message\":\"x\"}");
    write("json-h25", "the level is 1000000", "{\"level\":1000000,\"message\":\"x\"}");
    write("json-h26", "the message is an object", "{\"message\":{\"a\":1}}");
    write("json-h27", "the message is a list", "{\"message\":[\"a\",\"b\"]}");
    write("json-h28", "the message is a number", "{\"message\":1.50}");
    write("json-h29", "the time is no time", "{\"@timestamp\":\"yesterday\",\"message\":\"x\"}");
    write("json-h30", "the time is an empty list", "{\"time\":[],\"message\":\"x\"}");
    write(
        "json-h31",
        "the time is the largest long",
        "{\"time\":9223372036854775807,\"message\":\"x\"}");
    write(
        "json-h32",
        "the time is the least long",
        "{\"time\":-9223372036854775808,\"message\":\"x\"}");
    write("json-h33", "the process is a text", "{\"pid\":\"main\",\"message\":\"x\"}");
    write(
        "json-h34",
        "a trace id of zeros",
        "{\"trace_id\":\"" + "0".repeat(32) + "\",\"message\":\"x\"}");
    write("json-h35", "the exception is a number", "{\"exception\":7,\"message\":\"x\"}");
    write(
        "json-h36",
        "the exception is a list of lists",
        "{\"stack_trace\":[[1],[]],\"message\":\"x\"}");
    write(
        "json-h37", "frames without a class", "{\"stack_trace\":[{\"line\":1}],\"message\":\"x\"}");
    write(
        "json-h38",
        "a trace of frames alone",
        "{\"stack_trace\":\"\\tat a.B.c(B.java:1)\",\"message\":\"x\"}");
    write(
        "json-h39",
        "a cause without an exception",
        "{\"stack_trace\":\"Caused by: a.E: x\",\"message\":\"x\"}");
    write(
        "json-h40",
        "400 suppressed ones",
        "{\"stack_trace\":\"a.E\\n" + "\\tSuppressed: a.F\\n".repeat(400) + "\"}");
    write("json-h41", "blanks in front", " \r\n\t" + JSON);
    write("json-h42", "UTF-16", "{\"message\":\"x\"}".getBytes(StandardCharsets.UTF_16LE));
    write(
        "json-h43",
        "escape sequences for the terminal",
        "{\"message\":\"\\u001b[31m\\u202e\",\"\\u0007\":1}");
  }

  private static String fields(int count) {
    StringBuilder fields = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      fields.append(",\"a").append(i).append("\":0");
    }
    return fields.toString();
  }

  private void text() throws IOException {
    write("text-h01", "nothing", new byte[0]);
    write("text-h02", "a NUL", new byte[1]);
    write("text-h03", "an end of line", "\n");
    write("text-h04", "several lines", "a\r\nb\n\nc\n");
    write("text-h05", "Latin-1", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    write("text-h06", "a character cut in two", new byte[] {'a', (byte) 0xE2, (byte) 0x82});
    write("text-h07", "an overlong NUL", new byte[] {(byte) 0xC0, (byte) 0x80});
    write("text-h08", "a surrogate in UTF-8", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
    write("text-h09", "it begins as zlib does", "x^2 and more");
    write("text-h10", "braces", "{hello}");
    write("text-h11", "our first byte alone", new byte[] {(byte) 0x9D});
    write("text-h12", "an HTTP request", "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  private void write(String name, String about, String... datagrams) throws IOException {
    write(name, about, Arrays.stream(datagrams).map(CorpusMaker::bytes).toArray(byte[][]::new));
  }

  private void write(String name, String about, byte[]... datagrams) throws IOException {
    List<byte[]> all = new ArrayList<>(List.of(datagrams));
    CorpusCase made = new CorpusCase(name, about, all, List.of());
    new CorpusCase(name, about, all, made.find()).write();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }
}
