package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** Alone, since it changes the time zone of the whole JVM. */
@Isolated
class LayoutOptionsTest {

  @Command
  private static final class Shows {
    @ArgGroup(validate = false, heading = LayoutOptions.HEADING)
    private LayoutOptions layout = new LayoutOptions();
  }

  private static Layout layout(String... arguments) {
    Shows shows = new Shows();
    CommandLine line = new CommandLine(shows).setCaseInsensitiveEnumValuesAllowed(true);
    line.parseArgs(arguments);
    return shows.layout.layout(line, false, Made.NANOS);
  }

  private static String first(String... arguments) {
    return Made.render(new TextRenderer(layout(arguments)), Made.message("m"))
        .lines()
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingAskedForIsTheUsualLayout() {
    Layout layout = layout();
    assertThat(layout.columns().getAsInt()).as("no terminal here").isZero();
    assertThat(layout.stack().mode()).isEqualTo(StackSwitch.Mode.APP);
    assertThat(layout.time().columns()).isEqualTo(12);
    assertThat(layout.appPackages()).isEmpty();
    assertThat(layout.template()).isNull();
    assertThat(layout.asciiOnly()).isFalse();
  }

  @Test
  void eachHasItsEffect() {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    try {
      assertThat(first()).startsWith("23:03:21.204 shop");
      assertThat(first("--utc")).startsWith("14:03:21.204 shop");
      assertThat(first("-t", "full", "--utc")).startsWith("2026-11-23 14:03:21.204 shop");
      assertThat(first("--time", "full")).startsWith("2026-11-23 23:03:21.204 shop");
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(first("-t", "relative")).startsWith("    +0.000 shop");
    assertThat(first("-t", "delta")).startsWith("    +0.000 shop");
    assertThat(first("-t", "none")).isEqualTo("shop  INFO  OrderService   m");
    assertThat(first("-t", "none", "--width", "40")).isEqualTo("shop  INFO  m");
    assertThat(first("-t", "none", "--width", "0")).isEqualTo("shop  INFO  OrderService   m");
    assertThat(first("--template", "{level}: {message}")).isEqualTo("INFO: m");
    assertThat(layout("-x", "root").stack().name()).isEqualTo("root");
    assertThat(layout("--app-packages", "com.acme.*,org.x.", "--app-packages", "a").appPackages())
        .containsExactly("com.acme", "org.x", "a");
    assertThat(layout("--app-packages", "*").appPackages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--time soon | --time 'soon' is none of clock, full, relative, delta, none",
        "-x some | --stack 'some' is none of app, full, root, none",
        "--width 19 | --width 19 is neither 0 nor from 20 to 10000",
        "--width x | --width 'x' is not a whole number",
        "--template {foo} | --template: {foo} is none of {time} {service} {level} {logger} {thread}"
            + " {message} {attributes} {attr:KEY} {pid} {host} {trace} {span} {caller} {markers}"
            + " {exception}",
        "--template {level | --template: a { is not closed; {{ stands for a brace",
      })
  void wrongUsageIsOneLineAndAHint(String arguments, String message) {
    TestConsole console = new TestConsole("");
    assertThat(CommandLineRunner.run(console.console(), arguments.split(" "))).isEqualTo(2);
    assertThat(console.errLines()).hasSize(2).first().isEqualTo("loghail: " + message);
    assertThat(console.out()).isEmpty();
  }

  @Test
  void helpNamesEveryPlaceholder() {
    TestConsole console = new TestConsole("");
    CommandLineRunner.run(console.console(), "--help");
    assertThat(console.out()).contains("Layout:", "--time", "--stack", "--app-packages", "--width");
    for (String placeholder : Template.all().split(" ")) {
      assertThat(console.out()).contains(placeholder.substring(0, placeholder.length() - 1));
    }
  }
}
