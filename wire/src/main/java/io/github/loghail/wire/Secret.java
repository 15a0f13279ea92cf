package io.github.loghail.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What senders and a receiver share so that nobody else can read, forge or change their datagrams.
 * Its text says nothing of it. Immutable; {@link SecretFile} reads one.
 */
public final class Secret {

  /** Fewest bytes that are taken for a secret: those of the hash that keys are derived with. */
  static final int MIN_BYTES = 32;

  private static final byte[] SALT = "loghail 1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NAME = "name".getBytes(StandardCharsets.US_ASCII);
  private static final int NAME_BYTES = 4;

  private final byte[] pseudorandomKey;
  private final String name;

  private Secret(byte[] bytes) {
    pseudorandomKey = Hkdf.extract(SALT, bytes);
    name = HexFormat.of().formatHex(hkdf().expand(NAME, NAME_BYTES));
  }

  /**
   * Makes one of random bytes.
   *
   * @param bytes at least 32, of which a copy is not kept
   * @return the secret
   */
  public static Secret of(byte[] bytes) {
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException("a secret of less than " + MIN_BYTES + " bytes");
    }
    return new Secret(bytes);
  }

  Hkdf hkdf() {
    return new Hkdf(pseudorandomKey);
  }

  /**
   * Tells secrets apart, by 32 bits derived from each as a key is: enough to see that two are not
   * the same one, and of no use to whoever wants to know it.
   */
  @Override
  public String toString() {
    return "secret " + name;
  }
}
