package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Event;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextFormTest {

  private static final int LIMIT = 8192;

  private final Form form = new TextForm("orders");

  /** The local time that every line begins with. */
  private static final String TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX")
          .withZone(ZoneId.systemDefault())
          .format(Instant.ofEpochSecond(0, Made.NANOS));

  private static final String START = TIME + " WARN  orders [main] com.acme.Orders: ";

  private String text(Event event) {
    return Made.rendered(form, LIMIT, event);
  }

  @Test
  void writesALine() {
    Event event =
        Made.event(
            e -> {
              e.message("Order accepted");
              e.attribute("order", 4711);
              e.attribute("user", "ada l");
              e.attribute("ok", true);
              e.attribute("none", null);
              e.marker("AUDIT");
              e.contextStackEntry("outer");
              e.trace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
              e.caller(new StackTraceElement("com.acme.Orders", "accept", "Orders.java", 12));
            });
    assertThat(text(event))
        .isEqualTo(
            START
                + "Order accepted order=4711 user=\"ada l\" ok=true none=null [AUDIT] <outer>"
                + " trace=0af7651916cd43dd8448eb211c80319c (Orders.java:12)\n");
  }

  @Test
  void writesTheTraceBelowAsJavaDoes() {
    Exception cause = new IllegalStateException("read\ntimed out");
    Exception thrown = new RuntimeException("card declined", cause);
    thrown.addSuppressed(new Exception("not closed"));
    StringWriter expected = new StringWriter();
    thrown.printStackTrace(new PrintWriter(expected));
    Event event =
        Made.event(
            e -> {
              e.message("failed");
              Made.thrown(e, thrown);
            });
    // Java writes a frame's class loader and the version of its module, too.
    assertThat(Made.rendered(form, 60_000, event).replaceAll("at [\\w.]+/", "at "))
        .isEqualTo(START + "failed\n" + expected.toString().replaceAll("at [\\w.@/]*/", "at "));
  }

  @Test
  void aLayoutsOutputStaysAsItIs() {
    byte[] line = "\u001b[31mANY\tthing\u001b[m\r\n".getBytes(StandardCharsets.UTF_8);
    assertThat(text(Made.event(e -> e.formatted(line, 0, line.length))))
        .isEqualTo("\u001b[31mANY\tthing\u001b[m\r\n");
  }

  @Test
  void showsWhatATerminalWouldObey() {
    Event event = Made.event(e -> e.message("a\u001b[2J\u202eb\rc\td\ne"));
    assertThat(text(event)).isEqualTo(START + "a\\u001b[2J\\u202eb\\u000dc\td\ne\n");
  }

  @Test
  void fitsAtTheLimitAndIsShortenedBeyond() {
    int room = LIMIT - START.getBytes(StandardCharsets.UTF_8).length - 1;
    for (int length = room - 1; length <= room; length++) {
      String message = "x".repeat(length);
      assertThat(text(Made.event(e -> e.message(message)))).isEqualTo(START + message + "\n");
    }
    String message = "x".repeat(room + 1);
    assertThat(text(Made.event(e -> e.message(message))))
        .endsWith("x… [shortened from 8193 bytes]\n")
        .hasSizeBetween(LIMIT / 2, LIMIT);
  }

  @Test
  void keepsTheRootCauseOfALongTrace() {
    Event event =
        Made.event(
            e -> {
              e.message("deep");
              Made.thrown(e, deep(500, new IllegalStateException("the root")));
            });
    String text = text(event);
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(LIMIT / 2, LIMIT);
    assertThat(text)
        .startsWith(START + "deep [shortened from ")
        .containsPattern("\n\t\\.\\.\\. \\d+ frames left out\n")
        .contains("\njava.lang.RuntimeException: 0\n", "Caused by: java.lang.IllegalStateException")
        .contains("the root");
  }

  private static Exception deep(int depth, Exception cause) {
    return depth == 0 ? new RuntimeException("0", cause) : deep(depth - 1, cause);
  }

  /** Whatever is logged: it fits, is UTF-8, and what is shortened says so. */
  @Property(tries = 300)
  void alwaysFits(
      @ForAll @StringLength(max = 3000) String message,
      @ForAll @StringLength(max = 3000) String value) {
    Event event =
        Made.event(
            e -> {
              e.message(message);
              e.attribute("key", value);
              Made.thrown(e, new RuntimeException(value));
            });
    LineBytes out = new LineBytes(LIMIT);
    new Rendering(form, new SendCounters(), 1060).render(event, out);
    String text = new String(out.bytes(), 0, out.size(), StandardCharsets.UTF_8);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(out.size()).hasSizeLessThan(1061);
    assertThat(text).startsWith(START).endsWith("\n").doesNotContain("\r", "\u001b", "\u0085");
  }
}
