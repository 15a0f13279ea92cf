package io.github.loghail.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.receiver.LogEvent;
import io.github.loghail.receiver.Main;
import io.github.loghail.receiver.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code loghail init spring} prints, with and without a port, in a real Spring Boot. */
@Timeout(90)
class InitSpringTest {

  @TempDir private Path folder;

  private void java(Path out, String main, String... args) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    List<String> all = new ArrayList<>(List.of(args));
    all.removeIf(arg -> arg.startsWith("-D") && line.add(arg));
    line.add(main);
    line.addAll(all);
    Process process =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectErrorStream(true).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> read(out)).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void works(boolean isInTheSnippet) throws Exception {
    List<LogEvent> events = new CopyOnWriteArrayList<>();
    try (Receiver receiver = Receiver.listen(0, events::add)) {
      String port = "" + receiver.port();
      Path printed = folder.resolve("printed");
      String[] init = {"init", "spring", "--port", port};
      java(printed, Main.class.getName(), Arrays.copyOf(init, isInTheSnippet ? 4 : 2));
      String text = Files.readString(printed);
      Path xml = folder.resolve("logback-spring.xml");
      Files.writeString(xml, text.substring(text.indexOf("</dependency>") + 13).strip());

      java(
          folder.resolve("out"),
          GreetingApplication.class.getName(),
          isInTheSnippet ? "-Dnone" : "-Dloghail.port=" + port,
          "-Dlogging.config=" + xml.toUri(),
          "Ada");

      Awaitility.await()
          .until(() -> events.stream().anyMatch(event -> event.message().equals("Hello, Ada")));
      assertThat(events).allMatch(event -> event.service().equals("greeting"));
      assertThat(read(folder.resolve("out"))).contains("Hello, Ada"); // the console still has it
    }
  }
}
