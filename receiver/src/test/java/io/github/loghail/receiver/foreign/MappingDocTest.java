package io.github.loghail.receiver.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Thrown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the table "What becomes of what" of docs/formats.md to what is done. Of each format there
 * is a datagram, and other values for each of its parts: a part that is another changes in the
 * event what the table says of it, and nothing else.
 */
class MappingDocTest {

  /** What a cell may name. */
  private static final Pattern PART =
      Pattern.compile(
          "`([^`]+)`|\\b([A-Z]{2,}(?:-[A-Z]+)?)\\b|(a key below|the tag|structured data"
              + "|a trace behind)");

  private static final Map<String, Function<Heard, String>> ROWS =
      new TreeMap<>(
          Map.of(
              "service", heard -> "" + heard.origin().service(),
              "host, pid", heard -> heard.origin().host() + " " + heard.origin().processId(),
              "time", heard -> "" + heard.event().epochNanos(),
              "severity", heard -> "" + heard.event().severity(),
              "message", heard -> "" + heard.event().message(),
              "logger, thread", heard -> heard.event().logger() + " " + heard.event().thread(),
              "attributes", heard -> "" + Heard.attributes(heard.event()),
              "exception", heard -> exception(heard.event())));

  private static final String TRACE =
      "\\njava.lang.IllegalStateException: no\\n\\tat com.acme.Shop.open(Shop.java:88)\\n";

  /**
   * What can be another in a datagram.
   *
   * @param name as the table calls it
   * @param old what it is
   * @param other what it can be
   */
  private record Part(String name, String old, String other) {}

  /**
   * A datagram of a format.
   *
   * @param number of the format's column in the table
   * @param datagram one that has it all
   * @param parts what can be another in it
   */
  private record Column(int number, String datagram, List<Part> parts) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column(
              1,
              "{\"version\":\"1.1\",\"host\":\"box\",\"timestamp\":1795701801.391,\"level\":3,"
                  + "\"short_message\":\"hello\",\"_order\":7}",
              List.of(
                  new Part("host", "box", "cat"),
                  new Part("timestamp", "801.391", "800.5"),
                  new Part("level", "\"level\":3", "\"level\":4"),
                  new Part("short_message", "hello", "good bye"),
                  new Part("full_message", "\"_", "\"full_message\":\"hello\\nto all\",\"_"),
                  new Part("full_message", "\"_", "\"full_message\":\"hello" + TRACE + "\",\"_"),
                  new Part("_fields", "\"_order\":7", "\"_order\":\"7 \""),
                  new Part("_fields", "\"_order\":7", "\"_order\":7,\"_more\":true"),
                  new Part("a key below", "\"_", "\"_app_name\":\"shop\",\"_"),
                  new Part("a key below", "\"_", "\"_pid\":42,\"_"),
                  new Part("a key below", "\"_", "\"_level_name\":\"TRACE\",\"_"),
                  new Part("a key below", "\"_", "\"_logger_name\":\"a.B\",\"_"),
                  new Part("a key below", "\"_", "\"_thread_name\":\"main\",\"_"),
                  new Part("a key below", "\"_", "\"_stack_trace\":\"" + TRACE + "\",\"_"))),
          new Column(
              2,
              "<11>1 2026-11-26T14:03:21.391Z box shop 42 - [shop@1 order=\"7\"] hello",
              List.of(
                  new Part("PRI", "<11>", "<12>"),
                  new Part("TIMESTAMP", "21.391Z", "21.391456+01:00"),
                  new Part("HOSTNAME", "box", "cat"),
                  new Part("APP-NAME", " shop ", " orders "),
                  new Part("PROCID", "42", "43"),
                  new Part("MSGID", " - ", " audit "),
                  new Part("structured data", "7", "8"),
                  new Part("MSG", "hello", "good bye"),
                  new Part("a trace behind", "hello", "hello" + unescaped()))),
          new Column(
              3,
              "<11>Oct 11 22:14:15 box shop[42]: hello",
              List.of(
                  new Part("PRI", "<11>", "<12>"),
                  new Part("TIMESTAMP", "22:14:15", "22:14:16"),
                  new Part("HOSTNAME", "box", "cat"),
                  new Part("the tag", "shop", "orders"),
                  new Part("[pid]", "[42]", "[43]"),
                  new Part("MSG", "hello", "good bye"),
                  new Part("a trace behind", "hello", "hello" + unescaped()))),
          new Column(
              3,
              "<11>Oct 11 22:14:15 box [main] com.acme.Shop hello",
              List.of(
                  new Part("[thread] logger", "main", "worker"),
                  new Part("[thread] logger", "com.acme.Shop", "a.B"))));

  private static String unescaped() {
    return TRACE.replace("\\n", "\n").replace("\\t", "\t");
  }

  private static String exception(Event event) {
    Thrown thrown = event.thrown();
    return thrown == null ? "" : thrown.className() + ": " + thrown.message();
  }

  @TestFactory
  List<DynamicTest> whatBecomesOfWhat() throws IOException {
    List<List<String>> rows = RolesDocTest.table("| Event | GELF |");
    assertThat(rows).extracting(row -> row.get(0)).hasSameElementsAs(ROWS.keySet());
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 1; i < rows.get(0).size(); i++) {
      int column = i;
      Map<String, Set<String>> said = new TreeMap<>();
      for (List<String> row : rows) {
        for (Matcher part = PART.matcher(row.get(column)); part.find(); ) {
          String name = part.group(1) == null ? part.group() : part.group(1);
          said.computeIfAbsent(name, key -> new TreeSet<>()).add(row.get(0));
        }
      }
      tests.add(
          DynamicTest.dynamicTest(
              "column " + column, () -> assertThat(done(column)).isEqualTo(said)));
    }
    assertThat(tests).hasSize(3);
    return tests;
  }

  /** Of each part the rows that are another when it is. */
  private static Map<String, Set<String>> done(int column) {
    Map<String, Set<String>> done = new TreeMap<>();
    COLUMNS.stream().filter(each -> each.number() == column).forEach(each -> addDone(each, done));
    return done;
  }

  private static void addDone(Column column, Map<String, Set<String>> done) {
    Heard before = Heard.of(column.datagram());
    for (Part part : column.parts()) {
      assertThat(column.datagram()).containsOnlyOnce(part.old());
      Heard after = Heard.of(column.datagram().replace(part.old(), part.other()));
      Set<String> changed = new TreeSet<>();
      ROWS.forEach(
          (row, value) -> {
            if (!value.apply(before).equals(value.apply(after))) {
              changed.add(row);
            }
          });
      assertThat(changed).as(part.toString()).isNotEmpty();
      done.computeIfAbsent(part.name(), key -> new TreeSet<>()).addAll(changed);
    }
  }
}
