package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Severity;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What of a stack trace is shown, and whose frames are the application's. */
class StackModesTest {

  private static Layout layout(StackSwitch stack, String... appPackages) {
    TimeColumn time = TimeColumn.of(TimeColumn.Style.NONE, ZoneOffset.UTC, 0);
    return new Layout(false, false, time, () -> 0, stack, List.of(appPackages), null);
  }

  private static TextRenderer renderer(StackSwitch.Mode mode, String... appPackages) {
    return new TextRenderer(layout(new StackSwitch(mode), appPackages));
  }

  private static Entry thrown(String service, String logger, Throwable thrown) {
    return Made.logged(
        service,
        Severity.ERROR,
        logger,
        event -> {
          event.message("m");
          event.throwable(JavaTrace.of(thrown), JavaTrace.ACCESS);
        });
  }

  /** The lines under the event's own, without their service. */
  private static String trace(TextRenderer renderer, Entry entry) {
    return Made.render(renderer, entry)
        .lines()
        .skip(1)
        .map(line -> line.substring(line.indexOf('|')) + "\n")
        .collect(Collectors.joining());
  }

  private static Throwable withFrames(String... groups) {
    Throwable thrown = new IllegalStateException("no");
    thrown.setStackTrace(RecordedSession.frames(groups));
    return thrown;
  }

  @Test
  void appFoldsEachRunOfOthersFrames() {
    Throwable thrown =
        withFrames(
            "com.acme.A.a 1",
            "org.springframework.aop.Proxy.invoke 3",
            "com.acme.B.b 1",
            "java.lang.Thread.run 1",
            "com.acme.C.c 1",
            "org.example.Lib.call 2",
            "io.netty.Loop.run 4");
    assertThat(
            trace(renderer(StackSwitch.Mode.APP), thrown("shop", "com.acme.shop.Orders", thrown)))
        .isEqualTo(
            """
            | IllegalStateException: no
            |   at com.acme.A.a(A.java:1)
            |   … 3 frames (spring 3)
            |   at com.acme.B.b(B.java:1)
            |   at java.lang.Thread.run(Thread.java:1)
            |   at com.acme.C.c(C.java:1)
            |   … 6 frames (netty 4, example 2)
            """);
  }

  @Test
  void fullFoldsNothing() {
    String trace =
        trace(
            renderer(StackSwitch.Mode.FULL),
            thrown("pay", "com.acme.pay.Gateway", RecordedSession.declined()));
    assertThat(trace.lines().filter(line -> line.contains(" at "))).hasSize(33 + 12);
    assertThat(trace).endsWith("|   … 33 frames\n");
  }

  @Test
  void rootIsTheRootCauseAndItsFirstOwnFrame() {
    assertThat(
            trace(
                renderer(StackSwitch.Mode.ROOT),
                thrown("pay", "com.acme.pay.Gateway", RecordedSession.declined())))
        .isEqualTo(
            """
            | root cause SocketTimeoutException: read timed out
            |   at com.acme.pay.http.Client.post(Client.java:1)
            """);
  }

  @Test
  void rootFindsItsOwnFrameAmongThoseInCommon() {
    StackTraceElement[] frames = RecordedSession.frames("java.net.Socket.read 1", "com.acme.A.a 1");
    Throwable root = new IllegalStateException("root");
    root.setStackTrace(frames);
    Throwable outer = new IllegalStateException("outer", root);
    outer.setStackTrace(new StackTraceElement[] {frames[1]});
    assertThat(trace(renderer(StackSwitch.Mode.ROOT), thrown("shop", "com.acme.Log", outer)))
        .isEqualTo("| root cause IllegalStateException: root\n|   at com.acme.A.a(A.java:1)\n");
    assertThat(trace(renderer(StackSwitch.Mode.ROOT), thrown("shop", "com.other.Log", root)))
        .isEqualTo("| IllegalStateException: root\n|   at java.net.Socket.read(Socket.java:1)\n");
  }

  @Test
  void noneIsOneLine() {
    Throwable thrown = new IllegalStateException("one\ntwo", new RuntimeException("root"));
    assertThat(trace(renderer(StackSwitch.Mode.NONE), thrown("shop", "com.acme.Log", thrown)))
        .isEqualTo("| IllegalStateException: one\n");
  }

  @Test
  void aKeyMayChangeTheMode() {
    StackSwitch stack = new StackSwitch(StackSwitch.Mode.APP);
    TextRenderer renderer = new TextRenderer(layout(stack));
    Entry entry = thrown("pay", "com.acme.pay.Gateway", RecordedSession.declined());
    List<String> names = List.of("app", "full", "root", "none", "app");
    List<Integer> lines = List.of(12, 48, 2, 1, 12);
    for (int i = 0; i < names.size(); i++) {
      assertThat(stack.name()).isEqualTo(names.get(i));
      assertThat(trace(renderer, entry).lines()).hasSize(lines.get(i));
      stack.next();
    }
  }

  @Test
  void theRootCauseKeepsItsFirstFramesWhosever() {
    Throwable outer = new IllegalStateException("outer", withFrames("io.netty.Loop.run 5"));
    outer.setStackTrace(RecordedSession.frames("org.hibernate.Session.get 7"));
    assertThat(trace(renderer(StackSwitch.Mode.APP), thrown("shop", "com.acme.Log", outer)))
        .isEqualTo(
            """
            | IllegalStateException: outer
            |   … 7 frames (hibernate 7)
            | caused by IllegalStateException: no
            |   at io.netty.Loop.run(Loop.java:1)
            |   at io.netty.Loop.run(Loop.java:2)
            |   at io.netty.Loop.run(Loop.java:3)
            |   … 2 frames (netty 2)
            """);
  }

