package io.github.loghail.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What SECURITY.md and docs/dependencies.md say is so. */
class SecurityTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static List<List<String>> table(Path file, String heading) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(file));
    int start = lines.indexOf(heading);
    assertThat(start).as(heading).isNotNegative();
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(start + 2, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      rows.add(Stream.of(line.substring(1).split("\\|")).map(String::strip).toList());
    }
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(each -> each.group(1)).toList();
  }

  private static Stream<Path> sources(String kind) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(each -> each.toString().contains("/src/" + kind + "/java/"))
          .filter(each -> each.toString().endsWith(".java"))
          .toList()
          .stream();
    }
  }

  /** Test sources by the name of their class; several modules may have one of a name. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new TreeMap<>();
    for (Path each : sources("test").toList()) {
      String name = each.getFileName().toString().replace(".java", "");
      tests.merge(name, Files.readString(each), String::concat);
    }
    return tests;
  }

  private static void assertExists(String test, Map<String, String> tests) {
    String[] parts = test.split("#");
    assertThat(tests).as(test).containsKey(parts[0]);
    String method = parts[1].equals("*") ? "\\w+" : Pattern.quote(parts[1]);
    // What is no test in a test's class is private.
    boolean exists =
        Pattern.compile("\n  void " + method + "\\(").matcher(tests.get(parts[0])).find();
    assertThat(exists).as(test).isTrue();
  }

  @Test
  void everyThreatHasItsTests() throws IOException {
    Map<String, String> tests = tests();
    for (List<String> row :
        table(Path.of("SECURITY.md"), "| Threat | What we do | What we don't | Test |")) {
      assertThat(codes(row.get(3))).as(row.get(0)).isNotEmpty();
      codes(row.get(3)).forEach(test -> assertExists(test, tests));
    }
  }

  @Test
  void everyBoundIsWhatItSaysAndHasItsTests() throws ReflectiveOperationException, IOException {
    Map<String, String> tests = tests();
    for (List<String> row : table(Path.of("SECURITY.md"), "| What | Limit | Constant | Test |")) {
      String constant = codes(row.get(2)).get(0);
      assertThat(valueOf(constant)).as(constant).isEqualTo(number(row.get(1), constant));
      assertThat(codes(row.get(3))).as(row.get(0)).isNotEmpty();
      codes(row.get(3)).forEach(test -> assertExists(test, tests));
    }
  }

  private static long valueOf(String constant) throws ReflectiveOperationException {
    String[] parts = constant.split("\\.");
    for (String module : List.of("wire", "sender", "receiver", "receiver.foreign")) {
      try {
        Field field =
            Class.forName("io.github.loghail." + module + "." + parts[0])
                .getDeclaredField(parts[1]);
        field.setAccessible(true);
        return ((Number) field.get(null)).longValue();
      } catch (ClassNotFoundException e) {
        // it may be in the next
      }
    }
    throw new AssertionError("no class has " + constant);
  }

  private static long number(String text, String constant) {
    String[] parts = text.replace(",", "").split(" ");
    long number = Long.parseLong(parts[0]);
    String unit = parts.length == 1 ? "" : parts[1];
    return switch (unit) {
      case "" -> number;
      case "KiB" -> number << 10;
      case "MiB" -> number << 20;
      case "s" -> SECONDS.toNanos(number);
      default -> throw new AssertionError(constant + " has a unit of " + unit);
    };
  }

  /**
   * Objects, classes by name, scripts, names that are looked up, and formats that are not written
   * in the source: none of them can be right in code that handles what was received.
   */
  @Test
  void nothingReceivedIsReadAsObjectClassOrFormat() throws IOException {
    Pattern forbidden =
        Pattern.compile(
            "ObjectInputStream|\\.readObject\\(|readUnshared|XMLDecoder|Class\\.forName|loadClass\\("
                + "|ScriptEngine|InitialContext|javax\\.naming|MessageFormat|StrSubstitutor"
                + "|String\\.format\\((?!\\s*(Locale\\.ROOT,)?\\s*(\\w+ == 1 \\? )?\")"
                + "|\\w\\.formatted\\((?!utf8)");
    Map<String, List<String>> found = new TreeMap<>();
    for (Path each : sources("main").toList()) {
      if (isPublished(each)) {
        List<String> hits =
            forbidden
                .matcher(Files.readString(each))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toList());
        if (!hits.isEmpty()) {
          found.put(each.getFileName().toString(), hits);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static boolean isPublished(Path source) {
    String path = source.toString();
    return !path.contains("/benchmarks/") && !path.contains("/examples/");
  }

  @Test
  void dependenciesAreThoseThatAreJustified() throws IOException {
    Path page = Path.of("docs/dependencies.md");
    Set<String> justified = new TreeSet<>();
    table(page, "| Dependency | Where | Why, and what we would do without |")
        .forEach(row -> justified.addAll(codes(row.get(0))));
    Set<String> published = Set.copyOf(justified);
    table(page, "| Dependency | Why |").forEach(row -> justified.addAll(codes(row.get(0))));
    assertThat(artifacts("dependency", "(?!)")).isEqualTo(justified);
    assertThat(artifacts("dependency", "benchmarks|examples|<scope>test</scope>"))
        .isEqualTo(published);
    Set<String> plugins = new TreeSet<>();
    table(page, "| Plugin | Why |").forEach(row -> plugins.addAll(codes(row.get(0))));
    assertThat(artifacts("plugin", "(?!)")).isEqualTo(plugins);
  }

  /** Those that poms use, but for our own. */
  private static Set<String> artifacts(String element, String except) throws IOException {
    Pattern one = Pattern.compile("(?s)<" + element + ">(.*?)</" + element + ">");
    Pattern left = Pattern.compile(except);
    Set<String> artifacts = new TreeSet<>();
    List<Path> poms;
    try (Stream<Path> files = Files.walk(ROOT, 3)) {
      poms = files.filter(each -> each.endsWith("pom.xml")).toList();
    }
    for (Path pom : poms) {
      String text =
          Files.readString(pom)
              .replaceAll("(?s)<dependencyManagement>.*?</dependencyManagement>", "")
              .replaceAll("(?s)<exclusions>.*?</exclusions>", "");
      if (left.matcher(pom.toString()).find()) {
        continue;
      }
      for (Matcher each = one.matcher(text); each.find(); ) {
        String group = "io.github.loghail";
        if (!each.group(1).contains(group) && !left.matcher(each.group(1)).find()) {
          artifacts.add(each.group(1).replaceAll("(?s).*?<artifactId>(.*?)</artifactId>.*", "$1"));
        }
      }
    }
    return artifacts;
  }
}
