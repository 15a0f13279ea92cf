package io.github.loghail.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

  @Test
  void knowsItsOwnAndLeavesTheRestToTheReceiver() {
    assertThat(DemoOptions.parse(List.of())).isEqualTo(new DemoOptions(null, null, List.of()));
    assertThat(DemoOptions.parse(List.of("-o", "json", "--for", "10s", "--color=always")))
        .isEqualTo(
            new DemoOptions(Duration.ofSeconds(10), null, List.of("-o", "json", "--color=always")));
    assertThat(DemoOptions.parse(List.of("--for=1500ms")).limit())
        .isEqualTo(Duration.ofMillis(1500));
    assertThat(DemoOptions.parse(List.of("--for=3")).limit()).isEqualTo(Duration.ofSeconds(3));
    assertThat(DemoOptions.parse(List.of("--for=2m")).limit()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void tellsTheServicesTheReceiversPort() {
    List<String> spelled = List.of("--port", "9600");

    assertThat(DemoOptions.parse(spelled)).isEqualTo(new DemoOptions(null, "9600", spelled));
    assertThat(DemoOptions.parse(List.of("-p", "9600")).port()).isEqualTo("9600");
    assertThat(DemoOptions.parse(List.of("--port=9600")).port()).isEqualTo("9600");
  }

  @Test
  void saysWhatIsWrongWithADuration() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(List.of("--for")))
        .withMessage("--for needs a duration such as 10s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(List.of("--for=soon")))
        .withMessage("--for needs a duration such as 10s, not \"soon\"");
  }
}
