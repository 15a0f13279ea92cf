package io.github.loghail.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a receiver has written with {@code -o json}: which of the numbered events of {@link LoadApp}
 * came, how often and in what order, and what the notices say.
 */
final class Tally {

  private static final String MESSAGE = "\"message\":\"event ";

  private final Map<String, BitSet> seen = new TreeMap<>();
  private final Map<String, Long> last = new TreeMap<>();
  private final Map<String, Long> notices = new TreeMap<>();
  private final List<String> texts = new ArrayList<>();
  private long delivered;
  private long doubled;
  private long outOfOrder;

  static Tally of(Path... outputs) throws IOException {
    Tally tally = new Tally();
    for (Path output : outputs) {
      tally.last.clear();
      try (BufferedReader reader = Files.newBufferedReader(output)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          tally.line(line);
        }
      }
    }
    return tally;
  }

  private void line(String line) {
    int at = line.indexOf(MESSAGE);
    if (at >= 0) {
      event(line, at + MESSAGE.length());
      return;
    }
    String type = field(line, "\"type\":\"", '"');
    if (type != null) {
      String events = field(line, "\"events\":", ',', '}');
      notices.merge(type, events == null ? 1 : Long.parseLong(events), Long::sum);
      texts.add(line);
    }
  }

  private void event(String line, int at) {
    int space = line.indexOf(' ', at);
    int end = line.indexOf(' ', space + 1);
    if (space < 0 || end < 0) {
      return; // the last line of a receiver that was killed
    }
    String source = field(line, "\"session\":\"", '"') + "/" + line.substring(at, space);
    int number = Integer.parseInt(line, space + 1, end, 10);
    BitSet numbers = seen.computeIfAbsent(source, key -> new BitSet());
    Long before = last.put(source, (long) number);
    if (numbers.get(number)) {
      doubled++;
    } else if (before != null && before > number) {
      outOfOrder++;
    }
    numbers.set(number);
    delivered++;
  }

  private static String field(String line, String key, char... ends) {
    int at = line.indexOf(key);
    if (at < 0) {
      return null;
    }
    int from = at + key.length();
    int end = line.length();
    for (char each : ends) {
      int found = line.indexOf(each, from);
      end = found < 0 ? end : Math.min(end, found);
    }
    return line.substring(from, end);
  }

  /** Events, each counted once. */
  long delivered() {
    return delivered - doubled;
  }

  long doubled() {
    return doubled;
  }

  long outOfOrder() {
    return outOfOrder;
  }

  /** Events, or notices, of a type: {@code lost}, {@code dropped}, {@code vanished} and so on. */
  long notices(String type) {
    return notices.getOrDefault(type, 0L);
  }

  /** The lines of notices. */
  List<String> texts() {
    return texts;
  }

  /** Whether each thread's events came from its first to some last one, without a hole. */
  boolean isPrefix() {
    return seen.values().stream().allMatch(numbers -> numbers.nextClearBit(0) >= numbers.length());
  }

  /** Whether each thread's events came without a hole from some first one to some last one. */
  boolean isContiguous() {
    return seen.values().stream()
        .allMatch(
            numbers ->
                numbers.nextClearBit(Math.max(0, numbers.nextSetBit(0))) >= numbers.length());
  }
}
