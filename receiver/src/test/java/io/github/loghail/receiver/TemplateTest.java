package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  private static String render(boolean colored, StackSwitch.Mode stack, String line, Entry... all) {
    TimeColumn time = TimeColumn.of(TimeColumn.Style.CLOCK, ZoneOffset.UTC, 0);
    StackSwitch mode = new StackSwitch(stack);
    return Made.render(
        new TextRenderer(
            new Layout(colored, false, time, () -> 0, mode, List.of(), Template.parse(line))),
        all);
  }

  private static String render(String line) {
    return render(
        false,
        StackSwitch.Mode.NONE,
        line,
        Made.logged(
            "shop",
            Severity.WARN,
            "com.acme.shop.OrderService",
            event -> {
              event.message("Order\u001b 漢字");
              event.attribute("order", 4711);
              event.attribute("user", "ada l");
              event.attribute("user", "ada b");
              event.attribute("404", true);
              event.attribute("a:5", 1.5);
              event.marker("AUDIT");
              event.marker("SLOW");
              event.trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
              event.caller(new StackTraceElement("com.acme.A", "b", "A.java", 88));
            }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`', // the usual one is text here
      value = {
        "{time} {service}                | 14:03:21.204 shop",
        "{level}:{level:6}.              | WARN:WARN  .",
        "{logger} {logger:8}.            | com.acme.shop.OrderService com.acme.",
        "{thread}                        | main",
        "{message}                       | Order\\u001b 漢字",
        "[{message:4}] [{message:20}]    | [Order\\u001b 漢字] [Order\\u001b 漢字    ]",
        "{attributes}                    | order=4711 user=\"ada l\" user=\"ada b\" 404=true a:5=1.5",
        "{attr:order} {attr:user}        | 4711 ada b",
        "{attr:404} {attr:a:5:6}.        | true 1.5   .",
        "[{attr:none}] [{attr:none:3}]   | [] [   ]",
        "{pid}@{host}                    | 4121@box",
        "{trace} {span}                  | 4bf92f3577b34da6a3ce929d0e0e4736 00f067aa0ba902b7",
        "{caller} {markers}              | A.java:88 AUDIT,SLOW",
        "[{exception}]                   | []",
        "{{{level}}} {{}}                | {WARN} {}",
        "größe\\t{level}                 | größe\tWARN",
        "no placeholder                  | no placeholder"
      })
  void fillsIn(String template, String line) {
    assertThat(render(template)).isEqualTo(line + "\n");
  }

  @Test
  void whatIsCutIsCutBetweenCharacters() {
    Entry entry = Made.logged("注文サービス", event -> event.message("m"));
    assertThat(render(false, StackSwitch.Mode.NONE, "{service:5}|{service:14}|", entry))
        .isEqualTo("注文 |注文サービス  |\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{foo}           | {foo} is none of {time} {service} {level}",
        "{}              | {} is none of",
        "{attr:}         | {attr:} is none of",
        "{attr}          | {attr} is none of",
        "{level:x}       | {level:x} is none of",
        "{level:501}     | {level:501} is wider than 500",
        "a {level        | a { is not closed",
        "{LEVEL}         | {LEVEL} is none of"
      })
  void saysWhatIsNoTemplate(String template, String message) {
    assertThatThrownBy(() -> Template.parse(template))
        .isInstanceOf(Template.Malformed.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{time}", "{service}", "{level}", "{logger}", "{attr:KEY}", "{exception}"})
  void namesThemAll(String placeholder) {
    assertThat(Template.all()).contains(placeholder);
  }

  @Test
  void furtherLinesAndTracesKeepTheService() {
    Throwable thrown = new IllegalStateException("no\nreason");
    thrown.setStackTrace(RecordedSession.frames("com.acme.A.b 1"));
    Entry entry =
        Made.logged(
            "shop",
            event -> {
              event.message("one\ntwo");
              event.throwable(JavaTrace.of(thrown), JavaTrace.ACCESS);
            });
    assertThat(render(false, StackSwitch.Mode.APP, "{message} ({exception})", entry))
        .isEqualTo(
            """
            one (IllegalStateException: no)
                         shop  | two
                         shop  | IllegalStateException: no
                         shop  |   reason
                         shop  |   at com.acme.A.b(A.java:1)
            """);
    assertThat(render(false, StackSwitch.Mode.NONE, "{message}", entry))
        .isEqualTo(
            """
            one
                         shop  | two
                         shop  | IllegalStateException: no
            """);
  }

  @Test
  void bareDatagramsAndNoticesAreShownToo() {
    Source bare = new Source("127.0.0.1:5000", Made.source("shop").address(), 0, null);
    assertThat(
            render(
                false,
                StackSwitch.Mode.APP,
                "{level:5} {service}: {message}",
                new Entry.Bare(bare, Made.NANOS, Utf8.of("hi\nyou")),
                new Entry.Lost(Made.source("shop"), Made.NANOS, 3)))
        .isEqualTo(
            """
                  127.0.0.1:5000: hi
                         127.0.0.1:5000 | you
            14:03:21.204 shop           !     3 events lost
            """);
  }

  @Test
  void colorsWhatTheUsualLineColors() {
    Entry entry = Made.logged("shop", Severity.ERROR, "Log", event -> event.message("m"));
    String line = "{service} {level:6}{message} {thread}";
    String colored = render(true, StackSwitch.Mode.APP, line, entry);
    assertThat(colored)
        .contains("\u001b[31mERROR\u001b[0m \u001b[31mm\u001b[0m main")
        .containsPattern("\u001b\\[38;5;\\d+mshop\u001b\\[0m ");
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo("shop ERROR m main\n");
  }
}
