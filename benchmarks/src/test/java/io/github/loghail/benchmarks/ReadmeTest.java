package io.github.loghail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.log4j2.LoghailAppender;
import io.github.loghail.sender.SenderConfig;
import io.github.loghail.sender.SenderSettings;
import io.github.loghail.sender.SenderStatus;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says of the settings is what there is. */
class ReadmeTest {

  private static final Path README = Path.of("../README.md");
  private static final Pattern ROW = Pattern.compile("\\| (`.+?`) \\| (.+?) \\| .*");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Setters that the frameworks' own base classes have, by name. */
  private static final Set<String> FRAMEWORKS_OWN = Set.of("context", "name");

  private static Map<String, String> settings() throws IOException {
    List<String> lines = Files.readAllLines(README);
    Map<String, String> settings = new TreeMap<>();
    int start = lines.indexOf("| Setting | Default | Meaning |");
    for (String line : lines.subList(start + 2, lines.size())) {
      Matcher row = ROW.matcher(line);
      if (!row.matches()) {
        break;
      }
      List<String> names = CODE.matcher(row.group(1)).results().map(each -> each.group(1)).toList();
      List<String> defaults =
          CODE.matcher(row.group(2)).results().map(each -> each.group(1)).toList();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i).replaceAll("[<>]", "");
        settings.put(name, i < defaults.size() ? defaults.get(i) : "");
      }
    }
    return settings;
  }

  private static Set<String> setters(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().startsWith("set") && !method.isSynthetic()) {
        String name = method.getName().substring(3);
        names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
      }
    }
    names.removeAll(FRAMEWORKS_OWN);
    return names;
  }

  @Test
  void namesTheSettingsOfBothAppenders() throws IOException {
    Set<String> documented = settings().keySet();
    assertThat(setters(io.github.loghail.logback.LoghailAppender.class)).isEqualTo(documented);
    Set<String> log4j2 = setters(LoghailAppender.Builder.class);
    log4j2.addAll(Set.of("layout", "encoder")); // the framework's own setter, and no encoders there
    assertThat(log4j2).isEqualTo(documented);
  }

  @Test
  void namesTheDefaults() throws IOException {
    Map<String, String> documented = settings();
    SenderSettings set = new SenderSettings(new Silent());
    documented.forEach((name, value) -> set.set(name, value));
    SenderConfig written = set.resolve("test", "context");
    SenderConfig unwritten = new SenderSettings(new Silent()).resolve("test", "context");
    assertThat(written).isEqualTo(unwritten);
    assertThat(written.lingerNanos()).isEqualTo(Duration.ofMillis(25).toNanos());
  }

  private static final class Silent implements SenderStatus {
    @Override
    public void info(String message) {
      throw new AssertionError(message);
    }

    @Override
    public void warn(String message) {
      throw new AssertionError(message);
    }
  }
}
