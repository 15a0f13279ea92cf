package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The harness itself: what was logged slowly arrives, and is counted, whatever it goes through. */
class TrialTest {

  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    lab = new Lab();
  }

  @AfterEach
  void clean() throws IOException {
    lab.clean();
  }

  @Test
  void oursArriveAndAreTimed() throws IOException {
    EmitterProcess.Setup setup =
        new EmitterProcess.Setup("logback", "loghail", 2, 120, EmitterProcess.BLOCK);
    try (Trial trial = Trial.start(lab, Endpoint.Kind.LOGHAIL, setup, 2, false)) {
      Measurement flatOut = trial.run(300, 0);
      Measurement paced = trial.run(300, 2000);
      assertThat(flatOut.sent()).isPositive();
      assertThat(flatOut.delivered()).isEqualTo(flatOut.sent());
      assertThat(paced.delivered()).isEqualTo(paced.sent());
      assertThat(paced.sent()).isBetween(100L, 610L);
      assertThat(flatOut.senderCpu()).isPositive();
      assertThat(flatOut.seconds()).isGreaterThanOrEqualTo(flatOut.sendSeconds());
      String text = Files.readString(trial.endpoint().output());
      assertThat(text).contains("order=4711", "user=ada", "app-1000000000-1");
      assertThat(trial.endAndCountMissing()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Endpoint.Kind.class,
      names = {"RSYSLOG", "SCRIPT"})
  void everyPeerArrives(Endpoint.Kind kind) throws IOException {
    Assumptions.assumeTrue(kind.isHere(), kind.program() + " is not on this machine");
    for (Pairing peer : List.of(Pairing.peers(kind).get(0), Pairing.peers(kind).get(3))) {
      try (Trial trial = Trial.start(lab, kind, peer.setup(), 1, peer.isUnreadable())) {
        Measurement paced = trial.run(200, 500);
        assertThat(paced.sent()).as(peer.title()).isPositive();
        assertThat(paced.delivered()).as(peer.title()).isEqualTo(paced.sent());
      }
    }
  }

  @Test
  void theReceiverIsStartedAsTheLauncherDoes() throws IOException {
    Path launcher = Path.of("..", "loghail");
    assertThat(Files.readString(launcher))
        .contains("heap='" + String.join(" ", Endpoint.LAUNCHER_OPTIONS) + "'")
        .contains("exec \"$java\" $heap ");
  }

  @Test
  void processorTimeIsOfAllThreads() throws IOException {
    double before = ProcessCpu.seconds(ProcessHandle.current().pid());
    long sum = 0;
    while (ProcessCpu.seconds(ProcessHandle.current().pid()) < before + 0.05) {
      sum += System.nanoTime();
    }
    assertThat(sum).isNotZero();
    assertThat(ProcessCpu.byThread(ProcessHandle.current().pid()).values().stream())
        .anyMatch(seconds -> seconds > 0);
  }
}
