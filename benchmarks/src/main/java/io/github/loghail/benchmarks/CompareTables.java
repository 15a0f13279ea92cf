package io.github.loghail.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The tables of {@link CompareBench}, one for each workload, and below what they come to. */
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
    text.append(verdicts(workloads));
    return text.toString();
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
    return find(
        each ->
            each.framework().equals(framework)
                && each.config().equals("loghail")
                && each.wrapping() == Wrapping.BARE);
  }

  private Optional<Standing> find(Predicate<Contestant> which) {
    return standings.stream().filter(each -> which.test(each.contestant())).findFirst();
  }

  private String verdicts(List<Workload> workloads) {
    StringBuilder text = new StringBuilder();
    for (Workload each : workloads) {
      for (String framework : List.of("logback", "log4j2")) {
        ours(framework).ifPresent(ours -> text.append(verdict(each, framework, ours)));
      }
    }
    return text.toString();
  }

  private String verdict(Workload workload, String framework, Standing ours) {
    Standing.Row our = ours.row(workload);
    if (our.mean.isEmpty()) {
      return "";
    }
    StringBuilder line = new StringBuilder("- ");
    line.append(workload.title()).append(", ").append(ours.contestant().name());
    line.append(
        String.format(
            Locale.ROOT, ": mean %,.0f ns, p99 %,.0f ns", our.mean.median(), our.p99.median()));
    find(each -> each.framework().equals(framework) && each.config().equals("floor"))
        .map(floor -> floor.row(workload))
        .filter(floor -> !floor.mean.isEmpty())
        .ifPresent(
            floor ->
                line.append(
                    String.format(
                        Locale.ROOT,
                        "; %.2f × the floor that formats",
                        our.mean.median() / floor.mean.median())));
    best(workload, row -> row.mean).ifPresent(best -> against(line, "mean", best, workload, our));
    best(workload, row -> row.p99).ifPresent(best -> against(line, "p99", best, workload, our));
    return line.append(".\n").toString();
  }

  private interface Column {
    Samples of(Standing.Row row);
  }

  /** Of the peers that deliver at least 99 %, on either framework. */
  private Optional<Standing> best(Workload workload, Column column) {
    return standings.stream()
        .filter(each -> each.contestant().kind() == Contestant.Kind.PEER)
        .filter(each -> each.isDelivered(workload))
        .min(Comparator.comparingDouble(each -> column.of(each.row(workload)).median()));
  }

  private static void against(
      StringBuilder line, String what, Standing best, Workload workload, Standing.Row our) {
    Column column = what.equals("mean") ? row -> row.mean : row -> row.p99;
    double theirs = column.of(best.row(workload)).median();
    line.append(
        String.format(
            Locale.ROOT,
            "; best %s of a peer that delivers: %,.0f ns (%s), %.1f × ours",
            what,
            theirs,
            best.contestant().name(),
            theirs / column.of(our).median()));
  }
}
