package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Severity;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackTextTest {

  private static final String[] SHORT = {"com.acme.pay.Gateway.charge:88", "com.acme.Main.main:5"};

  /** The lines under the event's own. */
  private static String below(Entry entry) {
    String lines = Made.render(new TextRenderer(false, ZoneOffset.UTC), entry);
    return lines.substring(lines.indexOf('\n') + 1).replace("             shop  |", "|");
  }

  /** A throwable with frames of our choice, {@code com.acme.Pay.run:88} each. */
  private static <T extends Throwable> T withFrames(T thrown, String... frames) {
    thrown.setStackTrace(
        Stream.of(frames).map(StackTextTest::frame).toArray(StackTraceElement[]::new));
    return thrown;
  }

  private static StackTraceElement frame(String frame) {
    int line = frame.lastIndexOf(':');
    int method = frame.lastIndexOf('.', line);
    String className = frame.substring(0, method);
    return new StackTraceElement(
        className,
        frame.substring(method + 1, line),
        className.substring(className.lastIndexOf('.') + 1) + ".java",
        Integer.parseInt(frame.substring(line + 1)));
  }

  private static String[] frames(String... groups) {
    return Stream.of(groups)
        .flatMap(
            group -> {
              String[] parts = group.split(" ");
              return IntStream.range(0, Integer.parseInt(parts[1]))
                  .mapToObj(i -> parts[0] + ".m" + i + ":" + (i + 1));
            })
        .toArray(String[]::new);
  }

  @Test
  void countsWhatItFoldsByLibrary() {
    Throwable thrown =
        withFrames(
            new IllegalStateException("no"),
            frames(
                "com.acme.pay.Gateway 5",
                "org.springframework.web.Servlet 22",
                "org.apache.catalina.core.Pipe 6",
                "org.apache.coyote.Http 3",
                "java.lang.Thread 1",
                "com.zaxxer.hikari.Pool 1"));
    assertThat(below(Made.thrown(thrown)))
        .endsWith(
            """
            |   at com.acme.pay.Gateway.m4(Gateway.java:5)
            |   … 33 frames (spring 22, tomcat 9, jdk 1, …)
            """);
  }

  @Test
  void neverFoldsASingleFrame() {
    assertThat(
            below(
                Made.thrown(
                    withFrames(new IllegalStateException(), frames("com.acme.A 5", "x.B 1")))))
        .isEqualTo(
            """
            | IllegalStateException
            |   at com.acme.A.m0(A.java:1)
            |   at com.acme.A.m1(A.java:2)
            |   at com.acme.A.m2(A.java:3)
            |   at com.acme.A.m3(A.java:4)
            |   at com.acme.A.m4(A.java:5)
            |   at x.B.m0(B.java:1)
            """);
  }

  @Test
  void indentsWhatWasSuppressed() {
    Throwable thrown = withFrames(new IllegalStateException("no"), SHORT);
    thrown.addSuppressed(
        withFrames(
            new RuntimeException("close", withFrames(new Error("disk"), "com.acme.Io.close:4")),
            "com.acme.Res.close:9"));
    assertThat(below(Made.thrown(thrown)))
        .endsWith(
            """
            |   at com.acme.Main.main(Main.java:5)
            |   suppressed RuntimeException: close
            |     at com.acme.Res.close(Res.java:9)
            |   caused by Error: disk
            |     at com.acme.Io.close(Io.java:4)
            """);
  }

  @Test
  void saysWhatItHasShownAlready() {
    Throwable outer = withFrames(new IllegalStateException("outer"), SHORT);
    outer.initCause(withFrames(new RuntimeException("inner", outer), "com.acme.B.b:1"));
    assertThat(below(Made.thrown(outer)))
        .endsWith(
            """
            | caused by RuntimeException: inner
            |   at com.acme.B.b(B.java:1)
            | caused by IllegalStateException: outer (shown above)
            """);
  }

  @Test
  void namesPlacesThatAreUnknown() {
    Throwable thrown = new IllegalStateException("no");
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("jdk.Unsafe", "park", "Unsafe.java", -2),
          new StackTraceElement("a.Lambda$1", "run", null, -1),
          new StackTraceElement("a.B", "c", "B.java", -1)
        });
    assertThat(below(Made.thrown(thrown)))
        .endsWith(
            """
            |   at jdk.Unsafe.park(Native Method)
            |   at a.Lambda$1.run(Unknown Source)
            |   at a.B.c(B.java)
            """);
  }

  @Test
  void tellsWhatTheSenderLeftOutAndKeepsTheRootCause() {
    Throwable thrown = withFrames(new RuntimeException("the root"), frames("com.acme.Deep 900"));
    for (int i = 0; i < 200; i++) {
      thrown =
          withFrames(
              new RuntimeException("x".repeat(50), thrown), frames("com.acme.A" + i + " 40"));
    }
    Throwable outermost = thrown;
    Entry.Logged event =
        Made.logged(
            "shop",
            Severity.ERROR,
            "Log",
            16 << 10,
            encoder -> {
              encoder.message("m");
              encoder.throwable(JavaTrace.of(outermost), JavaTrace.ACCESS);
            });
    assertThat(event.event().originalBytes()).isPositive();
    assertThat(below(event))
        .containsPattern("\\| … \\d+ causes left out by the sender\n")
        .containsPattern(
            "caused by RuntimeException: the root\n(\\|   at .*\n){10}"
                + "\\|   … 54 frames \\(acme 54\\)\n"
                + "\\|   … 836 frames left out by the sender\n");
  }
}
