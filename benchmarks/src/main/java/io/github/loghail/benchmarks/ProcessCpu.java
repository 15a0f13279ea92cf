package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Processor time that a process has used so far, in seconds, as Linux's {@code /proc} tells. */
final class ProcessCpu {

  /** The unit of {@code /proc/PID/stat} is the same on all of Linux's platforms. */
  private static final double TICKS_PER_SECOND = 100;

  private ProcessCpu() {}

  /** In user and kernel mode, all threads. */
  static double seconds(long pid) throws IOException {
    return seconds(Files.readString(Path.of("/proc/" + pid + "/stat")));
  }

  /** The same by the threads' names, which Linux cuts to 15 characters; those alive now. */
  static Map<String, Double> byThread(long pid) throws IOException {
    Map<String, Double> threads = new TreeMap<>();
    try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks.toList()) {
        try {
          String stat = Files.readString(task.resolve("stat"));
          String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
          threads.merge(name.strip(), seconds(stat), Double::sum);
        } catch (IOException e) {
          // the thread has just ended, as compilers do that have nothing left to compile
        }
      }
    }
    return threads;
  }

  /** {@code pid (name) state ...}: the name may hold spaces, so count from behind it. */
  private static double seconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}
