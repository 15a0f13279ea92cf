package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code rest}: what the receiver and the applications use when nothing is logged, and start-up.
 */
final class RestBench {

  private static final long SETTLE_MILLIS = 8_000;
  private static final long REST_MILLIS = 30_000;
  private static final long FULL_RATE_MILLIS = 2_000;
  private static final int FULL_RATE_RUNS = 5;

  private final Lab lab = new Lab();
  private final Map<String, ChildProcess> processes = new LinkedHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  private RestBench() throws IOException {}

  static void run() throws Exception {
    System.out.println(Machine.describe("rest") + "\n");
    RestBench bench = new RestBench();
    try {
      System.out.println(bench.atRest() + "\n");
    } finally {
      bench.closeAll();
    }
    System.out.println(bench.atFullRate() + "\n");
    System.out.println(new StartUp().measure());
    bench.lab.clean();
  }

  /** All of them at once: at rest they do not disturb each other. */
  private MarkdownTable atRest() throws IOException {
    Endpoint alone = opened(Endpoint.open(lab, Endpoint.Kind.LOGHAIL));
    processes.put("receiver, no applications", alone.process());
    Endpoint busy = opened(Endpoint.open(lab, Endpoint.Kind.LOGHAIL));
    processes.put("receiver, 3 applications that are silent", busy.process());
    app("application with Logback, connected", "logback", "loghail", busy.port());
    app("application with Log4j2, connected", "log4j2", "loghail", busy.port());
    app("another with Logback, connected", "logback", "loghail", busy.port());
    app("application with Logback, no receiver", "logback", "loghail", Lab.freePort());
    app("the same without Loghail", "logback", "none", Lab.freePort());
    Lab.pause(SETTLE_MILLIS);
    long start = System.nanoTime();
    Map<String, Double> before = cpu();
    Lab.pause(REST_MILLIS);
    Map<String, Double> after = cpu();
    double seconds = (System.nanoTime() - start) / 1e9;
    MarkdownTable table =
        new MarkdownTable("at rest for 30 s", "CPU, % of a core", "resident, MiB");
    for (String each : processes.keySet()) {
      double share = 100 * (after.get(each) - before.get(each)) / seconds;
      table.row(each, String.format(Locale.ROOT, "%.2f", share), processes.get(each).residentMib());
    }
    return table;
  }

  private Map<String, Double> cpu() throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (Map.Entry<String, ChildProcess> each : processes.entrySet()) {
      seconds.put(each.getKey(), ProcessCpu.seconds(each.getValue().pid()));
    }
    return seconds;
  }

  private void app(String title, String framework, String config, int port) throws IOException {
    EmitterProcess.Setup setup = new EmitterProcess.Setup(framework, config, 1, 120, List.of());
    EmitterProcess emitter =
        opened(EmitterProcess.start(lab, setup, port, Emitter.FIRST_NUMBER)).awaitReady();
    emitter.run(1000, 100);
    processes.put(title, emitter.process());
  }

  private <T extends AutoCloseable> T opened(T each) {
    open.add(0, each);
    return each;
  }

  private void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private MarkdownTable atFullRate() throws IOException {
    MarkdownTable table =
        new MarkdownTable(
            "at full rate for 10 s, `block`",
            "events/s",
            "receiver resident, MiB",
            "its live heap, MiB");
    for (String framework : List.of("logback", "log4j2")) {
      EmitterProcess.Setup setup =
          new EmitterProcess.Setup(framework, "loghail", 1, 120, EmitterProcess.BLOCK);
      try (Trial trial = Trial.start(lab, Endpoint.Kind.LOGHAIL, setup, 1, false)) {
        ChildProcess receiver = trial.endpoint().process();
        long resident = 0;
        Samples rate = new Samples();
        for (int i = 0; i < FULL_RATE_RUNS; i++) {
          rate.add(trial.run(FULL_RATE_MILLIS, 0).deliveredPerSecond());
          resident = Math.max(resident, receiver.residentMib());
        }
        double liveMib = Footprint.of(receiver).liveKib() / 1024.0;
        table.row(
            framework,
            String.format(Locale.ROOT, "%,.0f", rate.median()),
            resident,
            String.format(Locale.ROOT, "%.1f", liveMib));
      }
    }
    return table;
  }
}
