package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StreamSinkTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StreamSink sink = new StreamSink(out, new TextRenderer(false, ZoneOffset.UTC));

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesWhenItIsFlushed() throws IOException {
    sink.accept(Made.message("one"));
    sink.accept(Made.message("two"));
    assertThat(written()).isEmpty();
    sink.flush();
    assertThat(written().lines()).hasSize(2);
    sink.flush();
    assertThat(written().lines()).hasSize(2);
  }

  @Test
  void writesByItselfWhatIsMuch() throws IOException {
    String text = "x".repeat(1000);
    for (int i = 0; i < 100; i++) {
      sink.accept(Made.message(text));
    }
    assertThat(out.size()).isBetween(64 << 10, 66 << 10);
    sink.close();
    assertThat(written().lines()).hasSize(100);
  }

  @Test
  void saysWhenNothingComesInTextAlone() throws IOException {
    sink.idle();
    assertThat(written()).isEqualTo("no data.\n");
    out.reset();
    new StreamSink(out, new JsonRenderer()).idle();
    assertThat(written()).isEmpty();
  }

  @Test
  void doesNotWriteTwiceWhatCouldNotBeWritten() throws IOException {
    boolean[] isBroken = {true};
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (isBroken[0]) {
              throw new IOException("No space left on device");
            }
            out.write(bytes, offset, length);
          }
        };
    StreamSink sink = new StreamSink(broken, new JsonRenderer());
    sink.accept(Made.message("one"));
    assertThatThrownBy(sink::flush).hasMessage("No space left on device");
    isBroken[0] = false;
    sink.accept(Made.message("two"));
    sink.flush();
    assertThat(written()).contains("two").doesNotContain("one");
  }

  @Test
  void anEntryThatCannotBeShownLeavesNothingBehind() throws IOException {
    Renderer stumbling =
        (entry, line) -> {
          line.put("begun ");
          if (((Entry.Lost) entry).events() == 2) {
            throw new IllegalStateException("2");
          }
          line.put("ended\n");
        };
    StreamSink sink = new StreamSink(out, stumbling);
    sink.accept(new Entry.Lost(Made.source("shop"), 0, 1));
    Entry second = new Entry.Lost(Made.source("shop"), 0, 2);
    assertThatThrownBy(() -> sink.accept(second)).isInstanceOf(IllegalStateException.class);
    sink.accept(new Entry.Lost(Made.source("shop"), 0, 3));
    sink.close();
    assertThat(written()).isEqualTo("begun ended\nbegun ended\n");
  }
}
