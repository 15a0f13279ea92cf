package io.github.loghail.receiver.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Frame;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.ThrowableAccess;
import io.github.loghail.wire.Thrown;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTest {

  private static <T> Thrown thrown(T throwable, ThrowableAccess<T> access) {
    EventEncoder encoder = new EventEncoder(new Names(), 1 << 20);
    encoder.begin(Severity.ERROR, 0, null, null);
    encoder.message("");
    encoder.throwable(throwable, access);
    assertThat(encoder.finish()).isTrue();
    Resource nobody = new Resource("", "", 0, "", 0);
    byte[] joined = new PacketWriter(0, nobody, false).joined(encoder);
    Event event = Decoder.joined(joined, joined.length, 0);
    return event.thrown();
  }

  private static Thrown parsed(String trace) {
    ReadThrowable thrown = Traces.parse(trace);
    assertThat(thrown).as(trace).isNotNull();
    return thrown(thrown, ReadThrowable.ACCESS);
  }

  private static String printed(Throwable throwable) {
    StringWriter text = new StringWriter();
    throwable.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  /** Without the frames of whoever runs the tests: of a native one the file is not printed. */
  private static <T extends Throwable> T in(String method, T throwable) {
    throwable.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.Disk", method, "Disk.java", 3),
          new StackTraceElement("com.acme.Main", "main", "Main.java", 1)
        });
    return throwable;
  }

  private static Exception deep() {
    Exception root = in("read", new IOException("disk: full\nof it"));
    Exception why = in("why", new RuntimeException("why"));
    root.addSuppressed(in("close", new IllegalStateException("closed", why)));
    root.addSuppressed(in("flush", new Error()));
    Exception middle = new IllegalArgumentException(root);
    middle.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.Shop$$Lambda/0x0000000800c03000", "run", null, -1),
          new StackTraceElement("app", "shop", "1.0", "com.acme.Shop", "open", "Shop.java", 88),
          new StackTraceElement("com.acme.Shop", "call", null, -2),
          new StackTraceElement("com.acme.Shop", "<init>", "Shop.java", -1)
        });
    return in("run", new RuntimeException("outer", middle));
  }

  /** What is printed and read again folds as what our own appenders send. */
  @Test
  void readsWhatTheJvmPrintsAsTheJvmHasIt() {
    Exception deep = deep();
    assertThat(parsed(printed(deep))).isEqualTo(ours(deep));
  }

  private static Thrown ours(Exception exception) {
    return thrown(JavaTrace.of(exception), JavaTrace.ACCESS);
  }

  @Test
  void readsACircularReference() {
    Exception one = in("one", new Exception("one"));
    Exception two = in("two", new Exception("two", one));
    one.initCause(two);
    Thrown thrown = parsed(printed(one));
    assertThat(thrown.cause().cause().isCircular()).isTrue();
    assertThat(thrown).isEqualTo(ours(one));
  }

  @Test
  void readsTheRootCauseFirst() {
    Thrown thrown =
        parsed(
            "java.io.IOException: disk\n\tat a.B.c(B.java:1)\n"
                + "Wrapped by: a.MiddleException: m\n\tat a.B.d(B.java:2)\n"
                + "\t... 7 common frames omitted\n"
                + "Wrapped by: a.OuterException\n\tat a.B.e(B.java:3)\n\t... 5 frames excluded\n"
                + "\tat a.B.f(B.java:4)");
    assertThat(thrown.className()).hasToString("a.OuterException");
    assertThat(thrown.framesLeftOut()).isEqualTo(5);
    assertThat(thrown.leftOutAt()).isEqualTo(1);
    assertThat(thrown.cause().framesInCommon()).isEqualTo(7);
    assertThat(thrown.cause().cause().message()).hasToString("disk");
  }

  @Test
  void readsWhatLogbackAndLog4jWriteBehindAFrame() {
    Thrown thrown =
        parsed(
            "a.E: x\n\tat a.B.c(B.java:1) ~[shop.jar:1.0]\n"
                + "\tat java.base/java.lang.Thread.run(Thread.java:833) [?:?]\n"
                + "\tat loader//a.B.d(Unknown Source) [classes/:na]");
    assertThat(thrown.frames()).extracting(Frame::line).containsExactly(1, 833, -1);
    assertThat(thrown.frames().get(1).module()).hasToString("java.base");
    assertThat(thrown.frames().get(2).className()).hasToString("a.B");
  }

  @Test
  void whatIsNoJavaTraceIsNone() {
    for (String text :
        List.of(
            "",
            "Traceback (most recent call last):\n  File \"a.py\", line 1\nE: x",
            "Error: no\n    at open (/shop.js:1:2)",
            "\tat a.B.c(B.java:1)",
            "hello",
            "a.E: x\n\tat a.B.c(B.java:1)\nand more")) {
      assertThat(Traces.parse(text)).as(text).isNull();
    }
  }

  @Test
  void findsATraceBehindAMessage() {
    String trace = "a.E: x\nmore of x\n\tat a.B.c(B.java:1)";
    assertThat(Traces.find("two\nlines\n" + trace)).isEqualTo("two\nlines\n".length());
    assertThat(Traces.find(trace)).isZero();
    assertThat(Traces.find("no trace")).isEqualTo(-1);
    assertThat(Traces.find("\n\tat a.B.c(B.java:1)")).isEqualTo(-1);
  }
}
