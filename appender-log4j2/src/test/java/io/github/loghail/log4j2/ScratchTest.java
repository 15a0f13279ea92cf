package io.github.loghail.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScratchTest {

  private final Scratch scratch = new Scratch();

  private String written() {
    return new String(scratch.array(), 0, scratch.length(), StandardCharsets.UTF_8);
  }

  @Test
  void keepsAllThatIsWrittenInAnyWay() {
    byte[] data = "0123456789".repeat(100).getBytes(StandardCharsets.UTF_8);

    scratch.writeBytes(data, 1, data.length - 1);
    scratch.writeBytes(ByteBuffer.wrap(data, 0, 5));
    ByteBuffer buffer = scratch.drain(scratch.getByteBuffer());
    buffer.put((byte) '!');
    scratch.writeBytes(data, 0, data.length);

    String text = "0123456789".repeat(100);
    assertThat(written()).isEqualTo(text.substring(1) + "01234!" + text);
  }

  @Test
  void alwaysMakesRoomWhenDrained() {
    for (int i = 0; i < 8; i++) {
      ByteBuffer buffer = scratch.drain(scratch.getByteBuffer());
      assertThat(buffer.hasRemaining()).isTrue();
      buffer.position(buffer.limit());
    }
  }

  @Test
  void isEmptyForTheNextEventAndLetsGoOfWhatWasLarge() {
    scratch.writeBytes(new byte[100_000], 0, 100_000);
    scratch.text().append("x".repeat(100_000));

    scratch.trim();

    assertThat(scratch.cleared().length()).isZero();
    assertThat(scratch.array().length).isLessThan(100_000);
    assertThat(scratch.text().capacity()).isLessThan(100_000);
  }
}
