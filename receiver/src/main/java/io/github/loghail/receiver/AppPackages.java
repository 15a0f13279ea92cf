package io.github.loghail.receiver;

import io.github.loghail.wire.Frame;
import io.github.loghail.wire.Utf8;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The packages that one service's own code seems to be in: the commonest beginnings of its loggers'
 * names, well-known libraries left out, two segments of each (three where two are many people's).
 * As long as there are none, all code is its own that is no well-known library's. Not thread-safe.
 */
final class AppPackages {

  /** Whose first two segments are many people's. */
  private static final Set<String> SHARED =
      Set.of("io.github", "com.github", "io.gitlab", "com.gitlab", "org.apache", "org.eclipse");

  private static final int MAX_PREFIXES = 64;
  private static final int MAX_NAMES = 1024;

  /** What logs so much less than the commonest is a library that we do not know. */
  private static final int RARER = 8;

  private static final byte[] MAIN = {'m', 'a', 'i', 'n'};

  private static final class Count {
    final Utf8 prefix;
    long events;
    boolean isMain;

    Count(Utf8 prefix) {
      this.prefix = prefix;
    }
  }

  /** Stands for all libraries. */
  private static final Count LIBRARY = new Count(Utf8.EMPTY);

  /** The count that a name adds to. */
  private final Map<Utf8, Count> byName = new HashMap<>();

  private final Map<Utf8, Count> byPrefix = new HashMap<>();
  private long most;

  /** Counts a logger or class. */
  void add(Utf8 name) {
    Count count = count(name);
    if (count != LIBRARY) {
      most = Math.max(most, ++count.events);
    }
  }

  private Count count(Utf8 name) {
    Count count = byName.get(name);
    return count != null ? count : newCount(name);
  }

  private Count newCount(Utf8 name) {
    if (byName.size() >= MAX_NAMES) {
      byName.clear();
    }
    byte[] bytes = Arrays.copyOfRange(name.bytes(), name.offset(), name.offset() + name.length());
    Utf8 own = new Utf8(bytes, 0, bytes.length);
    String text = own.toString();
    Utf8 prefix = new Utf8(bytes, 0, prefixBytes(bytes, text));
    Count count =
        prefix.isEmpty() || Libraries.known(text) != null || isFull(prefix)
            ? LIBRARY
            : byPrefix.computeIfAbsent(prefix, Count::new);
    byName.put(own, count);
    return count;
  }

  private boolean isFull(Utf8 prefix) {
    return byPrefix.size() >= MAX_PREFIXES && !byPrefix.containsKey(prefix);
  }

  /** A package's two or three segments, or what there is of them in front of the class. */
  private static int prefixBytes(byte[] name, String text) {
    int segments = SHARED.stream().anyMatch(each -> text.startsWith(each + ".")) ? 3 : 2;
    int end = 0;
    for (int i = 0; i < name.length && segments > 0; i++) {
      if (name[i] == '.') {
        end = i;
        segments--;
      }
    }
    return end;
  }

  /** Whoever is at the bottom of a trace, and called main, began the application. */
  void addMain(List<Frame> frames) {
    if (!frames.isEmpty()) {
      Frame bottom = frames.get(frames.size() - 1);
      if (bottom.method().equals(new Utf8(MAIN, 0, MAIN.length))) {
        Count count = count(bottom.className());
        if (count != LIBRARY) {
          count.isMain = true;
          most = Math.max(most, 1);
        }
      }
    }
  }

  /** Whether a class is in them. */
  boolean holds(Utf8 className) {
    if (most == 0) {
      return Libraries.known(className.toString()) == null;
    }
    for (Count count : byPrefix.values()) {
      if ((count.isMain || count.events * RARER >= most) && isIn(className, count.prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class is in a package or below it, or is itself named. */
  static boolean isIn(Utf8 className, Utf8 prefix) {
    int length = prefix.length();
    int end = className.offset() + length;
    return className.length() >= length
        && Arrays.equals(
            className.bytes(),
            className.offset(),
            end,
            prefix.bytes(),
            prefix.offset(),
            prefix.offset() + length)
        && (className.length() == length
            || className.bytes()[end] == '.'
            || className.bytes()[end] == '$');
  }
}
