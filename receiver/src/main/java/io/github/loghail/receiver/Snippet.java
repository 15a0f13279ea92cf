package io.github.loghail.receiver;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an application needs to log to a receiver, by its logging framework. */
enum Snippet {
  LOGBACK("loghail-logback") {
    @Override
    String configuration(String host, Integer port) {
      return lines(
          "<!-- src/main/resources/logback.xml; if there is one, what is within <configuration> -->",
          "<configuration>",
          appender(elements(host, port)),
          "  <root level=\"INFO\">",
          "    <appender-ref ref=\"LOGHAIL\"/>",
          "  </root>",
          "</configuration>");
    }
  },

  LOG4J2("loghail-log4j2") {
    @Override
    String configuration(String host, Integer port) {
      String attributes =
          (host == null ? "" : " host=\"" + host + "\"")
              + (port == null ? "" : " port=\"" + port + "\"");
      return lines(
          "<!-- src/main/resources/log4j2.xml; if there is one, the appender and its reference -->",
          "<Configuration>",
          "  <Appenders>",
          "    <Loghail name=\"LOGHAIL\"" + attributes + "/>",
          "  </Appenders>",
          "  <Loggers>",
          "    <Root level=\"INFO\">",
          "      <AppenderRef ref=\"LOGHAIL\"/>",
          "    </Root>",
          "  </Loggers>",
          "</Configuration>");
    }
  },

  SPRING("loghail-logback") {
    @Override
    String configuration(String host, Integer port) {
      return lines(
          "<!-- src/main/resources/logback-spring.xml; the service is spring.application.name -->",
          "<configuration>",
          "  <include resource=\"org/springframework/boot/logging/logback/defaults.xml\"/>",
          "  <include resource=\"org/springframework/boot/logging/logback/console-appender.xml\"/>",
          host == null && port == null
              ? "  <include resource=\"io/github/loghail/logback/spring.xml\"/>"
              : ownAppender(host, port),
          "  <root level=\"INFO\">",
          "    <appender-ref ref=\"CONSOLE\"/>",
          "    <appender-ref ref=\"LOGHAIL\"/>",
          "  </root>",
          "</configuration>");
    }

    /** The same as in the file to include, which leaves host and port as they are. */
    private String ownAppender(String host, Integer port) {
      String name = "loghail.spring.application";
      return "  <springProperty scope=\"local\" name=\""
          + name
          + "\" source=\"spring.application.name\"/>\n"
          + appender(elements(host, port) + "\n    <service>${" + name + ":-}</service>");
    }
  };

  private final String artifact;

  Snippet(String artifact) {
    this.artifact = artifact;
  }

  /** A whole configuration file; null leaves what is the default. */
  abstract String configuration(String host, Integer port);

  String dependency(String version, boolean isGradle) {
    return isGradle
        ? lines(
            "// build.gradle or build.gradle.kts, within dependencies { }",
            "runtimeOnly(\"io.github.loghail:" + artifact + ":" + version + "\")")
        : lines(
            "<!-- pom.xml, within <dependencies> -->",
            "<dependency>",
            "  <groupId>io.github.loghail</groupId>",
            "  <artifactId>" + artifact + "</artifactId>",
            "  <version>" + version + "</version>",
            "  <scope>runtime</scope>",
            "</dependency>");
  }

  private static String appender(String elements) {
    String start =
        "  <appender name=\"LOGHAIL\" class=\"io.github.loghail.logback.LoghailAppender\"";
    return elements.isEmpty() ? start + "/>" : start + ">\n" + elements + "\n  </appender>";
  }

  private static String elements(String host, Integer port) {
    return Stream.of(
            host == null ? "" : "    <host>" + host + "</host>",
            port == null ? "" : "    <port>" + port + "</port>")
        .filter(element -> !element.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
