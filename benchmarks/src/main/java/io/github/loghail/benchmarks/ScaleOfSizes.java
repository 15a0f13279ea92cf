package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One application at full speed, with ever larger messages. */
final class ScaleOfSizes {

  private static final long WARM_UP_MILLIS = 1_500;
  private static final long MILLIS = 2_000;

  /** What was measured with one length of message. */
  private static final class Result {
    private final int characters;
    private final Samples rate = new Samples();
    private final Samples loss = new Samples();
    private final Samples cpu = new Samples();
    private final Samples resident = new Samples();
    private final Samples live = new Samples();

    Result(int characters) {
      this.characters = characters;
    }
  }

  private final Lab lab;
  private final List<Result> results =
      Arrays.stream(new int[] {50, 200, 1 << 10, 8 << 10, 64 << 10}).mapToObj(Result::new).toList();

  ScaleOfSizes(Lab lab) {
    this.lab = lab;
  }

  void round() throws IOException {
    for (Result each : results) {
      measure(each);
    }
  }

  private void measure(Result result) throws IOException {
    EmitterProcess.Setup setup =
        new EmitterProcess.Setup("logback", "loghail", 1, result.characters, EmitterProcess.BLOCK);
    try (Trial trial = Trial.start(lab, Endpoint.Kind.LOGHAIL, setup, 1, false)) {
      trial.run(WARM_UP_MILLIS, 0);
      Measurement measured = trial.run(MILLIS, 0);
      result.rate.add(measured.deliveredPerSecond());
      result.loss.add(measured.lossPercent());
      result.cpu.add(measured.cpuMicros());
      result.resident.add(trial.endpoint().process().residentMib());
      result.live.add(Footprint.of(trial.endpoint().process()).liveKib() / 1024.0);
    }
  }

  String table() {
    MarkdownTable table =
        new MarkdownTable(
            "characters a message (Logback, `block`)",
            "delivered/s",
            "MB/s of messages",
            "loss, %",
            "CPU µs per event, both",
            "CPU ns per byte",
            "receiver resident, MiB",
            "its live heap, MiB");
    for (Result each : results) {
      table.row(
          String.format(Locale.ROOT, "%,d", each.characters),
          each.rate.text("%,.0f"),
          String.format(Locale.ROOT, "%,.0f", each.rate.median() * each.characters / 1e6),
          each.loss.text("%.1f"),
          each.cpu.text("%.2f"),
          String.format(Locale.ROOT, "%.2f", 1e3 * each.cpu.median() / each.characters),
          each.resident.text("%.0f"),
          each.live.text("%.1f"));
    }
    return table.toString();
  }
}