  @Test
  void packagesMayBeGiven() {
    Throwable thrown = withFrames("x.Y.z 4", "org.springframework.A.b 2", "com.acme.A.b 2");
    String trace =
        trace(
            renderer(StackSwitch.Mode.APP, "org.springframework", "com.ac"),
            thrown("shop", "com.acme.shop.Orders", thrown));
    assertThat(trace)
        .endsWith(
            """
            |   at x.Y.z(Y.java:4)
            |   at org.springframework.A.b(A.java:1)
            |   at org.springframework.A.b(A.java:2)
            |   … 2 frames (acme 2)
            """);
  }

  @Test
  void packagesAreFoundForEachServiceInTheNamesOfItsLoggers() {
    TextRenderer renderer = renderer(StackSwitch.Mode.APP);
    for (int i = 0; i < 100; i++) {
      log(renderer, "shop", "com.acme.shop.Orders");
      log(renderer, "shop", "org.springframework.web.Servlet");
      log(renderer, "bank", "de.bank.Vault");
      log(renderer, "bank", "audit"); // no class
    }
    log(renderer, "shop", "com.vendor.Rare");
    Throwable thrown =
        withFrames("x.Y.z 3", "com.acme.A.a 2", "de.bank.B.b 2", "com.vendor.C.c 2", "x.Y.z 2");
    assertThat(trace(renderer, thrown("shop", "org.springframework.web.Servlet", thrown)))
        .contains("com.acme.A.a(A.java:2)", "… 6 frames (bank 2, vendor 2, x 2)");
    assertThat(trace(renderer, thrown("bank", "audit", thrown)))
        .contains("… 2 frames (acme 2)", "de.bank.B.b(B.java:2)", "… 4 frames (vendor 2, x 2)");
  }

  private static void log(TextRenderer renderer, String service, String logger) {
    Made.render(renderer, Made.logged(service, Severity.INFO, logger, event -> event.message("m")));
  }

  @Test
  void sharedBeginningsAreNobodys() {
    TextRenderer renderer = renderer(StackSwitch.Mode.APP);
    Throwable thrown = withFrames("x.Y.z 3", "io.github.other.A.a 2", "io.github.acme.B.b 2");
    assertThat(trace(renderer, thrown("shop", "io.github.acme.Log", thrown)))
        .contains("… 2 frames (github 2)", "io.github.acme.B.b(B.java:2)");
  }

  @Test
  void whoeverIsTheMainClassIsTheApplications() {
    TextRenderer renderer = renderer(StackSwitch.Mode.APP);
    Throwable thrown = withFrames("x.Y.z 3", "shop.A.a 2", "x.Y.z 2", "shop.Main.main 1");
    assertThat(
            trace(renderer, thrown("shop", "org.springframework.boot.SpringApplication", thrown)))
        .endsWith(
            """
            |   at shop.A.a(A.java:1)
            |   at shop.A.a(A.java:2)
            |   … 2 frames (x 2)
            |   at shop.Main.main(Main.java:1)
            """);
  }

  @Test
  void withoutAnyNameAllIsTheApplicationsThatIsNoLibrarys() {
    Throwable thrown = withFrames("java.A.b 5", "some.B.b 2", "org.hibernate.C.c 2");
    assertThat(trace(renderer(StackSwitch.Mode.APP), thrown("shop", "audit", thrown)))
        .endsWith(
            """
            |   … 2 frames (jdk 2)
            |   at some.B.b(B.java:1)
            |   at some.B.b(B.java:2)
            |   … 2 frames (hibernate 2)
            """);
  }

  @Test
  void proxiesAreNotTheApplications() {
    StackTraceElement proxy =
        new StackTraceElement("com.acme.Orders$$SpringCGLIB$$0", "place", "<generated>", -1);
    StackTraceElement[] frames = RecordedSession.frames("x.Y.z 3", "com.acme.A.a 1");
    Throwable thrown = new IllegalStateException("no");
    thrown.setStackTrace(
        new StackTraceElement[] {frames[0], frames[1], frames[2], proxy, proxy, frames[3]});
    assertThat(trace(renderer(StackSwitch.Mode.APP), thrown("shop", "com.acme.Log", thrown)))
        .endsWith("|   … 2 frames (acme 2)\n|   at com.acme.A.a(A.java:1)\n");
  }

  @Test
  void ofARecursionTheFirstFramesAreShown() {
    Throwable thrown = withFrames("com.acme.Deep.down 900");
    assertThat(trace(renderer(StackSwitch.Mode.APP), thrown("shop", "com.acme.Log", thrown)))
        .endsWith("|   at com.acme.Deep.down(Deep.java:10)\n|   … 890 frames (acme 890)\n");
  }

  @Test
  void theSecondSegmentIsWhole() {
    Throwable thrown = withFrames("x.Y.z 3", "com.acmeter.A.a 2", "com.acme.B.b 1");
    assertThat(trace(renderer(StackSwitch.Mode.APP), thrown("shop", "com.acme.Log", thrown)))
        .contains("… 2 frames (acmeter 2)", "com.acme.B.b");
  }
}
