package io.github.loghail.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads flags from a file: a {@code key=value} on each line, the key a long flag with or without
 * its dashes. A flag without a value may stand alone. Lines that begin with # are comments; there
 * are no escapes, so that a pattern reads as it is.
 */
final class ConfigFile {

  private static final int MAX_BYTES = 64 << 10;

  private ConfigFile() {}

  /** What the file says, in its order; empty when there is none. */
  static List<Setting> read(Path file, Consumer<String> warnings) {
    List<Setting> settings = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return settings;
    }
    String shown = Setting.printable(file.toString());
    int number = 0;
    for (String line : text(file, shown, warnings).lines().toList()) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        settings.add(setting(stripped, shown + " line " + number));
      }
    }
    return settings;
  }

  private static Setting setting(String line, String place) {
    int equals = line.indexOf('=');
    String key = (equals < 0 ? line : line.substring(0, equals)).strip();
    String value = equals < 0 ? "" : line.substring(equals + 1).strip();
    return new Setting(key.startsWith("--") ? key.substring(2) : key, value, place);
  }

  private static String text(Path file, String shown, Consumer<String> warnings) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length <= MAX_BYTES) {
        return new String(bytes, StandardCharsets.UTF_8);
      }
      warnings.accept(shown + " is larger than 64 KB, and left out");
    } catch (IOException e) {
      warnings.accept(shown + " cannot be read, and is left out: " + e);
    }
    return "";
  }
}
