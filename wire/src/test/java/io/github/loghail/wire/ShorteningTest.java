package io.github.loghail.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Events above the maximum size arrive shortened with care, and say how large they were. */
@Domain(Specs.class)
@Domain(DomainContext.Global.class)
class ShorteningTest {

  private static final int KIB = 1024;

  @Example
  void aLargeMessageIsCutToJustWhatIsLeft() {
    EventSpec event =
        EventSpec.of("m".repeat(2_000_000)).from("com.acme.Shop", "main").with("order", 4711L);
    Loop loop = new Loop();
    EventSpec read = loop.roundTrip(event);
    assertThat(read.message().length()).isBetween((1 << 20) - 100, 1 << 20);
    assertThat(read.originalBytes())
        .isEqualTo(11 + 2 + 13 + 2 + 4 + 3 + 2_000_000 + 2 + 2 + 5 + 1 + 2);
    assertThat(read.attributes()).isEqualTo(event.attributes());
    assertThat(read.logger()).isEqualTo("com.acme.Shop");
    assertThat(loop.encoder.isShortened()).isTrue();
    EventSpec next = EventSpec.of("the next one is whole again");
    assertThat(loop.roundTrip(next)).isEqualTo(next);
    assertThat(loop.encoder.isShortened()).isFalse();
  }

  @Property(tries = 50)
  void utf8StaysWhole(@ForAll @IntRange(min = 0, max = 7) int shift) {
    for (String c : List.of("é", "€", "\uD83D\uDE00")) {
      String text = "x".repeat(shift) + c.repeat(3 * KIB);
      EventSpec formatted = formatted(text);
      for (EventSpec event : List.of(EventSpec.of(text), formatted)) {
        EventSpec read = new Loop(9000, 4 * KIB).roundTrip(event);
        assertThat(text).startsWith(read.message());
        assertThat(read.message().getBytes(UTF_8)).hasSizeBetween(4 * KIB - 50, 4 * KIB);
        assertThat(read.formatted()).isEqualTo(event.formatted());
      }
    }
  }

  @Example
  void aBodyThatIsNotUtf8IsCutAtWill() {
    EventEncoder encoder = new EventEncoder(new Names(), Wire.MIN_EVENT_BYTES);
    byte[] body = new byte[4000];
    java.util.Arrays.fill(body, (byte) 0x80);
    do {
      encoder.begin(Severity.INFO, 0, null, null);
      encoder.formatted(body, 0, body.length);
    } while (!encoder.finish());
    assertThat(encoder.size()).isGreaterThan(Wire.MIN_EVENT_BYTES - 20);
  }

  @Example
  void ofALongTraceTheMiddleGoes() {
    FrameSpec[] frames =
        IntStream.range(0, 5000)
            .mapToObj(i -> FrameSpec.of("com.acme.Service" + i, "call", "Service.java", i))
            .toArray(FrameSpec[]::new);
    ThrownSpec root = ThrownSpec.of("Root", "the reason", frames);
    ThrownSpec thrown = ThrownSpec.of("Outer", "went wrong", frames).causedBy(root);
    EventSpec event = EventSpec.of("message").throwing(thrown);
    ThrownSpec read = new Loop(9000, 64 * KIB).roundTrip(event).thrown();

    assertThat(read.message()).isEqualTo("went wrong");
    assertThat(read.root().message()).isEqualTo("the reason");
    for (ThrownSpec each : List.of(read, read.cause())) {
      int kept = each.frames().size();
      assertThat(kept).isGreaterThan(50);
      assertThat(each.framesLeftOut()).isEqualTo(5000 - kept);
      assertThat(each.frames().subList(0, each.leftOutAt()))
          .isEqualTo(List.of(frames).subList(0, each.leftOutAt()));
      assertThat(each.frames().subList(each.leftOutAt(), kept))
          .isEqualTo(List.of(frames).subList(each.leftOutAt() + each.framesLeftOut(), 5000));
    }
  }

