package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What it prints; that it works is tested where the frameworks are. */
class InitTest {

  private final TestConsole console = new TestConsole("");

  private int init(String... more) {
    String[] args = new String[more.length + 1];
    args[0] = "init";
    System.arraycopy(more, 0, args, 1, more.length);
    return CommandLineRunner.run(console.console(), args);
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat("loghail " + Build.version()).isEqualTo(ListenCommand.VERSION);
  }

  @Test
  void leavesOutWhatIsTheDefault() {
    assertThat(init("logback")).isZero();
    assertThat(console.out())
        .isEqualTo(
            """
            <!-- pom.xml, within <dependencies> -->
            <dependency>
              <groupId>io.github.loghail</groupId>
              <artifactId>loghail-logback</artifactId>
              <version>%s</version>
              <scope>runtime</scope>
            </dependency>

            <!-- src/main/resources/logback.xml; if there is one, what is within <configuration> -->
            <configuration>
              <appender name="LOGHAIL" class="io.github.loghail.logback.LoghailAppender"/>
              <root level="INFO">
                <appender-ref ref="LOGHAIL"/>
              </root>
            </configuration>
            """
                .formatted(Build.version()));
    assertThat(console.err()).isEmpty();
  }

  @Test
  void saysWhereTheReceiverIs() {
    assertThat(init("LOGBACK", "--host", "dev.example.org", "-p", "9600")).isZero();
    assertThat(console.out())
        .contains("    <host>dev.example.org</host>\n    <port>9600</port>\n  </appender>\n");
    assertThat(init("log4j2", "--port=9600")).isZero();
    assertThat(console.out()).contains("<Loghail name=\"LOGHAIL\" port=\"9600\"/>");
  }

  @Test
  void hasTheDependencyForGradle() {
    assertThat(init("log4j2", "--gradle")).isZero();
    assertThat(console.out())
        .contains("\nruntimeOnly(\"io.github.loghail:loghail-log4j2:" + Build.version() + "\")\n")
        .doesNotContain("<dependency>");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(init("log4j")).isEqualTo(2);
    assertThat(init("logback", "--host", "\"><x")).isEqualTo(2);
    assertThat(init("logback", "--port", "0")).isEqualTo(2);
    assertThat(init()).isEqualTo(2);
    List<String> said =
        console.errLines().stream().filter(line -> !line.contains("--help")).toList();
    assertThat(said.get(0))
        .isEqualTo("loghail: FRAMEWORK 'log4j' is none of logback, log4j2, spring");
    assertThat(said.get(1)).contains("--host \"\"><x\" is neither a host's name nor an address");
    assertThat(said.get(2)).contains("--port 0 is not from 1 to 65535");
    assertThat(said.get(3)).isEqualTo("loghail: FRAMEWORK is missing");
    assertThat(said).hasSize(4);
  }
}
