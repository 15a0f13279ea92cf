package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same total rate from ever more applications. Up to ten have a JVM each; a hundred and more
 * share two JVMs as logging contexts, every one with an appender, a session and a thread of its
 * own: a hundred JVMs would mostly measure a hundred JIT compilers (2 to 3 s of processor time
 * each). What the applications cost without Loghail, waking and logging to an appender that does
 * nothing, is measured beside it.
 */
final class ScaleOfApps {

  private static final double PER_SECOND = 50_000;

  /** As long as a JVM compiles, that is most of what it does: some seconds of a core. */
  private static final double WARM_UP_PER_SECOND = 50_000;

  private static final long WARM_UP_MILLIS = 12_000;
  private static final long WARM_UP_MILLIS_EACH = 1_400;
  private static final long MILLIS = 4_000;
  private static final int CHARACTERS = 120;

  /** Room for a hundred rings of the default size. */
  private static final String HEAP = "-Xmx2g";

  /** What was measured with one number of applications. */
  private static final class Result {
    private final int apps;
    private final int processes;
    private final Samples rate = new Samples();
    private final Samples loss = new Samples();
    private final Samples senders = new Samples();
    private final Samples receiver = new Samples();
    private final Samples all = new Samples();
    private final Samples withoutUs = new Samples();
    private final Samples resident = new Samples();
    private final Samples live = new Samples();

    Result(int apps, int processes) {
      this.apps = apps;
      this.processes = processes;
    }

    /** Until the compilers of all have done most of their work. */
    long warmUpMillis() {
      return WARM_UP_MILLIS + processes * WARM_UP_MILLIS_EACH;
    }
  }

  private final Lab lab;
  private final List<Result> results =
      List.of(new Result(1, 1), new Result(10, 10), new Result(100, 2), new Result(200, 2));

  ScaleOfApps(Lab lab) {
    this.lab = lab;
  }

  /** Measures each once, on the first occasion also without Loghail. */
  void round(boolean isFirst) throws IOException {
    for (Result each : results) {
      measure(each);
      if (isFirst) {
        measureWithoutUs(each);
      }
    }
  }

  private void measure(Result result) throws IOException {
    try (Trial trial = start(result, "loghail")) {
      trial.run(result.warmUpMillis(), WARM_UP_PER_SECOND);
      Measurement measured = trial.run(MILLIS, PER_SECOND);
      result.rate.add(measured.deliveredPerSecond());
      result.loss.add(measured.lossPercent());
      result.senders.add(measured.senderCpuMicros());
      result.receiver.add(measured.receiverCpuMicros());
      result.all.add(measured.cpuMicros());
      result.resident.add(trial.endpoint().process().residentMib());
      result.live.add(Footprint.of(trial.endpoint().process()).liveKib() / 1024.0);
    }
  }

  private void measureWithoutUs(Result result) throws IOException {
    try (Trial trial = start(result, "none")) {
      trial.run(WARM_UP_MILLIS / 2, WARM_UP_PER_SECOND);
      Measurement measured = trial.run(MILLIS, PER_SECOND);
      result.withoutUs.add(1e6 * measured.senderCpu() / measured.sent());
    }
  }

  private Trial start(Result result, String config) throws IOException {
    List<String> options = new ArrayList<>(EmitterProcess.BLOCK);
    options.add(HEAP);
    EmitterProcess.Setup setup =
        new EmitterProcess.Setup(
            "logback", config, result.apps / result.processes, CHARACTERS, options);
    return Trial.start(lab, Endpoint.Kind.LOGHAIL, setup, result.processes, false);
  }

  String table() {
    MarkdownTable table =
        new MarkdownTable(
            "applications (Logback), 50,000 events/s in all",
            "JVMs",
            "delivered/s",
            "loss, %",
            "CPU µs per event: applications",
            "receiver",
            "all",
            "to 1 application",
            "applications without Loghail",
            "all but that",
            "to 1 application",
            "receiver resident, MiB",
            "its live heap, MiB");
    Result one = results.get(0);
    for (Result each : results) {
      table.row(
          each.apps,
          each.processes,
          each.rate.text("%,.0f"),
          each.loss.text("%.1f"),
          each.senders.text("%.2f"),
          each.receiver.text("%.2f"),
          each.all.text("%.2f"),
          ratio(each.all.median(), one.all.median()),
          each.withoutUs.text("%.2f"),
          String.format(Locale.ROOT, "%.2f", net(each)),
          ratio(net(each), net(one)),
          each.resident.text("%.0f"),
          each.live.text("%.1f"));
    }
    return table.toString();
  }

  private static double net(Result result) {
    return result.all.median() - result.withoutUs.median();
  }

  private static String ratio(double value, double base) {
    return String.format(Locale.ROOT, "%.2f ×", value / base);
  }
}