  @Example
  void whateverItIsItConverges() {
    String large = "\uD83D\uDE00".repeat(20_000);
    FrameSpec[] frames =
        IntStream.range(0, 5000)
            .mapToObj(i -> FrameSpec.of("com.acme.Service" + i, "call", "Service.java", i))
            .toArray(FrameSpec[]::new);
    ThrownSpec chain = null;
    for (int i = 0; i < 500; i++) {
      FrameSpec[] own = i % 100 == 0 ? frames : new FrameSpec[0];
      chain =
          ThrownSpec.of(i % 50 == 0 ? large : "E", "cause " + i, own)
              .suppressing(Collections.nCopies(5, ThrownSpec.of("S", large)))
              .causedBy(chain);
    }
    List<EventSpec.Attr> attributes =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new EventSpec.Attr(i % 1000 == 0 ? large + i : "key" + i, "value" + i))
            .toList();
    List<String> names = Collections.nCopies(300, large);
    EventSpec event =
        EventSpec.of("message".repeat(9999))
            .from(large, large)
            .withAll(attributes)
            .withLists(names, names)
            .calledFrom(new FrameSpec(large, large, large, large, 1))
            .throwing(chain);
    for (int limit : new int[] {Wire.MIN_EVENT_BYTES, 9999, 1 << 20, Wire.MAX_EVENT_BYTES / 2}) {
      Loop loop = new Loop(Wire.MAX_PACKET_BYTES, limit);
      EventSpec read = loop.roundTrip(event);
      assertThat(loop.encoder.size()).isLessThanOrEqualTo(limit);
      assertThat(read.originalBytes()).isGreaterThan(10_000_000);
      assertThat("cause 0").startsWith(read.thrown().root().message());
    }
  }

  @Property(tries = 150)
  void randomEventsConverge(
      @ForAll EventSpec event,
      @ForAll @IntRange(min = 1, max = 4000) int times,
      @ForAll @IntRange(min = Wire.MIN_EVENT_BYTES, max = 20_000) int limit,
      @ForAll @Size(max = 3) List<EventSpec> others) {
    EventSpec large = enlarged(event, times);
    Loop loop = new Loop(Wire.MAX_PACKET_BYTES, limit);
    large.writeTo(loop.encoder);
    assertThat(counted(loop.encoder)).isLessThanOrEqualTo(limit);
    EventSpec read = loop.roundTrip(large);
    if (read.originalBytes() == 0) {
      assertThat(read).isEqualTo(large.wellFormed());
    } else {
      assertThat(read.originalBytes()).isGreaterThan(counted(loop.encoder) - 11);
      assertThat(large.wellFormed().message()).startsWith(read.message());
      if (event.thrown() != null) {
        String root = large.wellFormed().thrown().root().className();
        assertThat(root).startsWith(read.thrown().root().className());
      }
    }
    assertThat(new Loop(9000, limit).roundTrip(others)).hasSameSizeAs(others);
  }

  /** Size as it counts towards the limit: names as if each stood in place. */
  private static int counted(EventEncoder encoder) {
    int size = encoder.size();
    for (int i = 0; i < encoder.referenceCount(); i++) {
      size += encoder.reference(i).bytes.length;
    }
    return size;
  }

  private static EventSpec formatted(String text) {
    EventSpec plain = EventSpec.of(text);
    return new EventSpec(
        plain.severity(),
        plain.nanos(),
        "",
        "",
        text,
        true,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        0);
  }

  private static EventSpec enlarged(EventSpec event, int times) {
    List<EventSpec.Attr> attributes =
        IntStream.range(0, event.attributes().size() * times)
            .mapToObj(i -> event.attributes().get(i % event.attributes().size()))
            .limit(5000)
            .toList();
    List<String> stack =
        Collections.nCopies(times, event.contextStack()).stream()
            .flatMap(List::stream)
            .limit(times % 100)
            .toList();
    return event.withAll(attributes).withLists(event.markers(), stack);
  }

  /** A trace of which something was left out before it came here. */
  private static final class PassedOn implements ThrowableAccess<String> {

    @Override
    public String className(String thrown) {
      return thrown;
    }

    @Override
    public String message(String thrown) {
      return null;
    }

    @Override
    public int frameCount(String thrown) {
      return 40;
    }

    @Override
    public StackTraceElement frame(String thrown, int index) {
      return new StackTraceElement("com.acme.Service", "call" + index, "Service.java", index);
    }

    @Override
    public int framesInCommon(String thrown) {
      return 0;
    }

    @Override
    public String cause(String thrown) {
      return thrown.equals("Outer") ? "Root" : null;
    }

    @Override
    public int suppressedCount(String thrown) {
      return 0;
    }

    @Override
    public String suppressed(String thrown, int index) {
      throw new AssertionError("there are none");
    }

    @Override
    public boolean isCircular(String thrown) {
      return false;
    }

    @Override
    public int framesLeftOut(String thrown) {
      return 7;
    }

    @Override
    public int leftOutAt(String thrown) {
      return 3;
    }

    @Override
    public int causesLeftOut(String thrown) {
      return thrown.equals("Root") ? 5 : 0;
    }
  }

  private static Event passOn(int maxEventBytes, long originalBytes) {
    Names names = new Names();
    EventEncoder encoder = new EventEncoder(names, maxEventBytes);
    do {
      encoder.begin(Severity.ERROR, 0, "logger", "thread");
      encoder.throwable("Outer", new PassedOn());
      encoder.shortened(originalBytes);
    } while (!encoder.finish());
    assertThat(encoder.isShortened()).isTrue();
    PacketWriter writer = new PacketWriter(1, Loop.RESOURCE, false);
    byte[] packet = new byte[9000];
    writer.open(packet, packet.length, 0, 0);
    assertThat(writer.append(encoder)).isTrue();
    int length = writer.seal();
    new Checksum().put(packet, length);
    Datagram.Events events = (Datagram.Events) new Decoder().decode(packet, length);
    return (Event) events.records().get(0);
  }

  @Example
  void whatWasShortenedBeforeIsToldAgain() {
    Event event = passOn(64 * KIB, 123_456);
    assertThat(event.originalBytes()).isEqualTo(123_456);
    Thrown root = event.thrown().cause();
    for (Thrown each : List.of(event.thrown(), root)) {
      assertThat(each.frames()).hasSize(40);
      assertThat(each.framesLeftOut()).isEqualTo(7);
      assertThat(each.leftOutAt()).isEqualTo(3);
    }
    assertThat(event.thrown().causesLeftOut()).isZero();
    assertThat(root.causesLeftOut()).isEqualTo(5);
  }

  @Example
  void whatIsShortenedAgainCountsBoth() {
    Event event = passOn(Wire.MIN_EVENT_BYTES, 123_456);
    assertThat(event.originalBytes()).isEqualTo(123_456);
    assertThat(passOn(Wire.MIN_EVENT_BYTES, 1).originalBytes()).isGreaterThan(1500);
    int kept = event.thrown().frames().size();
    assertThat(kept).isBetween(1, 39);
    assertThat(event.thrown().framesLeftOut()).isEqualTo(40 - kept + 7);
    assertThat(event.thrown().leftOutAt()).isBetween(1, kept);
  }
}
