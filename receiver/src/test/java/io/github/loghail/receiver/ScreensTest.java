package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One session in every layout, against the files in {@code src/test/resources/screens}. After a
 * change that is wanted they are written anew with {@code -Dloghail.screens=write}, to be read.
 */
class ScreensTest {

  private static final Path FOLDER = Path.of("src/test/resources/screens");
  private static final int[] WIDTHS = {0, 30, 60, 80, 100, 120, 140, 200};

  record Screen(
      String name, int columns, TimeColumn.Style time, StackSwitch.Mode stack, String template) {

    Layout layout(boolean colored) {
      return new Layout(
          colored,
          false,
          TimeColumn.of(time, ZoneOffset.UTC, Made.NANOS),
          () -> columns,
          new StackSwitch(stack),
          List.of(),
          template == null ? null : Template.parse(template));
    }

    String render(boolean colored) {
      Entry[] entries = RecordedSession.entries().toArray(Entry[]::new);
      return Made.render(new TextRenderer(layout(colored)), entries);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Screen screen(
      int columns, TimeColumn.Style time, StackSwitch.Mode stack, String template) {
    String width = columns == 0 ? "unlimited" : "" + columns;
    String kind = template == null ? "" : "-template";
    String name = width + "-" + time + "-" + stack + kind;
    return new Screen(name.toLowerCase(java.util.Locale.ROOT), columns, time, stack, template);
  }

  static Stream<Screen> screens() {
    Stream.Builder<Screen> screens = Stream.builder();
    for (int columns : WIDTHS) {
      screens.add(screen(columns, TimeColumn.Style.CLOCK, StackSwitch.Mode.APP, null));
    }
    for (int columns : new int[] {80, 120, 200}) {
      for (TimeColumn.Style time : TimeColumn.Style.values()) {
        if (time != TimeColumn.Style.CLOCK) {
          screens.add(screen(columns, time, StackSwitch.Mode.APP, null));
        }
      }
      for (StackSwitch.Mode stack : StackSwitch.Mode.values()) {
        if (stack != StackSwitch.Mode.APP) {
          screens.add(screen(columns, TimeColumn.Style.CLOCK, stack, null));
        }
      }
      screens.add(
          screen(
              columns,
              TimeColumn.Style.RELATIVE,
              StackSwitch.Mode.ROOT,
              "{time} {service:12}|{level:4}|{logger:20}| {message:24} {attributes}"));
    }
    return screens.build();
  }

  @ParameterizedTest
  @MethodSource("screens")
  void isAsItWas(Screen screen) throws IOException {
    String shown = screen.render(false);
    Path file = FOLDER.resolve(screen.name() + ".txt");
    if ("write".equals(System.getProperty("loghail.screens"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("screens")
  void isTheSameInColor(Screen screen) {
    assertThat(screen.render(true).replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(screen.render(false));
  }
}
