package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What figures were measured on, in words. */
final class Machine {

  private Machine() {}

  /** One line to stand above a table. */
  static String describe(String command) throws IOException {
    return String.format(
        Locale.ROOT,
        "`java -jar benchmarks/target/benchmarks.jar %s`, %s: %d cores of %s, %d GiB, Linux %s,"
            + " `net.core.rmem_max` %s, load %s before the run, %s %s.",
        command,
        LocalDate.now(),
        Runtime.getRuntime().availableProcessors(),
        find("/proc/cpuinfo", "model name\\s*: (.*)"),
        Math.round(Long.parseLong(find("/proc/meminfo", "MemTotal: *(\\d+)")) / 1048576.0),
        System.getProperty("os.version"),
        receiveBufferLimit(),
        find("/proc/loadavg", "(\\S+)"),
        System.getProperty("java.vm.name"),
        System.getProperty("java.version"));
  }

  /** Such a file answers its first read only: reading it byte by byte yields its first digit. */
  private static String receiveBufferLimit() throws IOException {
    return Files.readAllLines(Path.of("/proc/sys/net/core/rmem_max")).get(0);
  }

  private static String find(String file, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
    return matcher.find() ? matcher.group(1) : "?";
  }
}
