package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Event;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonFormTest {

  private static final int LIMIT = 8192;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Form form = new JsonForm(Made.ORDERS);

  private JsonNode json(Event event) {
    String line = Made.rendered(form, LIMIT, event);
    assertThat(line).endsWith("}\n").doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    return JSON.readTree(line);
  }

  @Example
  void hasTheFieldsOfTheSchema() {
    Event event =
        Made.event(
            e -> {
              e.message("Order accepted");
              e.attribute("order", 4711);
              e.attribute("user", "ada");
              e.attribute("user", "bob");
              e.attribute("half", 0.5);
              e.attribute("not", Double.NaN);
              e.attribute("ok", true);
              e.attribute("none", null);
              e.marker("AUDIT");
              e.contextStackEntry("outer");
              e.trace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
              e.caller(new StackTraceElement("com.acme.Orders", "accept", "Orders.java", 12));
            });
    assertThat(Made.rendered(form, LIMIT, event))
        .isEqualTo(
            "{\"@timestamp\":\"2023-11-14T22:13:20.123456789Z\",\"log.level\":\"WARN\","
                + "\"message\":\"Order accepted\",\"ecs.version\":\"1.2.0\","
                + "\"service.name\":\"orders\",\"host.name\":\"box\",\"process.pid\":4711,"
                + "\"process.thread.name\":\"main\",\"log.logger\":\"com.acme.Orders\","
                + "\"event.sequence\":0,\"log.origin.file.name\":\"Orders.java\","
                + "\"log.origin.file.line\":12,\"log.origin.function\":\"com.acme.Orders.accept\","
                + "\"labels\":{\"order\":4711,\"user\":\"bob\",\"half\":0.5,\"not\":\"NaN\","
                + "\"ok\":true,\"none\":null},\"tags\":[\"AUDIT\",\"outer\"],"
                + "\"trace.id\":\"0af7651916cd43dd8448eb211c80319c\","
                + "\"span.id\":\"b7ad6b7169203331\"}\n");
    assertThat(json(event).get("labels").get("user").asString()).isEqualTo("bob");
  }

  @Example
  void hasTheExceptionAsText() {
    Event event =
        Made.event(
            e -> {
              e.message("failed");
              Made.thrown(e, new RuntimeException("outer", new IllegalStateException("in\"ner")));
            });
    JsonNode json = json(event);
    assertThat(json.get("error.type").asString()).isEqualTo("java.lang.RuntimeException");
    assertThat(json.get("error.message").asString()).isEqualTo("outer");
    assertThat(json.get("error.stack_trace").asString())
        .startsWith("java.lang.RuntimeException: outer\n\tat ")
        .contains("\nCaused by: java.lang.IllegalStateException: in\"ner\n")
        .containsPattern("\n\t\\.\\.\\. \\d+ more$");
  }

  @Example
  void aLayoutsOutputIsTheMessage() {
    byte[] line = "WARN {\"a\": 1}\r\n".getBytes(StandardCharsets.UTF_8);
    JsonNode json = json(Made.event(e -> e.formatted(line, 0, line.length)));
    assertThat(json.get("message").asString()).isEqualTo("WARN {\"a\": 1}");
    assertThat(json.get("log.level").asString()).isEqualTo("WARN");
  }

  /** Lone surrogates are no characters: they become U+FFFD on their way, wherever they stand. */
  private static String known(String text) {
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Property(tries = 500)
  void everyTextComesBack(
      @ForAll @StringLength(max = 300) String message,
      @ForAll @Size(max = 5)
          Map<@StringLength(max = 20) String, @StringLength(max = 50) String> labels) {
    Event event =
        Made.event(
            e -> {
              e.message(message);
              labels.forEach(e::attribute);
              Made.thrown(e, new RuntimeException(message));
            });
    JsonNode json = json(event);
    assertThat(json.get("message").asString()).isEqualTo(known(message));
    Map<String, String> expected = new HashMap<>();
    labels.forEach((key, value) -> expected.put(known(key), known(value)));
    Map<String, String> actual = new HashMap<>();
    json.path("labels").properties().forEach(e -> actual.put(e.getKey(), e.getValue().asString()));
    assertThat(actual).isEqualTo(expected);
  }

  /** Bytes that a layout has made, of whatever charset. */
  @Property(tries = 300)
  void bytesThatAreNoUtf8AreReplaced(@ForAll @Size(max = 200) byte[] bytes)
      throws CharacterCodingException {
    Event event = Made.event(e -> e.formatted(bytes, 0, bytes.length));
    LineBytes out = new LineBytes(LIMIT);
    new Rendering(form, new SendCounters(), LIMIT).render(event, out);
    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out.bytes(), 0, out.size()));
    assertThat(json(event).get("message").asString())
        .isEqualTo(new String(bytes, StandardCharsets.UTF_8).stripTrailing());
  }

  /** Whatever is too large is an object all the same, in as many bytes as there are. */
  @Property(tries = 200)
  void alwaysFits(
      @ForAll @StringLength(max = 4000) String message,
      @ForAll @Size(max = 60)
          Map<@StringLength(max = 100) String, @StringLength(max = 100) String> labels) {
    Event event =
        Made.event(
            e -> {
              e.message(message);
              labels.forEach(e::attribute);
              labels.keySet().forEach(e::marker);
              Made.thrown(e, new RuntimeException(message, new Exception(message)));
            });
    LineBytes out = new LineBytes(LIMIT);
    SendCounters counters = new SendCounters();
    new Rendering(form, counters, 1060).render(event, out);
    assertThat(out.size()).isLessThanOrEqualTo(1060);
    JsonNode json = JSON.readTree(new String(out.bytes(), 0, out.size(), StandardCharsets.UTF_8));
    assertThat(json.has("loghail.original_bytes")).isEqualTo(counters.shortenedEvents() == 1);
    assertThat(json.get("error.type").asString()).isNotEmpty();
  }
}
