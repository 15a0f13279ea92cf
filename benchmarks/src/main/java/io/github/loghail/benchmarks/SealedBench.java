package io.github.loghail.benchmarks;

import io.github.loghail.wire.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What sealing costs, from the log call to text in a file: {@code sealed [--rounds N] [NAME]}. In
 * the clear and sealed in turn, in new processes, over some rounds.
 */
final class SealedBench {

  private static final long WARM_UP_MILLIS = 5000;
  private static final long MILLIS = 4000;

  /** One pairing, both ways. */
  private record Row(Pairing pairing, Samples[] rates, Samples[] cpu) {
    Row(Pairing pairing) {
      this(
          pairing,
          new Samples[] {new Samples(), new Samples()},
          new Samples[] {new Samples(), new Samples()});
    }
  }

  private SealedBench() {}

  static void run(String[] args) throws IOException {
    List<String> words = new ArrayList<>(List.of(args));
    int rounds = Options.number(words, "--rounds", 5);
    String part = words.isEmpty() ? "" : words.get(0);
    List<Row> rows =
        Pairing.ours().stream()
            .filter(each -> each.kind() == Endpoint.Kind.LOGHAIL && each.title().contains(part))
            .map(Row::new)
            .toList();
    System.out.println(Machine.describe("sealed --rounds " + rounds) + "\n");
    Lab lab = new Lab();
    Path secret = lab.file("secret");
    SecretFile.create(secret);
    for (int round = 0; round < rounds; round++) {
      for (Row row : rows) {
        measure(lab, row, null);
        measure(lab, row, secret);
      }
      System.err.println("round " + (round + 1) + " of " + rounds + " done");
    }
    lab.clean();
    print(rows);
  }

  private static void measure(Lab lab, Row row, Path secret) throws IOException {
    List<String> arguments = new ArrayList<>();
    List<String> options = new ArrayList<>(row.pairing.options());
    if (secret != null) {
      arguments.addAll(List.of("--secret-file", secret.toString()));
      options.add("-Dloghail.secretFile=" + secret);
    }
    EmitterProcess.Setup plain = row.pairing.setup();
    EmitterProcess.Setup setup =
        new EmitterProcess.Setup(
            plain.framework(), plain.config(), plain.apps(), plain.characters(), options);
    try (Trial trial = Trial.start(lab, Endpoint.loghail(lab, arguments), setup, 1, false)) {
      trial.run(WARM_UP_MILLIS, 0);
      Measurement measured = trial.run(MILLIS, 0);
      if (measured.delivered() != measured.sent()) {
        throw new IOException(measured.sent() - measured.delivered() + " events are missing");
      }
      int way = secret == null ? 0 : 1;
      row.rates[way].add(measured.deliveredPerSecond() / 1e3);
      row.cpu[way].add(measured.cpuMicros());
    }
  }

  private static void print(List<Row> rows) {
    MarkdownTable table =
        new MarkdownTable(
            "appender",
            "in the clear, thousands/s",
            "sealed, thousands/s",
            "sealed / clear",
            "CPU µs an event, clear",
            "sealed");
    for (Row row : rows) {
      table.row(
          row.pairing.title(),
          row.rates[0].text("%,.0f"),
          row.rates[1].text("%,.0f"),
          String.format(
              Locale.ROOT, "%.0f %%", 100 * row.rates[1].median() / row.rates[0].median()),
          row.cpu[0].text("%.2f"),
          row.cpu[1].text("%.2f"));
    }
    System.out.println(table);
  }
}
