package io.github.loghail.receiver.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the tables of docs/formats.md to what is done. */
class RolesDocTest {

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** The cells of the table whose first row begins so. */
  static List<List<String>> table(String head) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/formats.md"));
    int start =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith(head))
            .findFirst()
            .orElseThrow();
    List<List<String>> rows = new ArrayList<>();
    for (int i = start + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
      rows.add(
          List.of(lines.get(i).substring(1).split("\\|")).stream().map(String::strip).toList());
    }
    return rows;
  }

  private static List<String> quoted(String cell) {
    List<String> quoted = new ArrayList<>();
    for (Matcher matcher = QUOTED.matcher(cell); matcher.find(); ) {
      quoted.add(matcher.group(1));
    }
    return quoted;
  }

  private static List<Integer> numbers(String cell) {
    return cell.equals("–")
        ? List.of()
        : List.of(cell.split(" ")).stream().map(Integer::valueOf).toList();
  }

  @TestFactory
  List<DynamicTest> severities() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (List<String> row : table("| Level |")) {
      String level = row.get(0);
      for (int number : numbers(row.get(1))) {
        tests.add(shows(level, "<" + (8 + number) + ">x"));
        tests.add(shows(level, "{\"short_message\":\"x\",\"level\":" + number + "}"));
        tests.add(shows(level, "{\"level\":" + number + "}"));
      }
      numbers(row.get(2)).forEach(number -> tests.add(shows(level, "{\"level\":" + number + "}")));
      numbers(row.get(3))
          .forEach(number -> tests.add(shows(level, "{\"levelno\":" + number + "}")));
      for (String name : quoted(row.get(4))) {
        tests.add(shows(level, "{\"level\":\"" + name + "\"}"));
        tests.add(shows(level, "{\"level\":\"" + name.toUpperCase(Locale.ROOT) + "\"}"));
        tests.add(
            shows(level, "{\"short_message\":\"x\",\"level\":6,\"_level_name\":\"" + name + "\"}"));
      }
    }
    assertThat(tests).hasSizeGreaterThan(100);
    return tests;
  }

  private static DynamicTest shows(String level, String datagram) {
    return DynamicTest.dynamicTest(
        datagram + " is " + level,
        () -> assertThat(Severity.name(Heard.of(datagram).event().severity())).isEqualTo(level));
  }

  @TestFactory
  List<DynamicTest> keys() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<List<String>> rows = table("| Event | Keys |");
    for (Role role : Role.values()) {
      String name = role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      List<String> row =
          rows.stream()
              .filter(each -> each.get(0).equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name));
      tests.add(
          DynamicTest.dynamicTest(
              name, () -> assertThat(quoted(row.get(1))).isEqualTo(role.keys())));
      for (String key : quoted(row.get(1))) {
        tests.add(DynamicTest.dynamicTest(name + " by " + key, () -> checkKey(role, key)));
      }
    }
    for (String context : quoted(rows.get(rows.size() - 1).get(1))) {
      tests.add(
          DynamicTest.dynamicTest(
              "attributes in " + context,
              () ->
                  assertThat(
                          Heard.attributes(Heard.of("{\"" + context + "\":{\"a.b\":1}}").event()))
                      .containsOnlyKeys("a.b")));
    }
    return tests;
  }

  /** A datagram of this key alone, with what the role needs beside it, is what the role says. */
  private static void checkKey(Role role, String key) {
    String id = "4bf92f3577b34da6a3ce929d0e0e4736";
    switch (role) {
      case TIME ->
          assertThat(event(key, "\"2003-10-11T22:14:15Z\"").epochNanos())
              .isEqualTo(Heard.nanos("2003-10-11T22:14:15Z"));
      case TIME_SECONDS -> assertThat(event(key, "7").epochNanos()).isEqualTo(7_000_000_000L);
      case TIME_NANOS ->
          assertThat(event(key, "7,\"timestampSeconds\":1").epochNanos()).isEqualTo(1_000_000_007L);
      case LEVEL -> assertThat(event(key, "\"WARN\"").severity()).isEqualTo(Severity.WARN);
      case SEVERITY_NUMBER -> assertThat(event(key, "15").severity()).isEqualTo(15);
      case PYTHON_LEVEL -> assertThat(event(key, "30").severity()).isEqualTo(Severity.WARN);
      case MESSAGE -> assertThat(event(key, "\"v\"").message()).hasToString("v");
      case LOGGER -> assertThat(event(key, "\"v\"").logger()).hasToString("v");
      case THREAD -> assertThat(event(key, "\"v\"").thread()).hasToString("v");
      case NAME -> {
        assertThat(event(key, "\"v\"").logger()).hasToString("v");
        assertThat(origin(key, "\"v\",\"level\":30").service()).isEqualTo("v");
      }
      case SERVICE -> assertThat(origin(key, "\"v\"").service()).isEqualTo("v");
      case HOST -> assertThat(origin(key, "\"v\"").host()).isEqualTo("v");
      case PID -> assertThat(origin(key, "42").processId()).isEqualTo(42);
      case TRACE -> assertThat(event(key, "\"" + id + "\"").traceId()).isEqualTo(id);
      case SPAN ->
          assertThat(event(key, "\"00f067aa0ba902b7\",\"trace_id\":\"" + id + "\"").spanId())
              .isEqualTo("00f067aa0ba902b7");
      case MARKERS -> assertThat(event(key, "[\"a\",\"b\"]").markers()).hasToString("[a, b]");
      case CONTEXT_STACK ->
          assertThat(event(key, "[\"a\",\"b\"]").contextStack()).hasToString("[a, b]");
      case EXCEPTION ->
          assertThat(event(key, "\"a.E: x\\n\\tat a.B.c(B.java:1)\"").thrown().frames()).hasSize(1);
      case EXCEPTION_CLASS ->
          assertThat(event(key, "\"a.E\"").thrown().className()).hasToString("a.E");
      case EXCEPTION_MESSAGE ->
          assertThat(event(key, "\"v\",\"error.type\":\"a.E\"").thrown().message())
              .hasToString("v");
      case CALLER_CLASS ->
          assertThat(event(key, "\"a.B\",\"file\":\"B.java\",\"line\":7").caller().className())
              .hasToString("a.B");
      case CALLER_METHOD ->
          assertThat(event(key, "\"c\",\"file\":\"B.java\",\"line\":7").caller().method())
              .hasToString("c");
      case CALLER_FILE ->
          assertThat(event(key, "\"B.java\",\"line\":\"7\"").caller().file()).hasToString("B.java");
      case CALLER_LINE ->
          assertThat(event(key, "7,\"file\":\"B.java\"").caller().line()).isEqualTo(7);
      case LEFT_OUT -> assertThat(event(key, "1").hasAttributes()).isFalse();
    }
    if (!Set.of(Role.LEFT_OUT, Role.MARKERS, Role.CONTEXT_STACK, Role.EXCEPTION).contains(role)) {
      assertThat(Heard.attributes(event("message", "\"m\",\"" + key + "\":[{}]")))
          .as("no such value")
          .isNotEmpty();
    }
  }

  private static Event event(String key, String value) {
    return Heard.of("{\"" + key + "\":" + value + "}").event();
  }

  private static Origin origin(String key, String value) {
    return Heard.of("{\"" + key + "\":" + value + "}").origin();
  }

  /** No key stands for two things. */
  @TestFactory
  List<DynamicTest> keysAreDistinct() {
    List<String> all =
        IntStream.range(0, Role.values().length)
            .mapToObj(i -> Role.values()[i].keys())
            .flatMap(List::stream)
            .collect(Collectors.toList());
    return List.of(
        DynamicTest.dynamicTest("distinct", () -> assertThat(all).doesNotHaveDuplicates()));
  }
}
