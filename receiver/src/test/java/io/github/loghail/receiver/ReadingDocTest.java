package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/**
 * The captures in {@code docs/reading.md} are what the options in the comment above each make of
 * {@link RecordedSession}. Written anew with {@code -Dloghail.screens=write}.
 */
class ReadingDocTest {

  private static final Path PAGE = Path.of("../docs/reading.md");

  /** A comment, which names a part of the session and options, and the block behind it. */
  private static final Pattern CAPTURE =
      Pattern.compile("(<!-- capture (\\w+)([^\\n]*?) -->\\n```\\n)(.*?)(```\\n)", Pattern.DOTALL);

  @Command
  private static final class Shows {
    @ArgGroup(validate = false, heading = LayoutOptions.HEADING)
    private LayoutOptions layout = new LayoutOptions();
  }

  private static String capture(MatchResult found) {
    Shows shows = new Shows();
    CommandLine line = new CommandLine(shows).setCaseInsensitiveEnumValuesAllowed(true);
    line.setTrimQuotes(true).parseArgs(words("--utc " + found.group(3)));
    TextRenderer renderer =
        new TextRenderer(shows.layout.layout(line, false, Made.NANOS - 12_345_000_000L));
    List<Entry> all = RecordedSession.entries();
    Predicate<Entry> part = part(found.group(2));
    // Names have been seen, so that the columns are as they would be after a while; an event that
    // has been seen would have the first delta count from it.
    boolean isDelta = found.group(3).contains("delta");
    Predicate<Entry> before = entry -> !isDelta || !(entry instanceof Entry.Logged);
    Made.render(renderer, all.stream().filter(before).toArray(Entry[]::new));
    String text = Made.render(renderer, all.stream().filter(part).toArray(Entry[]::new));
    return found.group(2).equals("paused") ? text + pausedStatus() : text;
  }

  private static String pausedStatus() {
    List<String> services = List.of("shop", "payment-gateway", "注文サービス");
    LiveCounts.Look look = new LiveCounts.Look(52, services, 1241);
    Filter filter = Filter.NONE.withLevel(Severity.WARN);
    return StatusLine.text(look, filter, 1893, "app", 118) + "\n";
  }

  private static boolean isWarning(Entry entry) {
    return entry instanceof Entry.Logged logged && logged.event().severity() >= Severity.WARN;
  }

  private static Predicate<Entry> part(String name) {
    return switch (name) {
      case "all" -> entry -> !(entry instanceof Entry.Bare);
      case "events" -> entry -> entry instanceof Entry.Logged logged && !hasTrace(logged);
      case "exception" -> entry -> entry instanceof Entry.Logged logged && hasTrace(logged);
      case "paused" -> ReadingDocTest::isWarning;
      case "clock" -> Entry.ClockOff.class::isInstance;
      case "restart" ->
          entry -> entry instanceof Entry.Vanished || entry instanceof Entry.Restarted;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static boolean hasTrace(Entry.Logged logged) {
    return logged.event().thrown() != null;
  }

  /** As a shell does with single quotation marks. */
  private static String[] words(String line) {
    return Pattern.compile("'([^']*)'|(\\S+)")
        .matcher(line)
        .results()
        .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
        .toArray(String[]::new);
  }

  @Test
  void capturesAreCurrent() throws IOException {
    String page = Files.readString(PAGE);
    Matcher matcher = CAPTURE.matcher(page);
    String current =
        matcher.replaceAll(
            found -> Matcher.quoteReplacement(found.group(1) + capture(found) + found.group(5)));
    if ("write".equals(System.getProperty("loghail.screens"))) {
      Files.writeString(PAGE, current);
    }
    assertThat(CAPTURE.matcher(page).results()).hasSizeGreaterThan(8);
    assertThat(Files.readString(PAGE)).isEqualTo(current);
  }
}
