package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.github.loghail.receiver.LogEvent;
import io.github.loghail.receiver.Receiver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code loghail init} prints is taken as it is, and works in the real frameworks. */
@Timeout(60)
class InitTest {

  private final List<LogEvent> events = new CopyOnWriteArrayList<>();
  private final Lab lab = new Lab();

  InitTest() throws Exception {}

  private String printed(String framework, int port) throws Exception {
    try (ChildProcess init =
        lab.command("init", framework, "--host", "127.0.0.1", "--port", "" + port)) {
      assertThat(init.await(30).exitStatus()).isZero();
      return Files.readString(init.out());
    }
  }

  /** The configuration is behind the dependency, which must be well-formed and there. */
  private static InputStream configuration(String printed, String artifact) throws Exception {
    int end = printed.indexOf("</dependency>") + "</dependency>".length();
    assertThat(
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bytes(printed, 0, end)))
        .extracting(
            document -> document.getElementsByTagName("artifactId").item(0).getTextContent())
        .isEqualTo(artifact);
    assertThat(Path.of("..", artifact.replace("loghail-", "appender-"), "pom.xml"))
        .content()
        .contains("<artifactId>" + artifact + "</artifactId>");
    String version = printed.replaceAll("(?s).*<version>(.*)</version>.*", "$1");
    assertThat(Path.of("../pom.xml")).content().contains("<version>" + version + "</version>");
    return bytes(printed, end, printed.length());
  }

  private static InputStream bytes(String text, int start, int end) {
    return new ByteArrayInputStream(
        text.substring(start, end).strip().getBytes(StandardCharsets.UTF_8));
  }

  private void awaitHello() {
    Awaitility.await().until(() -> events.size() == 1);
    assertThat(events.get(0).message()).isEqualTo("hello");
  }

  @Test
  void logback() throws Exception {
    try (Receiver receiver = Receiver.listen(0, events::add)) {
      LoggerContext context = new LoggerContext();
      context.setMDCAdapter(new LogbackMDCAdapter());
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(
          configuration(printed("logback", receiver.port()), "loghail-logback"));
      context.getLogger("com.acme.Pay").info("hello");
      awaitHello();
      context.stop();
    }
  }

  @Test
  void log4j2() throws Exception {
    try (Receiver receiver = Receiver.listen(0, events::add)) {
      org.apache.logging.log4j.core.LoggerContext context =
          new org.apache.logging.log4j.core.LoggerContext("init");
      InputStream xml = configuration(printed("log4j2", receiver.port()), "loghail-log4j2");
      context.start(new XmlConfiguration(context, new ConfigurationSource(xml)));
      context.getLogger("com.acme.Pay").info("hello");
      awaitHello();
      context.stop();
    }
  }
}
