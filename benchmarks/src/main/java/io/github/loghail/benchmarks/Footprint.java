package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one JVM holds: objects that live after a full collection, memory, threads, descriptors. */
record Footprint(long liveKib, long residentMib, long threads, long descriptors) {

  /** A packet held or a cache filled may come and go; what leaks in an hour is more. */
  private static final long SLACK_KIB = 4096;

  static Footprint of(ChildProcess process) throws IOException {
    Path proc = Path.of("/proc/" + process.pid());
    try (var tasks = Files.list(proc.resolve("task"));
        var files = Files.list(proc.resolve("fd"))) {
      return new Footprint(
          liveBytes(process.pid()) >> 10, process.residentMib(), tasks.count(), files.count());
    }
  }

  /** The last line of the JDK's class histogram: {@code Total objects bytes}. */
  private static long liveBytes(long pid) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), "" + pid, "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int total = text.lastIndexOf("Total");
    if (total < 0) {
      throw new IOException("jcmd printed no histogram: " + text);
    }
    return Long.parseLong(text.substring(total).trim().split(" +")[2]);
  }

  /** Whether something was left behind since: a thread or descriptor more may come and go. */
  boolean grewSince(Footprint before) {
    return liveKib > before.liveKib + SLACK_KIB
        || threads > before.threads + 3
        || descriptors > before.descriptors + 5;
  }

  @Override
  public String toString() {
    return liveKib
        + " KiB live, "
        + residentMib
        + " MiB resident, "
        + threads
        + " threads, "
        + descriptors
        + " descriptors";
  }
}
