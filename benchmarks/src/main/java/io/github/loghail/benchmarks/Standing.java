package io.github.loghail.benchmarks;

import java.util.HashMap;
import java.util.Map;

/** What was measured of one contestant, by workload, over all rounds. */
final class Standing {

  /** The figures of one workload. */
  static final class Row {
    final Samples mean = new Samples();
    final Samples p50 = new Samples();
    final Samples p99 = new Samples();
    final Samples p999 = new Samples();
    final Samples bytes = new Samples();
    final Samples cpu = new Samples();
    final Samples sent = new Samples();
    final Samples delivered = new Samples();
    final Samples loss = new Samples();
  }

  private final Contestant contestant;
  private final Map<Workload, Row> rows = new HashMap<>();

  Standing(Contestant contestant) {
    this.contestant = contestant;
  }

  Contestant contestant() {
    return contestant;
  }

  Row row(Workload workload) {
    return rows.computeIfAbsent(workload, key -> new Row());
  }

  void add(Workload workload, CallerTrial.Outcome outcome) {
    Row row = row(workload);
    CallerFigures figures = outcome.figures();
    row.mean.add(figures.meanNanos());
    row.p50.add(figures.p50Nanos());
    row.p99.add(figures.p99Nanos());
    row.p999.add(figures.p999Nanos());
    row.bytes.add(figures.bytes());
    row.cpu.add(figures.cpuMicros());
    row.sent.add(figures.emission().events() / figures.emission().seconds() / 1e3);
    if (contestant.kind() != Contestant.Kind.FLOOR) {
      row.delivered.add(outcome.delivered() / outcome.seconds() / 1e3);
      row.loss.add(100.0 * (1 - (double) outcome.delivered() / figures.emission().events()));
    }
  }

  /** Whether at least 99 % arrived. */
  boolean isDelivered(Workload workload) {
    Row row = row(workload);
    return !row.loss.isEmpty() && row.loss.median() <= 1;
  }
}
