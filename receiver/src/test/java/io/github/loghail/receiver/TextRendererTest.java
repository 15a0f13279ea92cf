package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextRendererTest {

  private final TextRenderer plain = new TextRenderer(false, ZoneOffset.UTC);
  private final TextRenderer colored = new TextRenderer(true, ZoneOffset.UTC);

  private String plain(Entry... entries) {
    return Made.render(plain, entries);
  }

  private static StackTraceElement frame(String className, int line) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return new StackTraceElement(className, "run", simple + ".java", line);
  }

  @Test
  void anEventIsOneLine() {
    assertThat(
            plain(
                Made.logged(
                    "shop",
                    event -> {
                      event.message("Order accepted");
                      event.attribute("order", 4711);
                      event.attribute("user", "ada");
                    })))
        .isEqualTo(
            "14:03:21.204 shop  INFO  OrderService   Order accepted                 order=4711"
                + " user=ada\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1, TRACE",
    "5, DEBUG",
    "9, INFO ",
    "12, INFO ",
    "13, WARN ",
    "17, ERROR",
    "21, FATAL",
    "24, FATAL"
  })
  void namesEachLevel(int severity, String level) {
    assertThat(plain(Made.logged("shop", severity, "Log", event -> event.message("m"))))
        .startsWith("14:03:21.204 shop  " + String.format("%-5s", level) + " Log ");
  }

  @Test
  void quotesWhatWouldBeMisread() {
    assertThat(
            plain(
                Made.logged(
                    "shop",
                    event -> {
                      event.message("m");
                      event.attribute("empty", "");
                      event.attribute("spaced", "a b");
                      event.attribute("half", 0.5);
                      event.attribute("yes", true);
                      event.attribute("none", null);
                    })))
        .contains("empty=\"\" spaced=\"a b\" half=0.5 yes=true none=null\n");
  }

  @Test
  void noAttributePassesForTwo() {
    assertThat(
            plain(
                Made.logged(
                    "shop",
                    event -> {
                      event.message("m");
                      event.attribute("user=root x", "a\" admin=true");
                    })))
        .endsWith("  \"user=root x\"=\"a\\\" admin=true\"\n");
  }

  @Test
  void marksWhatWasShortened() {
    String large = "x".repeat(2 << 20);
    assertThat(
            plain(Made.logged("shop", Severity.INFO, "Log", 4096, event -> event.message(large))))
        .endsWith("x  [shortened from 2.0 MB]\n");
  }

  @Test
  void showsMarkersContextTraceCallerAndSize() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    assertThat(
            plain(
                Made.logged(
                    "shop",
                    event -> {
                      event.message("m");
                      event.marker("AUDIT");
                      event.contextStackEntry("checkout");
                      event.trace(trace, null);
                      event.caller(frame("com.acme.Shop", 88));
                    })))
        .endsWith("[AUDIT] <checkout> trace=" + trace + " (Shop.java:88)\n");
  }

  @Test
  void furtherLinesCarryTheService() {
    assertThat(plain(Made.message("one\ntwo\r\nthree\n")))
        .isEqualTo(
            "14:03:21.204 shop  INFO  OrderService   one\n"
                + "             shop  | two\n"
                + "             shop  | three\n");
  }

  @Test
  void noMessageCanForgeALine() {
    String forged = "fine\n14:03:21.205 bank  INFO  Vault          opened\r\u2028\u0085forged";
    assertThat(plain(Made.message(forged)).lines().skip(1))
        .allSatisfy(line -> assertThat(line).startsWith("             shop  | "));
  }

  @Test
  void exceptionsAreFoldedUnderTheLine() {
    IllegalStateException root = new IllegalStateException("root");
    StackTraceElement[] frames = new StackTraceElement[40];
    for (int i = 0; i < frames.length; i++) {
      String owner =
          i < 6
              ? "com.acme.pay.Gateway"
              : i < 30 ? "org.springframework.web.Servlet" : "org.apache.catalina.Valve";
      frames[i] = frame(owner, i);
    }
    root.setStackTrace(frames);
    RuntimeException outer = new RuntimeException("card\ndeclined", root);
    outer.setStackTrace(new StackTraceElement[] {frame("com.acme.pay.Charge", 7), frames[39]});
    outer.addSuppressed(new ArithmeticException());
    outer.getSuppressed()[0].setStackTrace(new StackTraceElement[0]);
    assertThat(plain(Made.thrown(outer)))
        .isEqualTo(
            """
            14:03:21.204 shop  INFO  OrderService   failed
                         shop  | RuntimeException: card
                         shop  |   declined
                         shop  |   at com.acme.pay.Charge.run(Charge.java:7)
                         shop  |   at org.apache.catalina.Valve.run(Valve.java:39)
                         shop  |   suppressed ArithmeticException
                         shop  | caused by IllegalStateException: root
                         shop  |   at com.acme.pay.Gateway.run(Gateway.java:0)
                         shop  |   at com.acme.pay.Gateway.run(Gateway.java:1)
                         shop  |   at com.acme.pay.Gateway.run(Gateway.java:2)
                         shop  |   at com.acme.pay.Gateway.run(Gateway.java:3)
                         shop  |   at com.acme.pay.Gateway.run(Gateway.java:4)
                         shop  |   at com.acme.pay.Gateway.run(Gateway.java:5)
                         shop  |   … 34 frames (spring 24, tomcat 9)
            """);
  }

  @Test
  void aFormattedEventIsPrintedAsItIs() {
    byte[] body = "[shop] done\n  more\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(plain(Made.logged("shop", event -> event.formatted(body, 0, body.length))))
        .isEqualTo("14:03:21.204 shop  [shop] done\n             shop  |   more\n");
  }

  @Test
  void noticesStandWhereTheyHappened() {
    Source shop = Made.source("shop");
    DropCounts drops = new DropCounts();
    drops.add(DropCause.RING_FULL, Severity.TRACE, 900);
    drops.add(DropCause.RING_FULL, Severity.DEBUG, 304);
    long now = Made.NANOS;
    assertThat(
            plain(
                new Entry.Joined(shop, now),
                new Entry.Lost(shop, now, 37),
                new Entry.Lost(shop, now, 1),
                new Entry.Dropped(shop, now, drops),
                new Entry.Unreadable(shop, now, 211, "checksum does not match"),
                new Entry.Vanished(shop, now),
                new Entry.Restarted(shop, now, shop),
                new Entry.Left(shop, now),
                new Entry.Bare(
                    new Source("127.0.0.1:5000", shop.address(), 0, null), now, Utf8.of("hi\n"))))
        .isEqualTo(
            """
            14:03:21.204 shop  +     joined, pid 4121, logback
            14:03:21.204 shop  !     37 events lost
            14:03:21.204 shop  !     1 event lost
            14:03:21.204 shop  !     1,204 events dropped by the sender: ring full (TRACE 900, DEBUG 304)
            14:03:21.204 shop  !     unreadable, 211 bytes: checksum does not match
            14:03:21.204 shop  !     vanished: nothing heard for 5 s
            ──────── shop started again, pid 4121 (was 4121) ────────
            14:03:21.204 shop  -     left
            14:03:21.204 127.0.0.1:5000 hi
            """);
  }

  @Test
  void noTwoServicesShareAColorWhileThereAreSome() {
    Set<String> colors = new HashSet<>();
    Pattern color = Pattern.compile("\u001b\\[38;5;(\\d+)m");
    for (int i = 0; i < Palette.services(); i++) {
      Matcher found = color.matcher(Made.render(colored, Made.logged("s" + i, e -> e.message(""))));
      assertThat(found.find()).isTrue();
      colors.add(found.group(1));
    }
    assertThat(colors).hasSize(Palette.services());
  }

  @Test
  void everyLineEndsWithoutColor() {
    String text =
        Made.render(
            colored,
            Made.logged("shop", Severity.ERROR, "Log", event -> event.message("a\nb")),
            Made.thrown(new IllegalStateException("x", new RuntimeException("y"))),
            new Entry.Lost(Made.source("shop"), Made.NANOS, 3));
    Pattern sgr = Pattern.compile("\u001b\\[[0-9;]*m");
    text.lines()
        .forEach(
            line -> {
              String last = "\u001b[0m";
              for (Matcher found = sgr.matcher(line); found.find(); ) {
                last = found.group();
              }
              assertThat(last).as(line).isEqualTo("\u001b[0m");
            });
  }

  @Test
  void saysWhenThereIsNothing() {
    LineBuffer out = new LineBuffer();
    plain.idle(out);
    assertThat(out.toString()).isEqualTo("no data.\n");
  }

  /** Neither by a quotation mark nor by a backslash in front of one. */
  @Test
  void noValueEndsItsOwnQuotes() {
    Entry entry =
        Made.logged(
            "shop",
            encoder -> {
              encoder.attribute("a", "x\\\" b=\"1");
              encoder.attribute("c", "ends in \\");
              encoder.attribute("d", "C:\\temp");
            });
    LineBuffer out = new LineBuffer();
    new TextRenderer(false, ZoneOffset.UTC).render(entry, out);
    assertThat(out.toString()).endsWith(" a=\"x\\\\\\\" b=\\\"1\" c=\"ends in \\\\\" d=C:\\temp\n");
  }
}
