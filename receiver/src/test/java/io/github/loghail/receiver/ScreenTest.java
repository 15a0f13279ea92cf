package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final String ERASE = "\r\u001b[K";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Renderer messages =
      (entry, lines) ->
          lines.putUtf8(((Entry.Logged) entry).event().message().toString()).put('\n');
  private final Screen screen = new Screen(out, messages, 64);

  private String written() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  private void show(String... texts) throws IOException {
    for (String text : texts) {
      screen.accept(Made.message(text));
    }
    screen.flush();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsTheStatusBelowWhatIsShown() throws Exception {
    screen.status(bytes("status"), 6);
    assertThat(written()).isEqualTo(ERASE + "status");
    show("one", "two");
    assertThat(written()).isEqualTo(ERASE + "one\ntwo\nstatus");
    screen.status(bytes("status"), 6);
    assertThat(written()).as("drawn once").isEmpty();
    screen.say("noted");
    assertThat(written()).isEqualTo(ERASE + "noted\nstatus");
    screen.close();
    assertThat(written()).isEqualTo(ERASE);
    screen.status(bytes("late"), 4);
    assertThat(written()).isEmpty();
  }

  @Test
  void holdsBackWhilePausedAndForgetsTheOldest() throws Exception {
    screen.pause(true);
    show("first");
    assertThat(screen.waiting()).isEqualTo(1);
    for (int i = 0; i < 10; i++) {
      show("message number " + i);
    }
    assertThat(written()).isEmpty();
    assertThat(screen.waiting()).isEqualTo(3);
    screen.pause(false);
    assertThat(written())
        .isEqualTo(
            "8 events passed by while paused\n"
                + "message number 7\nmessage number 8\nmessage number 9\n");
    show("next");
    assertThat(written()).isEqualTo("next\n");
  }

  @Test
  void endsWithWhatWaited() throws Exception {
    screen.pause(true);
    show("waiting");
    screen.close();
    assertThat(written()).isEqualTo("waiting\n");
  }

  @Test
  void erasesAStatusThatTakesSeveralRowsNow() {
    screen.status(bytes("0123456789"), 10);
    written();
    screen.resized(4);
    assertThat(written()).isEqualTo("\u001b[2A\r\u001b[J");
  }

  @Test
  void tellsThePipelineWhatFailedForAKey() throws Exception {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Screen gone = new Screen(broken, messages);
    gone.status(bytes("status"), 6);
    assertThatIOException().isThrownBy(gone::flush).withMessage("Broken pipe");
  }

  @Test
  void fitsTheStatusIntoTheLine() {
    LiveCounts.Look look = new LiveCounts.Look(1204, List.of("orders", "支払い"), 3);
    String all = "1,204/s | lost 3 | 1 orders  2 支払い | stack app | ? keys";
    assertThat(StatusLine.text(look, Filter.NONE, -1, "app", 80)).isEqualTo(all);
    assertThat(StatusLine.columns(all)).isEqualTo(all.length() + 3);
    assertThat(StatusLine.text(look, Filter.NONE, -1, "app", all.length() + 2))
        .isEqualTo("1,204/s | lost 3 | 2 services | stack app | ? keys");
    assertThat(StatusLine.text(look, Filter.NONE, 12, "", 30))
        .isEqualTo("PAUSED, 12 waiting | 1,204/s |");
    assertThat(StatusLine.fit("支払い", 5)).isEqualTo("支払");
  }
}
