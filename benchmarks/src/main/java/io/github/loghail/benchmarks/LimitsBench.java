package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code limits [--rounds N]}: how fast loopback, the kernel and plain Java are with nothing of
 * ours in between.
 */
final class LimitsBench {

  private static final long WARM_UP_MILLIS = 500;
  private static final long MILLIS = 1_500;

  private LimitsBench() {}

  static void run(String[] args) throws IOException, InterruptedException {
    int rounds = Options.number(new ArrayList<>(List.of(args)), "--rounds", 3);
    System.out.println(Machine.describe("limits --rounds " + rounds) + "\n");
    int[] sizes = {WindowedBlast.EVENT_BYTES, 1_400, 8_192, 32_768, 60_000};
    Samples[] datagrams = new Samples[sizes.length];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < sizes.length; i++) {
        datagrams[i] = round == 0 ? new Samples() : datagrams[i];
        WindowedBlast.perSecond(sizes[i], WARM_UP_MILLIS);
        datagrams[i].add(WindowedBlast.perSecond(sizes[i], MILLIS));
      }
    }
    MarkdownTable table =
        new MarkdownTable(
            "bytes a datagram", "200-byte events in it", "thousand datagrams/s", "M events/s");
    for (int i = 0; i < sizes.length; i++) {
      int events = sizes[i] / WindowedBlast.EVENT_BYTES;
      table.row(
          String.format(Locale.ROOT, "%,d", sizes[i]),
          events,
          datagrams[i].scaled(1e-3).text("%,.0f"),
          datagrams[i].scaled(events * 1e-6).text("%.2f"));
    }
    System.out.println(table);
  }
}
