package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A throwable, read and sent and read again, says what {@code printStackTrace} prints. */
class JavaTraceTest {

  private static ThrownSpec roundTrip(Throwable throwable) {
    Loop loop = new Loop();
    do {
      loop.encoder.begin(Severity.ERROR, 0, null, null);
      loop.encoder.throwable(JavaTrace.of(throwable), JavaTrace.ACCESS);
    } while (!loop.encoder.finish());
    byte[] packet = new byte[1 << 20];
    int total = loop.packets.join(loop.encoder);
    int end = loop.packets.writePiece(packet, packet.length, 0, 0, 0);
    byte[] joined = java.util.Arrays.copyOfRange(packet, end - total, end);
    return ThrownSpec.of(Decoder.joined(joined, total, 0).thrown());
  }

  @Property(tries = 500)
  void saysWhatTheJdkPrints(@ForAll Random random) {
    Throwable throwable = randomGraph(random);
    StringWriter expected = new StringWriter();
    throwable.printStackTrace(new PrintWriter(expected));
    assertThat(print(roundTrip(throwable))).isEqualTo(expected.toString());
  }

  @Example
  void aRealOne() {
    Throwable thrown = null;
    try {
      try {
        throw new IOException("reset");
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    } catch (IllegalStateException e) {
      e.addSuppressed(new IllegalArgumentException());
      thrown = e;
    }
    StringWriter expected = new StringWriter();
    thrown.printStackTrace(new PrintWriter(expected));
    assertThat(print(roundTrip(thrown))).isEqualTo(expected.toString());
    assertThat(roundTrip(thrown).cause().framesInCommon()).isPositive();
  }

  /** Throwables that cause and suppress each other at random, in cycles too. */
  private static Throwable randomGraph(Random random) {
    List<Throwable> all = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      Throwable each =
          random.nextBoolean() ? new RuntimeException("m" + i) : new IOException((String) null);
      each.setStackTrace(randomFrames(random));
      all.add(each);
    }
    for (Throwable each : all) {
      Throwable other = all.get(random.nextInt(all.size()));
      if (random.nextInt(3) > 0 && other != each) {
        each.initCause(other);
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        Throwable suppressed = all.get(random.nextInt(all.size()));
        if (suppressed != each) {
          each.addSuppressed(suppressed);
        }
      }
    }
    return all.get(0);
  }

  /** From few kinds of frame, so that ends are often in common. */
  private static StackTraceElement[] randomFrames(Random random) {
    StackTraceElement[] frames = new StackTraceElement[random.nextInt(5)];
    for (int i = 0; i < frames.length; i++) {
      int line = random.nextInt(2);
      frames[i] = new StackTraceElement("com.acme.Shop", "sell", "Shop.java", 7 + line);
    }
    return frames;
  }

  private static String print(ThrownSpec thrown) {
    StringBuilder out = new StringBuilder();
    print(thrown, "", "", out);
    return out.toString();
  }

  private static void print(ThrownSpec thrown, String caption, String indent, StringBuilder out) {
    String end = System.lineSeparator();
    String text = thrown.className() + (thrown.message() == null ? "" : ": " + thrown.message());
    if (thrown.circular()) {
      out.append(indent).append(caption).append("[CIRCULAR REFERENCE: ").append(text);
      out.append(']').append(end);
      return;
    }
    out.append(indent).append(caption).append(text).append(end);
    for (FrameSpec frame : thrown.frames()) {
      out.append(indent).append("\tat ").append(frame.element()).append(end);
    }
    if (thrown.framesInCommon() > 0) {
      out.append(indent).append("\t... ").append(thrown.framesInCommon()).append(" more");
      out.append(end);
    }
    for (ThrownSpec each : thrown.suppressed()) {
      print(each, "Suppressed: ", indent + "\t", out);
    }
    if (thrown.cause() != null) {
      print(thrown.cause(), "Caused by: ", indent, out);
    }
  }

  @Example
  void aChainOfTenThousandKeepsItsRoot() {
    Throwable chain = new IOException("root");
    for (int i = 0; i < 10_000; i++) {
      chain = new RuntimeException("m" + i, chain);
    }
    ThrownSpec read = roundTrip(chain);
    assertThat(read.message()).isEqualTo("m9999");
    assertThat(read.root().message()).isEqualTo("root");
    assertThat(read.root().causesLeftOut()).isEqualTo(10_001 - Wire.MAX_CAUSES);
  }

  /** Its methods answer whatever a test wants, or throw it. */
  private static final class Hostile extends RuntimeException {

    private static final long serialVersionUID = 1;

    private transient Throwable thrown;
    private transient Throwable cause;
    private transient StackTraceElement[] frames = {};

    @Override
    public String getMessage() {
      sneak(thrown);
      return "harmless";
    }

    @Override
    public synchronized Throwable getCause() {
      sneak(thrown);
      return cause;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      sneak(thrown);
      return frames;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
      if (thrown != null) {
        throw (T) thrown;
      }
    }
  }

  @Example
  void whatItsMethodsThrowIsNotPassedOn() {
    for (Throwable thrown :
        List.of(
            new IllegalStateException(),
            new IOException("checked, thrown without a throws clause"),
            new AssertionError(),
            new NoClassDefFoundError(),
            new StackOverflowError())) {
      Hostile hostile = new Hostile();
      hostile.thrown = thrown;
      ThrownSpec read = roundTrip(new RuntimeException("outer", hostile)).cause();
      assertThat(read.className()).isEqualTo(Hostile.class.getName());
      assertThat(read.message())
          .isEqualTo("(getMessage() threw " + thrown.getClass().getName() + ")");
      assertThat(read.frames()).isEmpty();
      assertThat(read.cause()).isNull();
    }
  }

  @Example
  void oddAnswersOfOverriddenMethods() {
    Hostile hostile = new Hostile();
    hostile.frames = null;
    assertThat(roundTrip(hostile).frames()).isEmpty();
    hostile.frames = new StackTraceElement[2];
    assertThat(roundTrip(hostile).frames()).isEmpty();
    hostile.cause = hostile;
    assertThat(roundTrip(hostile).cause().circular()).isTrue();
  }

  @Example
  void aCauseThatIsNewEachTimeItIsAskedEnds() {
    class Endless extends RuntimeException {
      private static final long serialVersionUID = 1;

      Endless() {
        super("endless", null, false, false);
      }

      @Override
      public synchronized Throwable getCause() {
        return new Endless();
      }
    }
    assertThat(roundTrip(new Endless()).root().causesLeftOut()).isPositive();
  }

  @Example
  void valuesWhoseToStringFails() {
    Object value =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };
    EventSpec read = new Loop().roundTrip(EventSpec.of("").with("k", value));
    assertThat(read.attributes().get(0).value())
        .asString()
        .contains("toString() threw java.lang.IllegalStateException");
  }
}
