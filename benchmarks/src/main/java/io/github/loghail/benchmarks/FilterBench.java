package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What filters and layouts cost the receiver: {@code filters [--rounds N]}. Each is a receiver of
 * its own that writes to a file what a Logback application logs as fast as it can, overflow being
 * {@code block}.
 */
final class FilterBench {

  private static final int EVENTS = 2_000_000;

  private record Case(String title, List<String> options, Samples rate, Samples cpu) {
    Case(String title, String... options) {
      this(title, List.of(options), new Samples(), new Samples());
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case("none: every event is shown"),
          new Case("`--width 80`, every event is shown", "--width", "80"),
          new Case("`-i 'event 0 \\d*00 '`, shows 1 %", "-i", "event 0 \\d*00 "),
          new Case("the same by `-e`, shows 1 %", "-e", "event 0 \\d*(\\d[1-9]|[1-9]0) "),
          new Case("`-i '00 of a load'`, a literal, shows 1 %", "-i", "00 of a load"),
          new Case("`-f 'message~=00 of'`, shows 1 %", "-f", "message~=00 of"),
          new Case("`-l warn`, shows none", "-l", "warn"));

  private final Lab lab = new Lab();

  private FilterBench() throws IOException {}

  static void run(String[] args) throws IOException {
    List<String> words = new ArrayList<>(List.of(args));
    int rounds = Options.number(words, "--rounds", 3);
    FilterBench bench = new FilterBench();
    System.out.println(Machine.describe("filters --rounds " + rounds) + "\n");
    for (int i = 0; i < rounds; i++) {
      for (Case each : CASES) {
        bench.measure(each);
      }
    }
    print();
    bench.lab.clean();
  }

  private void measure(Case filter) throws IOException {
    int port = Lab.freePort();
    List<String> options = new ArrayList<>(List.of("-o", "text"));
    options.addAll(filter.options);
    try (ChildProcess receiver = lab.receiver(port, options.toArray(String[]::new))) {
      double before = ProcessCpu.seconds(receiver.pid());
      String load = "load logback " + EVENTS + " 1 0";
      ChildProcess app =
          lab.app(load, port, "overflow=block", "blockTimeout=30s", "stopTimeout=30s").await(120);
      double cpu = ProcessCpu.seconds(receiver.pid()) - before;
      filter.rate.add(EVENTS / app.values().get("seconds") / 1e3);
      filter.cpu.add(cpu / EVENTS * 1e9);
      receiver.terminate();
    }
  }

  private static void print() {
    MarkdownTable table =
        new MarkdownTable("filter", "thousand events/s", "receiver's CPU, ns an event");
    for (Case each : CASES) {
      table.row(each.title, each.rate.text("%,.0f"), each.cpu.text("%,.0f"));
    }
    System.out.println(table);
  }
}
