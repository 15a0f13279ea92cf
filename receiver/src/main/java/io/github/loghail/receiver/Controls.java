package io.github.loghail.receiver;

import io.github.loghail.wire.Severity;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * What the keys do. Two states:
 *
 * <pre>
 *             /                     Enter (a pattern that is none: said, stays), Esc
 *   COMMANDS ---&gt; TYPING a pattern -------------------------------------------------&gt; COMMANDS
 * </pre>
 *
 * <p>The keys' thread alone, but for {@link #filter}, which any thread may ask.
 */
final class Controls {

  private static final String HELP =
      """
      Space   pause the screen, or go on; receiving never stops
      /       type a pattern: show only what matches; empty for everything
      l       least level: all, DEBUG, INFO, WARN, ERROR
      1 … 0   hide or show a service
      s       stack traces: app, full, root, none
      Enter   draw a line here
      c       clear the screen
      q       end
      """;

  private static final List<Integer> LEVELS =
      List.of(0, Severity.DEBUG, Severity.INFO, Severity.WARN, Severity.ERROR);

  private static final int ESCAPE = 27;
  private static final int BACKSPACE = 8;
  private static final int DELETE = 127;
  private static final int CTRL_D = 4;
  private static final int CTRL_U = 21;
  private static final int MAX_PATTERN = 500;

  private final Screen screen;
  private final LiveCounts counts;
  private final StackSwitch stack;
  private final IntSupplier columns;
  private final Runnable end;

  private volatile Filter filter;

  /** What is typed, or null in the state COMMANDS. */
  private StringBuilder typed;

  private String complaint = "";

  Controls(
      Filter filter,
      Screen screen,
      LiveCounts counts,
      StackSwitch stack,
      IntSupplier columns,
      Runnable end) {
    this.filter = filter;
    this.screen = screen;
    this.counts = counts;
    this.stack = stack;
    this.columns = columns;
    this.end = end;
  }

  /** What is shown now. */
  Filter filter() {
    return filter;
  }

  /** A character was typed. */
  void key(int character) {
    if (typed != null) {
      type(character);
    } else {
      command(character);
    }
    refresh();
  }

  private void command(int character) {
    switch (character) {
      case ' ' -> screen.pause(!screen.isPaused());
      case '/' -> typed = new StringBuilder();
      case 'l' -> filter = filter.withLevel(nextLevel());
      case 's' -> stack.next();
      case '\r', '\n' -> screen.say(marker());
      case 'c' -> screen.clear();
      case '?' -> help();
      case 'q', CTRL_D -> end.run();
      default -> {
        if (character >= '0' && character <= '9') {
          toggle(character == '0' ? 9 : character - '1');
        }
      }
    }
  }

  private int nextLevel() {
    int level = filter.minSeverity();
    return LEVELS.stream().filter(each -> each > level).findFirst().orElse(0);
  }

  private void toggle(int index) {
    List<String> services = counts.look(System.nanoTime()).services();
    if (index < services.size()) {
      String service = services.get(index);
      filter = filter.withServiceHidden(service, !filter.isServiceHidden(service));
    }
  }

  private String marker() {
    String time = " " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " ";
    int room = Math.min(columns.getAsInt() - 1, 80) - time.length();
    return "-".repeat(Math.max(3, room / 2)) + time + "-".repeat(Math.max(3, room - room / 2));
  }

  private void help() {
    HELP.lines().forEach(screen::say);
    screen.say("Services: " + StatusLine.numbered(counts.look(System.nanoTime()).services()));
  }

  private void type(int character) {
    complaint = "";
    switch (character) {
      case '\r', '\n' -> include(typed.toString());
      case ESCAPE -> typed = null;
      case CTRL_U -> typed.setLength(0);
      case BACKSPACE, DELETE -> {
        if (typed.length() > 0) {
          typed.setLength(typed.offsetByCodePoints(typed.length(), -1));
        }
      }
      default -> {
        if (!Escaper.isHidden(character) && typed.length() < MAX_PATTERN) {
          typed.appendCodePoint(character);
        }
      }
    }
  }

  private void include(String pattern) {
    try {
      filter = filter.withInclude(pattern);
      typed = null;
    } catch (BadFilterException e) {
      complaint = "  " + e.getMessage();
    }
  }

  /** Draws the status line as things are now. */
  void refresh() {
    int room = columns.getAsInt() - 1;
    if (typed != null) {
      // The cursor stays behind what is typed; a pattern longer than the line shows its end.
      String line = "show only: " + typed;
      int excess = Math.max(0, StatusLine.columns(line) - room);
      String shown = line.substring(Math.min(excess, line.length()));
      String rest = StatusLine.fit(complaint, room - StatusLine.columns(shown));
      String back = rest.isEmpty() ? "" : "\u001b[" + StatusLine.columns(rest) + "D";
      draw("\u001b[0m" + shown + "\u001b[31m" + rest + "\u001b[0m" + back, shown + rest);
      return;
    }
    long waiting = screen.isPaused() ? screen.waiting() : -1;
    String text =
        StatusLine.text(counts.look(System.nanoTime()), filter, waiting, stack.name(), room);
    draw("\u001b[7m" + text + "\u001b[0m", text);
  }

  private void draw(String line, String text) {
    screen.status(line.getBytes(StandardCharsets.UTF_8), StatusLine.columns(text));
  }
}
