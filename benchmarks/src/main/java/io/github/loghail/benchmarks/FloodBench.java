package io.github.loghail.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code flood [--rate N] [--seconds N]}: what an honest application notices when somebody sends
 * the receiver made-up sessions. Its events carry the time of their log call, and the receiver's
 * output is read through a pipe: so latency is from the call to the line.
 */
final class FloodBench {

  private static final int EVENTS_PER_SECOND = 1000;
  private static final Pattern EVENT = Pattern.compile("event (\\d+) at (-?\\d+)");
  private static final Pattern REFUSED = Pattern.compile("refused ([\\d,]*\\d)");

  private final Lab lab = new Lab();
  private final List<String> refusals = new ArrayList<>();
  private final int rate;
  private final int seconds;

  private FloodBench(int rate, int seconds) throws IOException {
    this.rate = rate;
    this.seconds = seconds;
  }

  static void run(String[] args) throws Exception {
    List<String> words = new ArrayList<>(List.of(args));
    FloodBench bench =
        new FloodBench(
            Options.number(words, "--rate", 100_000), Options.number(words, "--seconds", 10));
    System.out.println(Machine.describe("flood --rate " + bench.rate) + "\n");
    MarkdownTable table =
        new MarkdownTable(
            "honest: 1,000 events/s",
            "spoofed datagrams/s",
            "lost",
            "latency p50, ms",
            "p99, ms",
            "lines of others",
            "receiver's live heap, MiB",
            "resident, MiB");
    for (String linger : List.of("25ms", "0")) {
      bench.measure(linger, table);
    }
    System.out.println(table + "\n\nRefused by the receiver: " + String.join("; ", bench.refusals));
    bench.lab.clean();
  }

  private void measure(String linger, MarkdownTable table) throws Exception {
    int port = Lab.freePort();
    Path errors = lab.file("loghail.err");
    List<String> line = new ArrayList<>(List.of(Lab.java()));
    line.addAll(Endpoint.LAUNCHER_OPTIONS);
    line.addAll(Lab.classPath("io.github.loghail.receiver.Main"));
    line.addAll(List.of("--bind", "127.0.0.1", "--port", "" + port));
    ChildProcess receiver = ChildProcess.piped(errors, line);
    Lab.await(10, () -> Lab.contains(errors, "listening"));
    Lines lines = new Lines();
    Thread reader = new Thread(() -> lines.read(receiver.output()), "reader");
    reader.start();
    System.setProperty("loghail.port", "" + port);
    System.setProperty("loghail.linger", linger);
    EventLog log = EventLog.start("logback", "loghail", "honest");
    try {
      honest(log, lines, 3);
      row("linger " + linger + ", quiet", 0, receiver, log, lines, table);
      row("linger " + linger + ", flooded", port, receiver, log, lines, table);
    } finally {
      log.stop();
      receiver.terminate();
      reader.join();
    }
    Matcher refused = REFUSED.matcher(Files.readString(errors));
    refusals.add("linger " + linger + ": " + (refused.find() ? refused.group(1) : "none"));
  }

  private void row(
      String title, int port, ChildProcess receiver, EventLog log, Lines lines, MarkdownTable table)
      throws IOException {
    ChildProcess spoofer = port == 0 ? null : spoofer(port);
    int others = lines.others();
    double[] millis = honest(log, lines, seconds);
    double spoofed = spoofer == null ? 0 : spoofer.await(30).values().get("sent") / (seconds + 1);
    table.row(
        title,
        String.format(Locale.ROOT, "%,.0f", spoofed),
        seconds * EVENTS_PER_SECOND - millis.length,
        String.format(Locale.ROOT, "%.2f", millis[millis.length / 2]),
        String.format(Locale.ROOT, "%.2f", millis[millis.length * 99 / 100]),
        lines.others() - others,
        String.format(Locale.ROOT, "%.1f", Footprint.of(receiver).liveKib() / 1024.0),
        receiver.residentMib());
  }

  private ChildProcess spoofer(int port) throws IOException {
    List<String> line = new ArrayList<>(List.of(Lab.java(), "-XX:+UseSerialGC"));
    line.addAll(Lab.classPath("io.github.loghail.benchmarks.Main"));
    line.addAll(List.of("spoof", "" + port, "" + rate, "" + (seconds + 1)));
    ChildProcess spoofer = ChildProcess.start(lab.file("spoof"), line);
    Lab.pause(1000);
    return spoofer;
  }

  /** Logs at a steady pace; how long each event took that came, in order of that. */
  private static double[] honest(EventLog log, Lines lines, int seconds) {
    int events = seconds * EVENTS_PER_SECOND;
    lines.expect(events);
    long start = System.nanoTime();
    for (int i = 0; i < events; i++) {
      long due = start + TimeUnit.SECONDS.toNanos(1) / EVENTS_PER_SECOND * i;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      log.info("event " + i + " at " + System.nanoTime());
    }
    Lab.await(15, lines::isComplete);
    return lines.latencies();
  }

  /** What the receiver prints. */
  private static final class Lines {
    private BitSet seen = new BitSet();
    private double[] millis = {};
    private int expected;
    private int others;

    void read(InputStream output) {
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          take(line, System.nanoTime());
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private synchronized void take(String line, long now) {
      Matcher event = EVENT.matcher(line);
      if (!event.find()) {
        others++;
      } else if (!seen.get(Integer.parseInt(event.group(1)))) {
        int number = Integer.parseInt(event.group(1));
        seen.set(number);
        millis[number] = (now - Long.parseLong(event.group(2))) / 1e6;
      }
    }

    synchronized void expect(int events) {
      expected = events;
      seen = new BitSet();
      millis = new double[events];
    }

    synchronized boolean isComplete() {
      return seen.cardinality() == expected;
    }

    synchronized double[] latencies() {
      return seen.stream().mapToDouble(i -> millis[i]).sorted().toArray();
    }

    synchronized int others() {
      return others;
    }
  }
}
