package io.github.loghail.wire;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF with SHA-256 (RFC 5869): many keys out of one secret, none of which tells anything of
 * another. The JDK has had it since 25 only. Not thread-safe.
 */
final class Hkdf {

  private static final String HMAC = "HmacSHA256";
  private static final int HASH_BYTES = 32;

  private final Mac mac;

  /** Expands from a key that {@link #extract} has made. */
  Hkdf(byte[] pseudorandomKey) {
    mac = mac(pseudorandomKey);
  }

  /** Section 2.2: a key of even strength out of whatever the input is. */
  static byte[] extract(byte[] salt, byte[] input) {
    return mac(salt.length == 0 ? new byte[HASH_BYTES] : salt).doFinal(input);
  }

  /**
   * Section 2.3: as many bytes as wanted, up to 255 × 32, for a purpose that {@code info} names.
   */
  byte[] expand(byte[] info, int length) {
    byte[] out = new byte[length];
    byte[] block = {};
    for (int at = 0, count = 1; at < length; at += HASH_BYTES, count++) {
      mac.update(block);
      mac.update(info);
      mac.update((byte) count);
      block = mac.doFinal();
      System.arraycopy(block, 0, out, at, Math.min(HASH_BYTES, length - at));
    }
    Arrays.fill(block, (byte) 0);
    return out;
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
