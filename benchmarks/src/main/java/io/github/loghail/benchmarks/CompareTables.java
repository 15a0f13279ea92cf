package io.github.loghail.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of {@link CompareBench}, one for each workload. */
final class CompareTables {

  private final List<Standing> standings;

  CompareTables(List<Standing> standings) {
    this.standings = standings;
  }

  String print(List<Workload> workloads) {
    StringBuilder text = new StringBuilder();
    for (Workload each : workloads) {
      text.append("## ").append(each.title()).append("\n\n").append(table(each)).append("\n\n");
    }
    return text.toString().stripTrailing();
  }

  private MarkdownTable table(Workload workload) {
    MarkdownTable table =
        new MarkdownTable(
            "system",
            "mean, ns",
            "p50",
            "p99",
            "p99.9",
            "B/event",
            "CPU µs/event",
            "sent, thousands/s",
            "delivered, thousands/s",
            "loss, %",
            "mean / ours");
    for (Standing each : standings) {
      Standing.Row row = each.row(workload);
      if (row.mean.isEmpty()) {
        continue;
      }
      table.row(
          each.contestant().name(),
          row.mean.text("%,.0f"),
          row.p50.text("%,.0f"),
          row.p99.text("%,.0f"),
          row.p999.text("%,.0f"),
          row.bytes.text("%,.0f"),
          workload.perSecond() > 0 ? "–" : row.cpu.text("%.2f"), // a paced caller spins
          workload.pauseMillis() > 0 ? "–" : row.sent.text("%,.0f"),
          workload.pauseMillis() > 0 ? "–" : row.delivered.text("%,.0f"),
          row.loss.text("%.1f"),
          ratio(row.mean, ours(each.contestant().framework()), workload));
    }
    return table;
  }

  private static String ratio(Samples mean, Optional<Standing> ours, Workload workload) {
    if (ours.isEmpty() || ours.get().row(workload).mean.isEmpty()) {
      return "–";
    }
    return String.format(
        Locale.ROOT, "%.1f ×", mean.median() / ours.get().row(workload).mean.median());
  }

  private Optional<Standing> ours(String framework) {
    return standings.stream()
        .filter(each -> each.contestant().framework().equals(framework))
        .filter(each -> each.contestant().config().equals("loghail"))
        .filter(each -> each.contestant().wrapping() == Wrapping.BARE)
        .findFirst();
  }
}
