package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareTest {

  @Test
  void figuresAreReadAsTheyWereWritten() {
    Emission emission = new Emission(1000, 1004, 7, 0.5);
    CallerFigures figures = CallerFigures.of(emission, new long[] {400, 100, 200, 300}, 16.25, 1.5);
    assertThat(figures.meanNanos()).isEqualTo(250);
    assertThat(figures.p50Nanos()).isEqualTo(200);
    assertThat(CallerFigures.isLine(figures.line())).isTrue();
    assertThat(CallerFigures.parse(figures.line())).isEqualTo(figures);
    Workload workload = new Workload("", true, 4, false, 20_000, 100, 5, 150);
    assertThat(Workload.parse(workload.line())).isEqualTo(workload);
  }

  @Test
  void samplesTellTheMiddleAndTheEnds() {
    Samples samples = new Samples();
    assertThat(samples.text("%.0f")).isEqualTo("–");
    samples.add(3);
    assertThat(samples.text("%.0f")).isEqualTo("3");
    samples.add(1);
    assertThat(samples.median()).isEqualTo(2);
    samples.add(8);
    assertThat(samples.text("%.0f")).isEqualTo("3 (1–8)");
  }

  @ParameterizedTest
  @CsvSource({
    "logback, syslog, ASYNC",
    "logback, gelf, ASYNC_KEEPING",
    "log4j2, pattern, ASYNC",
  })
  void wrappersComeBetweenLoggersAndAppender(String framework, String config, Wrapping wrapping)
      throws Exception {
    String resource = "receive/" + framework + "-" + config + ".xml";
    String bare = Wrapping.BARE.apply(framework, resource);
    String wrapped = wrapping.apply(framework, resource);
    assertThat(bare).containsOnlyOnce("ref=\"OUT\"").doesNotContain("ASYNC");
    assertThat(wrapped).containsOnlyOnce("ref=\"OUT\"").containsOnlyOnce("ref=\"ASYNC\"");
    assertThat(wrapped.indexOf("ref=\"OUT\"")).isLessThan(wrapped.indexOf("ref=\"ASYNC\""));
  }

  @Test
  void theSinkCountsEventsNotDatagrams() throws Exception {
    try (CountingSink sink = CountingSink.open(false);
        DatagramSocket socket = new DatagramSocket()) {
      String chunk = "\u001e\u000f12345678";
      for (String each :
          List.of("a seq=1 b", "\tat com.acme.Shop", chunk + "\0\u0002x", chunk + "\1\u0002y")) {
        byte[] bytes = each.getBytes(StandardCharsets.ISO_8859_1);
        InetAddress host = InetAddress.getByName("127.0.0.1");
        socket.send(new DatagramPacket(bytes, bytes.length, host, sink.port()));
      }
      await().until(() -> sink.events() == 2);
    }
  }
}
