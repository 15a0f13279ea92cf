package io.github.loghail.receiver.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes: each datagram is an event, a text or unreadable, and nothing is thrown. */
class AnyBytesTest {

  private static final byte[][] STARTS = {
    {},
    {0x1E, 0x0F},
    {0x1F, (byte) 0x8B, 8},
    {0x78, (byte) 0x9C},
    {'<', '1', '4', '>'},
    {'<', '1', '4', '>', '1', ' '},
    "{\"short_message\":".getBytes(StandardCharsets.US_ASCII),
    "{\"level\":".getBytes(StandardCharsets.US_ASCII)
  };

  @Provide
  Arbitrary<byte[]> datagrams() {
    return Arbitraries.of(STARTS)
        .flatMap(
            start ->
                Arbitraries.bytes()
                    .array(byte[].class)
                    .ofMaxSize(200)
                    .map(rest -> concat(start, rest)));
  }

  @Provide
  Arbitrary<String> jsonish() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\"a\"",
            "\"level\"",
            "\"stack_trace\"",
            "\"time\"",
            "\"short_message\"",
            "1",
            "-1e9",
            "null",
            "true",
            "\\n\\tat a.B.c(B.java:1)",
            "a.E: x")
        .list()
        .ofMaxSize(30)
        .map(parts -> "{\"message\":\"x\"," + String.join("", parts) + "}");
  }

  @Provide
  Arbitrary<String> traces() {
    return Arbitraries.of(
            "a.E: x",
            "\tat a.B.c(B.java:1)",
            "Caused by: a.E",
            "\tSuppressed: a.F: y",
            "\t... 3 more",
            "\t\tCaused by: a.G",
            "Wrapped by: a.H",
            "",
            "more",
            "[CIRCULAR REFERENCE: a.E]",
            "Caused by: [CIRCULAR REFERENCE: a.E: x]",
            "\t... 2 frames truncated",
            "at x",
            ":",
            "at .(")
        .list()
        .ofMaxSize(30)
        .map(lines -> String.join("\n", lines));
  }

  private static byte[] concat(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  @Property(tries = 3000)
  void anyBytes(@ForAll("datagrams") byte[] datagram) {
    check(new Heard().take(datagram).end());
  }

  @Property(tries = 2000)
  void anyJson(@ForAll("jsonish") String datagram) {
    check(Heard.of(datagram));
  }

  @Property(tries = 2000)
  void anyTrace(@ForAll("traces") String trace) {
    String escaped = trace.replace("\n", "\\n").replace("\t", "\\t");
    Heard heard = Heard.of("{\"message\":\"m\",\"stack_trace\":\"" + escaped + "\"}");
    check(heard);
    assertThat(heard.events).hasSize(1);
  }

  private static void check(Heard heard) {
    int found = heard.events.size() + heard.texts.size() + heard.unreadable.size();
    assertThat(found).isPositive();
    assertThat(heard.unreadable).noneMatch(each -> each.contains("the receiver failed"));
    assertThat(heard.events).doesNotContainNull();
  }
}
