package io.github.loghail.wire;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Arbitrary events, of every part that an event can have. */
final class Specs extends DomainContextBase {

  /** Any chars: lone surrogates, NUL and pairs among them, and often the empty string. */
  static Arbitrary<String> strings() {
    Arbitrary<String> odd =
        Arbitraries.of("a", "\0", "\uD800", "\uDC00", "\uD83D\uDE00", "é", "\uFFFF", "\u2028", "\n")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    Arbitrary<String> lengths =
        Arbitraries.of(126, 127, 128, 129, 16_382, 16_383, 16_384)
            .flatMap(length -> Arbitraries.of("x", "é", "€").map(c -> c.repeat(length)));
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(200);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(6, any),
        net.jqwik.api.Tuple.of(6, odd),
        net.jqwik.api.Tuple.of(1, lengths));
  }

  private static Arbitrary<String> shortStrings() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, Arbitraries.strings().all().ofMaxLength(20)),
        net.jqwik.api.Tuple.of(2, Arbitraries.of("io.github.Shop", "main", "order", "")));
  }

  private static Arbitrary<Object> values() {
    Arbitrary<Object> texts = strings().map(text -> text);
    return Arbitraries.oneOf(
        texts,
        Arbitraries.of("ada", "grace"),
        Arbitraries.longs().map(number -> number),
        Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 63L, 64L, -64L, -65L, 8191L, 8192L),
        Arbitraries.doubles().map(number -> number),
        Arbitraries.of(
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            -0.0,
            (Object) true,
            false),
        Arbitraries.just(null));
  }

  private static Arbitrary<FrameSpec> frames() {
    return Combinators.combine(
            shortStrings(),
            shortStrings(),
            shortStrings(),
            shortStrings(),
            Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.of(-2, -1, 0, 63, 64)))
        .as(FrameSpec::new);
  }

  private static Arbitrary<ThrownSpec> throwables(int depth) {
    Arbitrary<ThrownSpec> whole =
        Combinators.combine(
                shortStrings(),
                strings().injectNull(0.2),
                frames().list().ofMaxSize(6),
                Arbitraries.integers().between(0, 200))
            .as(
                (name, message, frames, common) ->
                    ThrownSpec.of(name, message, frames.toArray(FrameSpec[]::new))
                        .inCommon(common));
    Arbitrary<ThrownSpec> circular =
        Combinators.combine(shortStrings(), strings()).as(ThrownSpec::circular);
    if (depth == 0) {
      return Arbitraries.oneOf(whole, circular);
    }
    return Combinators.combine(
            whole, throwables(depth - 1).injectNull(0.4), throwables(depth - 1).list().ofMaxSize(2))
        .as((one, cause, suppressed) -> one.causedBy(cause).suppressing(suppressed));
  }

  @Provide
  Arbitrary<EventSpec> events() {
    Arbitrary<EventSpec> heads =
        Combinators.combine(
                Arbitraries.integers().between(0, Severity.MAX),
                Arbitraries.longs(),
                shortStrings(),
                shortStrings(),
                strings(),
                Arbitraries.of(true, false))
            .as(
                (severity, nanos, logger, thread, message, formatted) ->
                    new EventSpec(
                        severity,
                        nanos,
                        logger,
                        thread,
                        formatted ? Text.wellFormed(message) : message,
                        formatted,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        0));
    Arbitrary<List<EventSpec.Attr>> attributes =
        Combinators.combine(shortStrings(), values()).as(EventSpec.Attr::new).list().ofMaxSize(8);
    return Combinators.combine(
            heads,
            attributes,
            shortStrings().list().ofMaxSize(3),
            strings().list().ofMaxSize(3),
            traces().injectNull(0.5),
            frames().injectNull(0.5),
            throwables(3).injectNull(0.5))
        .as(Specs::event);
  }

  private static Arbitrary<List<String>> traces() {
    Arbitrary<String> digits = Arbitraries.strings().withChars("0123456789abcdef").ofLength(31);
    return Combinators.combine(digits, digits.injectNull(0.3))
        .as(
            (trace, span) ->
                java.util.Arrays.asList(
                    "1" + trace, span == null ? null : "1" + span.substring(16)));
  }

  private static EventSpec event(
      EventSpec head,
      List<EventSpec.Attr> attributes,
      List<String> markers,
      List<String> contextStack,
      List<String> trace,
      FrameSpec caller,
      ThrownSpec thrown) {
    return new EventSpec(
        head.severity(),
        head.nanos(),
        head.logger(),
        head.thread(),
        head.message(),
        head.formatted(),
        attributes,
        markers,
        contextStack,
        trace == null ? null : trace.get(0),
        trace == null ? null : trace.get(1),
        caller,
        thrown,
        0);
  }
}
