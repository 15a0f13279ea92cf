package io.github.loghail.receiver;

import io.github.loghail.wire.Units;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a kept file is rotated.
 *
 * @param bytes largest size of a file, but for a single line that is larger
 * @param files how many there are, the one being written included
 */
record Rotation(long bytes, int files) {

  static final long MIN_BYTES = 4096;
  static final int MAX_FILES = 1000;

  private static final Pattern FORM = Pattern.compile("\\s*(.+?)\\s*[xX×]\\s*(\\d{1,4})\\s*");

  /**
   * Reads {@code 100MBx5} or {@code 100MB×5}; null when it is not of that form, or out of range.
   */
  static Rotation parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long bytes = Units.bytes(matcher.group(1));
    int files = Integer.parseInt(matcher.group(2));
    return bytes < MIN_BYTES || files < 1 || files > MAX_FILES ? null : new Rotation(bytes, files);
  }
}
