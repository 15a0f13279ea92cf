package io.github.loghail.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What {@link CompareBench} has measured, held against what ours is meant to reach. */
final class CompareGoals {

  private static final double MAX_TO_FLOOR = 1.5;
  private static final double MAX_P99_NANOS = 2000;
  private static final double MAX_PACED_TO_PEER = 0.5;
  private static final double MAX_THROWING_TO_PEER = 0.5;

  /** Less than this is what the measuring itself allocates now and then. */
  private static final double NOTHING_BYTES = 1;

  private static final String FLOOR = "floor";

  /** Logback makes its event whatever becomes of it; Log4j2 uses its events again. */
  private static final String LOGBACK_EVENT = "reads";

  private final List<Standing> standings;
  private final MarkdownTable table =
      new MarkdownTable("goal", "ours", "measured against", "ratio", "at most", "reached");

  CompareGoals(List<Standing> standings) {
    this.standings = standings;
  }

  String print(Workload bursts, Workload paced, Workload throwing) {
    for (String framework : List.of("logback", "log4j2")) {
      Predicate<Contestant> own = each -> each.framework().equals(framework);
      Optional<Standing> ours = find(own.and(is("loghail")).and(CompareGoals::isBare));
      if (ours.isPresent() && !ours.get().row(bursts).mean.isEmpty()) {
        print(ours.get(), own, bursts, paced, throwing);
      }
    }
    return table.toString();
  }

  private void print(
      Standing ours,
      Predicate<Contestant> own,
      Workload bursts,
      Workload paced,
      Workload throwing) {
    String name = ours.contestant().name() + ": ";
    Function<Standing, Samples> mean = each -> each.row(bursts).mean;
    find(own.and(is(FLOOR)))
        .ifPresent(it -> row(name + "mean, bursts, to the floor", ours, it, mean, MAX_TO_FLOOR));
    best(bursts, mean, each -> true)
        .ifPresent(it -> row(name + "mean, bursts, to the fastest peer", ours, it, mean, 1));
    p99(name, ours.row(bursts).p99.median());
    Function<Standing, Samples> pacedP99 = each -> each.row(paced).p99;
    best(paced, pacedP99, each -> true)
        .ifPresent(it -> row(name + "p99, paced", ours, it, pacedP99, MAX_PACED_TO_PEER));
    find(own.and(is(ours.contestant().framework().equals("logback") ? LOGBACK_EVENT : "none")))
        .ifPresent(it -> bytes(name, ours.row(bursts).bytes, it, it.row(bursts).bytes));
    throwing(name, ours, own, throwing);
  }

  /** Wrapped, an appender's caller hands over a reference: only wrapped ones compare with that. */
  private void throwing(String name, Standing ours, Predicate<Contestant> own, Workload throwing) {
    Function<Standing, Samples> mean = each -> each.row(throwing).mean;
    best(throwing, mean, CompareGoals::isBare)
        .ifPresent(it -> row(name + "mean, 40 frames, bare", ours, it, mean, MAX_THROWING_TO_PEER));
    Predicate<Contestant> async = each -> each.wrapping() == Wrapping.ASYNC;
    Optional<Standing> wrapped = find(own.and(is("loghail")).and(async));
    Optional<Standing> peer = best(throwing, mean, own.and(async));
    if (wrapped.isPresent() && peer.isPresent() && !mean.apply(wrapped.get()).isEmpty()) {
      row(name + "mean, 40 frames, both in Async", wrapped.get(), peer.get(), mean, 1);
    }
  }

  private void row(
      String goal,
      Standing ours,
      Standing other,
      Function<Standing, Samples> column,
      double atMost) {
    if (column.apply(ours).isEmpty() || column.apply(other).isEmpty()) {
      return;
    }
    double ratio = column.apply(ours).median() / column.apply(other).median();
    table.row(
        goal,
        column.apply(ours).text("%,.0f") + " ns",
        column.apply(other).text("%,.0f") + " ns, " + other.contestant().name(),
        String.format(Locale.ROOT, "%.2f ×", ratio),
        String.format(Locale.ROOT, "%.1f ×", atMost),
        said(ratio <= atMost));
  }

  private void p99(String name, double nanos) {
    table.row(
        name + "p99, bursts",
        String.format(Locale.ROOT, "%,.0f ns", nanos),
        "",
        "",
        String.format(Locale.ROOT, "%,.0f ns", MAX_P99_NANOS),
        said(nanos <= MAX_P99_NANOS));
  }

  private void bytes(String name, Samples ours, Standing floor, Samples bytes) {
    double more = ours.median() - bytes.median();
    table.row(
        name + "bytes a call beyond the framework's own",
        String.format(Locale.ROOT, "%.0f", ours.median()),
        String.format(Locale.ROOT, "%.0f, %s", bytes.median(), floor.contestant().name()),
        String.format(Locale.ROOT, "%+.0f", more),
        "0",
        said(more < NOTHING_BYTES));
  }

  private static String said(boolean isReached) {
    return isReached ? "yes" : "**no**";
  }

  private static Predicate<Contestant> is(String config) {
    return each -> each.config().equals(config);
  }

  private static boolean isBare(Contestant contestant) {
    return contestant.wrapping() == Wrapping.BARE;
  }

  private Optional<Standing> find(Predicate<Contestant> which) {
    return standings.stream().filter(each -> which.test(each.contestant())).findFirst();
  }

  /** Of the peers that deliver at least 99 %. */
  private Optional<Standing> best(
      Workload workload, Function<Standing, Samples> column, Predicate<Contestant> which) {
    return standings.stream()
        .filter(each -> each.contestant().kind() == Contestant.Kind.PEER)
        .filter(each -> which.test(each.contestant()) && each.isDelivered(workload))
        .min(Comparator.comparingDouble(each -> column.apply(each).median()));
  }
}
