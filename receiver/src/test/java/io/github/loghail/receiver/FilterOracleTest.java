package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Frame;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against the plainest filter there is: strings, and the JDK's own patterns. */
class FilterOracleTest {

  private static final List<String> WORDS =
      List.of("ab", "a", "b", "1", "12", "Zoo", "\u00E9", "\u4E2D\u6587", "\uD83D\uDE00", "", " ");

  private static final List<String> SERVICES = List.of("shop", "pay", "mail");
  private static final List<String> LOGGERS = List.of("", "com.acme.A", "com.acme", "com.b.A$C");

  record Options(
      String level,
      List<String> services,
      List<String> excludedServices,
      List<String> loggers,
      Map<String, String> fields,
      List<String> includes,
      List<String> excludes) {

    String[] arguments() {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("-l", level));
      services.forEach(each -> arguments.addAll(List.of("-s", each)));
      excludedServices.forEach(each -> arguments.addAll(List.of("-S", each)));
      loggers.forEach(each -> arguments.addAll(List.of("-L", each)));
      fields.forEach((key, value) -> arguments.addAll(List.of("-f", key + "=" + value)));
      includes.forEach(each -> arguments.addAll(List.of("-i", each)));
      excludes.forEach(each -> arguments.addAll(List.of("-e", each)));
      return arguments.toArray(new String[0]);
    }
  }

  private static Arbitrary<String> text() {
    return Arbitraries.of(WORDS).list().ofMaxSize(5).map(words -> String.join("", words));
  }

  private static Arbitrary<String> pattern() {
    return Arbitraries.of(
            "ab", "a", "b", "1", "Z", "\u00E9", "\u4E2D", ".", "[ab]", "[^a]", "(1|2)")
        .flatMap(atom -> Arbitraries.of("", "", "+", "*", "?").map(times -> atom + times))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("", parts))
        .flatMap(
            body -> Arbitraries.of("%s", "%s", "^%s", "%s$", "(?i)%s").map(f -> f.formatted(body)));
  }

  @Provide
  Arbitrary<Options> options() {
    return Combinators.combine(
            Arbitraries.of("all", "all", "debug", "info", "warn2", "error"),
            Arbitraries.of(SERVICES).list().ofMaxSize(2),
            Arbitraries.of(SERVICES).list().ofMaxSize(1),
            Arbitraries.of("com.acme", "com", "com.b.A").list().ofMaxSize(1),
            Arbitraries.maps(Arbitraries.of("k", "l"), text().map(String::strip)).ofMaxSize(1),
            pattern().list().ofMaxSize(2),
            pattern().list().ofMaxSize(1))
        .as(Options::new);
  }

  @Provide
  Arbitrary<Entry.Logged> events() {
    return Combinators.combine(
            Arbitraries.of(SERVICES),
            Arbitraries.integers().between(1, 24),
            Arbitraries.of(LOGGERS),
            text(),
            Arbitraries.maps(Arbitraries.of("k", "l", "m"), text()).ofMaxSize(3),
            text().list().ofMaxSize(2),
            text().injectNull(0.5))
        .as(FilterOracleTest::event);
  }

  private static Entry.Logged event(
      String service,
      int severity,
      String logger,
      String message,
      Map<String, String> attributes,
      List<String> markers,
      String thrown) {
    return Made.logged(
        service,
        severity,
        logger,
        event -> {
          event.message(message);
          attributes.forEach(event::attribute);
          markers.forEach(event::marker);
          if (thrown != null) {
            Exception exception = new IllegalStateException(thrown, new Exception("ab" + thrown));
            event.throwable(JavaTrace.of(exception), JavaTrace.ACCESS);
          }
        });
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void showsWhatTheOracleShows(
      @ForAll("options") Options options, @ForAll("events") Entry.Logged logged) {
    assertThat(Filtering.by(options.arguments()).accepts(logged))
        .as("%s on %s", options, parts(logged.event()))
        .isEqualTo(oracle(options, logged));
  }

  private static boolean oracle(Options options, Entry.Logged logged) {
    Event event = logged.event();
    String service = logged.source().service();
    String logger = event.logger().toString();
    List<String> parts = parts(event);
    return event.severity() >= minSeverity(options.level)
        && (options.services.isEmpty() || options.services.contains(service))
        && !options.excludedServices.contains(service)
        && (options.loggers.isEmpty()
            || options.loggers.stream()
                .anyMatch(each -> logger.equals(each) || logger.matches(each + "[.$].*")))
        && options.fields.entrySet().stream().allMatch(field -> hasField(event, field))
        && (options.includes.isEmpty() || anyMatches(options.includes, parts))
        && !anyMatches(options.excludes, parts);
  }

  private static int minSeverity(String level) {
    return switch (level) {
      case "debug" -> 5;
      case "info" -> 9;
      case "warn2" -> 14;
      case "error" -> 17;
      default -> 0;
    };
  }

  private static boolean hasField(Event event, Map.Entry<String, String> field) {
    return event.attributes().stream()
        .anyMatch(
            each ->
                each.key().toString().equals(field.getKey())
                    && ((Value.Text) each.value()).text().toString().equals(field.getValue()));
  }

  private static boolean anyMatches(List<String> patterns, List<String> parts) {
    String whole = String.join("\n", parts) + (parts.isEmpty() ? "" : "\n");
    return patterns.stream()
        .anyMatch(
            each ->
                Pattern.compile(each, Pattern.MULTILINE | Pattern.UNIX_LINES)
                    .matcher(whole)
                    .find());
  }

  private static List<String> parts(Event event) {
    List<String> parts = new ArrayList<>();
    parts.add(event.message().toString());
    parts.add(event.logger().toString());
    parts.add(event.thread().toString());
    for (Event.Attribute each : event.attributes()) {
      parts.add(each.key() + "=" + ((Value.Text) each.value()).text());
    }
    event.markers().forEach(each -> parts.add(each.toString()));
    parts.removeIf(String::isEmpty);
    String title = "";
    for (Thrown each = event.thrown(); each != null; each = each.cause()) {
      parts.add(title + each.className() + ": " + each.message());
      for (Frame frame : each.frames()) {
        String place =
            frame.isNative()
                ? "Native Method"
                : frame.file().isEmpty()
                    ? "Unknown Source"
                    : frame.line() < 0
                        ? frame.file().toString()
                        : frame.file() + ":" + frame.line();
        parts.add("at " + frame.className() + "." + frame.method() + "(" + place + ")");
      }
      title = "Caused by: ";
    }
    return parts;
  }
}
