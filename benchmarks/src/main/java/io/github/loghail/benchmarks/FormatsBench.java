package io.github.loghail.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a receiver takes of each format that others send: {@code formats [PART OF A NAME]}. One
 * event a datagram at a pace, from this process, higher and higher, until one is missing in the
 * file; beside rsyslog for its own format.
 */
final class FormatsBench {

  private static final double FIRST = 20_000;
  private static final double STEP = 1.35;
  private static final int WARM_UPS = 2;
  private static final double SECONDS = 0.7;

  /** A pace that was missed by more is the sender's limit. */
  private static final double MISSED = 1.1;

  private static final long QUIET_MILLIS = 400;

  /** What one pace came to. */
  private record Attempt(long sent, long delivered, double seconds, double cpuSeconds) {}

  private final Lab lab = new Lab();
  private final MarkdownTable table =
      new MarkdownTable(
          "format", "bytes", "into", "events/s without loss", "CPU µs per event", "beyond that");

  private long next;

  private FormatsBench() throws IOException {}

  static void run(String[] args) throws IOException {
    String part = args.length == 0 ? "" : args[0];
    FormatsBench bench = new FormatsBench();
    boolean hasRsyslog = Endpoint.Kind.RSYSLOG.isHere();
    System.out.println(Machine.describe(("formats " + part).strip()) + "\n");
    for (ForeignSample sample : ForeignSample.values()) {
      if (sample.title().contains(part)) {
        bench.measure(sample, Endpoint.Kind.LOGHAIL);
        if (sample.isSyslog() && hasRsyslog) {
          bench.measure(sample, Endpoint.Kind.RSYSLOG);
        }
      }
    }
    System.out.println(bench.table);
    if (!hasRsyslog) {
      System.out.println("\nSkipped: all into rsyslog imudp, for want of rsyslogd.");
    }
    bench.lab.clean();
  }

  private void measure(ForeignSample sample, Endpoint.Kind kind) throws IOException {
    try (Endpoint endpoint = Endpoint.open(lab, kind);
        DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(new InetSocketAddress("127.0.0.1", endpoint.port()));
      for (int i = 0; i < WARM_UPS; i++) {
        attempt(sample, FIRST, endpoint, channel);
      }
      Attempt best = null;
      Attempt last = attempt(sample, FIRST, endpoint, channel);
      double pace = FIRST;
      while (last.delivered == last.sent) {
        best = last;
        if (last.seconds > MISSED * SECONDS) {
          break;
        }
        pace *= STEP;
        last = attempt(sample, pace, endpoint, channel);
        if (last.delivered < last.sent) { // a hiccup of the machine is no limit: once more
          last = attempt(sample, pace, endpoint, channel);
        }
      }
      row(sample, kind, best, last);
      System.err.println(sample.title() + " into " + kind.title() + " done");
    }
  }

  private void row(ForeignSample sample, Endpoint.Kind kind, Attempt best, Attempt last) {
    int bytes = sample.datagrams(0).stream().mapToInt(each -> each.length).sum();
    table.row(
        sample.title(),
        bytes,
        kind.title(),
        best == null
            ? "below " + text("%,.0f", FIRST)
            : text("%,.0f", best.sent / Math.max(SECONDS, best.seconds)),
        best == null ? "–" : text("%.1f", 1e6 * best.cpuSeconds / best.delivered),
        last.delivered == last.sent
            ? "the sender's limit"
            : text("%,.0f", last.sent / Math.max(SECONDS, last.seconds))
                + text(": %.2f %% lost", 100.0 * (last.sent - last.delivered) / last.sent));
  }

  private static String text(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  private Attempt attempt(
      ForeignSample sample, double perSecond, Endpoint endpoint, DatagramChannel channel)
      throws IOException {
    long from = next;
    List<ByteBuffer> datagrams = new ArrayList<>();
    for (; next < from + (long) (perSecond * SECONDS); next++) {
      sample.datagrams(next).forEach(each -> datagrams.add(ByteBuffer.wrap(each)));
    }
    long offset = endpoint.written();
    double cpu = ProcessCpu.seconds(endpoint.process().pid());
    double seconds = send(datagrams, channel);
    Lab.awaitQuiet(endpoint.output(), QUIET_MILLIS, 20);
    Emission emission = new Emission(from, next, System.currentTimeMillis(), seconds);
    return new Attempt(
        next - from,
        Deliveries.in(endpoint.output(), offset, List.of(emission)).events(),
        seconds,
        ProcessCpu.seconds(endpoint.process().pid()) - cpu);
  }

  /** Evenly over the time that there is; how long it took. */
  private static double send(List<ByteBuffer> datagrams, DatagramChannel channel)
      throws IOException {
    double nanosEach = SECONDS * 1e9 / datagrams.size();
    long start = System.nanoTime();
    for (int i = 0; i < datagrams.size(); i++) {
      long early = start + (long) (i * nanosEach) - System.nanoTime();
      if (early > TimeUnit.MICROSECONDS.toNanos(100)) {
        LockSupport.parkNanos(early);
      }
      channel.write(datagrams.get(i));
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
