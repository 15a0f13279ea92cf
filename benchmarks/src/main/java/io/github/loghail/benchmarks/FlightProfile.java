package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Which methods the threads of a process were in, from the samples of a flight recording. */
final class FlightProfile {

  /** Samples of Java code and of native calls alike, often enough for a few seconds. */
  private static final String SETTINGS =
      "settings=profile,jdk.ExecutionSample#period=5ms,jdk.NativeMethodSample#period=5ms";

  private static final Set<String> SAMPLES =
      Set.of("jdk.ExecutionSample", "jdk.NativeMethodSample");

  /** A thread in one of these waits; it does not work. */
  private static final Set<String> WAITING =
      Set.of("EPoll.wait", "Unsafe.park", "Net.poll", "FileInputStream.readBytes");

  private static final int FRAMES = 15;

  /** Threads with less of the samples are left out. */
  private static final double MIN_SHARE = 0.02;

  private final Map<String, Map<String, Integer>> threads = new TreeMap<>();

  /** The option with which a JVM records itself. */
  static String option(Path file) {
    return "-XX:StartFlightRecording:filename=" + file + ",dumponexit=true," + SETTINGS;
  }

  /** Reads what was sampled between two moments. */
  static FlightProfile read(Path file, Instant from, Instant to) throws IOException {
    FlightProfile profile = new FlightProfile();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (SAMPLES.contains(event.getEventType().getName())
            && event.getStartTime().isAfter(from)
            && event.getStartTime().isBefore(to)) {
          profile.add(event);
        }
      }
    }
    return profile;
  }

  private void add(RecordedEvent event) {
    RecordedThread thread = event.getThread("sampledThread");
    if (thread == null || event.getStackTrace() == null) {
      return;
    }
    String frame = name(event.getStackTrace().getFrames().get(0));
    if (!WAITING.contains(frame)) {
      threads
          .computeIfAbsent(thread.getJavaName(), name -> new HashMap<>())
          .merge(frame, 1, Integer::sum);
    }
  }

  /** {@code Class.method}, without the package. */
  private static String name(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
  }

  private int samples() {
    return threads.values().stream().mapToInt(FlightProfile::sum).sum();
  }

  private static int sum(Map<String, Integer> frames) {
    return frames.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** A table for each thread that did something. */
  String tables(String process) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Map<String, Integer>> each : threads.entrySet()) {
      int samples = sum(each.getValue());
      if (samples >= MIN_SHARE * samples()) {
        String title =
            String.format(
                Locale.ROOT, "%s, thread `%s`, %,d samples", process, each.getKey(), samples);
        text.append(table(title, each.getValue(), samples)).append("\n\n");
      }
    }
    return text.toString();
  }

  private static MarkdownTable table(String title, Map<String, Integer> frames, int samples) {
    MarkdownTable table = new MarkdownTable(title, "% of them");
    Comparator<Map.Entry<String, Integer>> most = Map.Entry.comparingByValue();
    List<Map.Entry<String, Integer>> sorted =
        frames.entrySet().stream().sorted(most.reversed()).limit(FRAMES).toList();
    for (Map.Entry<String, Integer> each : sorted) {
      double share = 100.0 * each.getValue() / samples;
      table.row("`" + each.getKey() + "`", String.format(Locale.ROOT, "%.1f", share));
    }
    return table;
  }
}
