package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tells from the key of an attribute whether its value is a secret: it is shown as {@link #MASK}
 * then. Both ends have one, of the same rules: case does not count, {@code *} stands for any text,
 * and the rest must be the whole key. Safe for any number of threads.
 */
public final class KeyMask {

  /** What stands in place of a secret. */
  public static final String MASK = "***";

  /** What is masked unless it is switched off: {@code db.password} and {@code accessToken} too. */
  public static final String DEFAULTS = "*password,*secret,*token,*authorization";

  /** Drops the defaults, where it stands among the keys. */
  private static final String NO_DEFAULTS = "none";

  /** A power of two. */
  private static final int SLOTS = 256;

  /** A longer key is looked at each time: it is hardly met again, and would be kept for nothing. */
  private static final int MAX_KEPT_CHARS = 128;

  private final List<String[]> patterns;

  /**
   * What was found out about keys met before, each in the slot of its hash. Racy on purpose: a
   * verdict is immutable, and one that another thread has not seen yet is found out again.
   */
  private final Verdict[] verdicts = new Verdict[SLOTS];

  private record Verdict(String key, boolean isSecret) {}

  private KeyMask(List<String[]> patterns) {
    this.patterns = patterns;
  }

  /**
   * Reads a list of keys.
   *
   * @param keys separated by commas, to be masked besides {@link #DEFAULTS}; {@code none} among
   *     them drops those. Null or blank leaves the defaults
   * @return a mask
   */
  public static KeyMask of(String keys) {
    List<String> all = new ArrayList<>();
    for (String key : (keys == null ? "" : keys).split(",")) {
      if (!key.isBlank()) {
        all.add(key.strip().toLowerCase(Locale.ROOT));
      }
    }
    if (!all.remove(NO_DEFAULTS)) {
      all.addAll(Arrays.asList(DEFAULTS.split(",")));
    }
    return new KeyMask(all.stream().map(key -> key.split("\\*", -1)).toList());
  }

  /**
   * Whether nothing is ever masked.
   *
   * @return true when there are no keys
   */
  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /**
   * Whether an attribute's value is a secret. For a key that was met lately this is one look into a
   * table.
   *
   * @param key the attribute's; null is none
   * @return true when it must not be shown
   */
  public boolean hides(String key) {
    if (key == null || patterns.isEmpty()) {
      return false;
    }
    int hash = key.hashCode();
    int slot = (hash ^ hash >>> 8) & SLOTS - 1;
    Verdict known = verdicts[slot];
    if (known != null && known.key.equals(key)) {
      return known.isSecret;
    }
    boolean isSecret = matches(key.toLowerCase(Locale.ROOT));
    if (key.length() <= MAX_KEPT_CHARS) {
      verdicts[slot] = new Verdict(key, isSecret);
    }
    return isSecret;
  }

  private boolean matches(String key) {
    return patterns.stream().anyMatch(parts -> matches(key, parts));
  }

  /** The first part begins the key, the last one ends it, and the others stand between in order. */
  private static boolean matches(String key, String[] parts) {
    String first = parts[0];
    String last = parts[parts.length - 1];
    if (parts.length == 1) {
      return key.equals(first);
    }
    int end = key.length() - last.length();
    int at = first.length();
    if (end < at || !key.startsWith(first) || !key.endsWith(last)) {
      return false;
    }
    for (int i = 1; i < parts.length - 1; i++) {
      int found = key.indexOf(parts[i], at);
      if (found < 0 || found + parts[i].length() > end) {
        return false;
      }
      at = found + parts[i].length();
    }
    return true;
  }
}
