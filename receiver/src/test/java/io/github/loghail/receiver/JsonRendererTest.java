package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonRendererTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static JsonNode json(Entry entry) {
    String line = Made.render(new JsonRenderer(), entry);
    assertThat(line.indexOf('\n')).as("one line").isEqualTo(line.length() - 1);
    return JSON.readTree(line);
  }

  /** Both become U+FFFD, and would be one key twice. */
  @Test
  void keysThatAreNoUtf8DoNotDouble() {
    Entry.Logged entry =
        Made.logged(
            "shop",
            encoder -> {
              encoder.attribute("keyA", 1);
              encoder.attribute("keyB", 2);
            });
    for (int i = 0; i < 2; i++) {
      Utf8 key = entry.event().attributes().get(i).key();
      key.bytes()[key.offset() + 3] = (byte) (0xFE + i);
    }
    JsonNode attributes = json(entry).get("attributes");
    assertThat(attributes.size()).isEqualTo(1);
    assertThat(attributes.get("key\ufffd").asInt()).isEqualTo(2);
  }

  @Test
  void hasEveryField() {
    JsonNode event =
        json(
            Made.logged(
                "shop",
                Severity.WARN,
                "com.acme.Orders",
                encoder -> {
                  encoder.message("größe \"x\"\n\u001b\t");
                  encoder.attribute("n", Long.MIN_VALUE);
                  encoder.attribute("d", 1.5);
                  encoder.attribute("nan", Double.NaN);
                  encoder.attribute("b", false);
                  encoder.attribute("nothing", null);
                  encoder.attribute("twice", "old");
                  encoder.attribute("twice", "new");
                  encoder.marker("AUDIT");
                  encoder.contextStackEntry("checkout");
                  encoder.trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
                  encoder.caller(new StackTraceElement("com.acme.Orders", "put", "Orders.java", 9));
                }));
    assertThat(event.get("timestamp").asString()).isEqualTo("2026-11-23T14:03:21.204000000Z");
    assertThat(event.get("level").asString()).isEqualTo("WARN");
    assertThat(event.get("severity").asInt()).isEqualTo(13);
    assertThat(event.get("service").asString()).isEqualTo("shop");
    assertThat(event.get("host").asString()).isEqualTo("box");
    assertThat(event.get("pid").asInt()).isEqualTo(4121);
    assertThat(event.get("framework").asString()).isEqualTo("logback");
    assertThat(event.get("logger").asString()).isEqualTo("com.acme.Orders");
    assertThat(event.get("thread").asString()).isEqualTo("main");
    assertThat(event.get("message").asString()).isEqualTo("größe \"x\"\n\u001b\t");
    JsonNode attributes = event.get("attributes");
    assertThat(attributes.get("n").asLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(attributes.get("d").asDouble()).isEqualTo(1.5);
    assertThat(attributes.get("nan").asString()).isEqualTo("NaN");
    assertThat(attributes.get("b").isBoolean()).isTrue();
    assertThat(attributes.get("nothing").isNull()).isTrue();
    assertThat(attributes.get("twice").asString()).isEqualTo("new");
    assertThat(event.get("markers").get(0).asString()).isEqualTo("AUDIT");
    assertThat(event.get("contextStack").get(0).asString()).isEqualTo("checkout");
    assertThat(event.get("traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(event.get("spanId").asString()).isEqualTo("00f067aa0ba902b7");
    assertThat(event.get("caller").get("line").asInt()).isEqualTo(9);
    assertThat(event.get("source").asString()).isEqualTo("127.0.0.1:5000");
    assertThat(event.get("session").asString()).isEqualTo("0000000000abcdef");
    assertThat(event.get("sequence").asLong()).isZero();
    assertThat(event.has("type")).isFalse();
  }

  @Test
  void exceptionsAreStructured() {
    IllegalStateException outer =
        new IllegalStateException("outer", new java.io.IOException("inner"));
    outer.addSuppressed(new RuntimeException());
    JsonNode thrown = json(Made.thrown(outer)).get("exception");
    assertThat(thrown.get("type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(thrown.get("message").asString()).isEqualTo("outer");
    StackTraceElement[] frames = outer.getStackTrace();
    assertThat(thrown.get("frames").size()).isEqualTo(frames.length);
    assertThat(thrown.get("frames").get(0).get("method").asString())
        .isEqualTo(frames[0].getMethodName());
    assertThat(thrown.get("suppressed").get(0).has("message")).isFalse();
    assertThat(thrown.get("cause").get("message").asString()).isEqualTo("inner");
    assertThat(thrown.get("cause").get("framesInCommon").asInt()).isPositive();
  }

  @Test
  void anExceptionMetBeforeIsNotFollowedAgain() {
    IllegalStateException outer = new IllegalStateException("outer");
    outer.initCause(new RuntimeException("inner", outer));
    JsonNode again = json(Made.thrown(outer)).get("exception").get("cause").get("cause");
    assertThat(again.get("message").asString()).isEqualTo("outer");
    assertThat(again.get("circular").asBoolean()).isTrue();
    assertThat(again.has("cause")).isFalse();
  }

  @Test
  void ofManyDoubledKeysTheLastHolds() {
    for (int others : new int[] {0, 5, 100}) {
      JsonNode event =
          json(
              Made.logged(
                  "shop",
                  encoder -> {
                    encoder.message("m");
                    encoder.attribute("k", "old");
                    for (int i = 0; i < others; i++) {
                      encoder.attribute("other" + i, i);
                    }
                    encoder.attribute("k", "new");
                  }));
      assertThat(event.get("attributes").get("k").asString()).isEqualTo("new");
      assertThat(event.get("attributes").size()).isEqualTo(others + 1);
    }
  }

  @Test
  void sourcesInTurnKeepTheirOwnFields() {
    JsonRenderer renderer = new JsonRenderer();
    Entry shop = new Entry.Left(Made.source("shop"), Made.NANOS);
    Source stranger = new Source("127.0.0.1:7", Made.source("x").address(), 0, null);
    Entry bare = new Entry.Bare(stranger, Made.NANOS, Utf8.of("hi"));
    for (int i = 0; i < 3; i++) {
      assertThat(JSON.readTree(Made.render(renderer, shop)).get("pid").asInt()).isEqualTo(4121);
      assertThat(JSON.readTree(Made.render(renderer, bare)).has("pid")).isFalse();
    }
  }

  @Test
  void noticesHaveATypeAndExactCounts() {
    Source shop = Made.source("shop");
    DropCounts drops = new DropCounts();
    drops.add(DropCause.RING_FULL, Severity.TRACE, 900);
    drops.add(DropCause.ENCODE_ERROR, Severity.INFO, 4);
    JsonNode dropped = json(new Entry.Dropped(shop, Made.NANOS, drops));
    assertThat(dropped.get("type").asString()).isEqualTo("dropped");
    assertThat(dropped.get("events").asLong()).isEqualTo(904);
    assertThat(dropped.get("causes").get(0).get("cause").asString()).isEqualTo("ring full");
    assertThat(dropped.get("causes").get(0).get("level").asString()).isEqualTo("TRACE");
    assertThat(json(new Entry.Lost(shop, Made.NANOS, 37)).get("events").asLong()).isEqualTo(37);
    JsonNode unreadable = json(new Entry.Unreadable(shop, Made.NANOS, 211, "damaged \"x\""));
    assertThat(unreadable.get("bytes").asInt()).isEqualTo(211);
    assertThat(unreadable.get("reason").asString()).isEqualTo("damaged \"x\"");
    JsonNode bare =
        json(
            new Entry.Bare(
                new Source("127.0.0.1:5000", shop.address(), 0, null),
                Made.NANOS,
                Utf8.of("plain")));
    assertThat(bare.get("type").asString()).isEqualTo("text");
    assertThat(bare.get("message").asString()).isEqualTo("plain");
    assertThat(bare.has("session")).isFalse();
  }

  @Property(tries = 500)
  void whateverIsLoggedIsOneLineOfJson(
      @ForAll String message, @ForAll String key, @ForAll String value) {
    JsonNode event =
        json(
            Made.logged(
                "shop",
                encoder -> {
                  encoder.message(message);
                  encoder.attribute(key, value);
                }));
    assertThat(event.get("message").asString()).isEqualTo(Utf8.of(message).toString());
    assertThat(event.get("attributes").size()).isEqualTo(1);
  }

  @Property(tries = 500)
  void whateverTheBytesItIsJson(@ForAll byte[] bytes) {
    json(Made.logged("shop", encoder -> encoder.formatted(bytes, 0, bytes.length)));
  }
}
