package io.github.loghail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever is made to look sealed, without the secret nothing opens. */
class SealFuzz {

  private final Decoder decoder = new Decoder(SealTest.secret(1));
  private final Checksum checksum = new Checksum();

  @FuzzTest(maxDuration = "60s")
  void open(byte[] data) {
    check(data);
    if (data.length > Wire.COMMON_HEADER_BYTES) {
      byte[] sealed = data.clone();
      sealed[0] = (byte) Wire.MAGIC;
      sealed[1] = (byte) Wire.MAGIC_2;
      sealed[Wire.VERSION_AT] = Wire.VERSION;
      sealed[Wire.KIND_AT] = (byte) (1 + (data[Wire.KIND_AT] & 3));
      sealed[Wire.FLAGS_AT] = (byte) (Wire.FLAG_SEALED >> 8);
      checksum.put(sealed, sealed.length);
      check(sealed);
    }
  }

  private void check(byte[] datagram) {
    assertThat(decoder.decode(datagram, datagram.length)).isNotInstanceOf(Datagram.Opened.class);
  }
}
