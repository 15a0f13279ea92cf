package io.github.loghail.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals datagrams with AES-128-GCM, and opens them. What a sealed datagram has beyond the plain
 * one:
 *
 * <pre>
 *  0           4         8                  header length                          length
 *  +-----------+---------+------------------+-------------------------+-----------------+
 *  | as before | CRC-32C | as before        | number | (run, heard)   |                 |
 *  +-----------+---------+------------------+-------------------------+   ciphertext    |
 *  |  authenticated, but the CRC            | not in EVENTS           | of the body, tag|
 *  +----------------------------------------+-------------------------+-----------------+
 * </pre>
 *
 * <p>The key is one for each session and direction, on the way back for each run of the receiver;
 * the nonce is the kind and the number, which in EVENTS is the sequence: so none is ever used for
 * two plaintexts. A key is derived anew unless it is the last one again, which costs less than a
 * microsecond and keeps nothing that strangers could fill.
 *
 * <p>Not thread-safe.
 */
public final class Seal {

  /** Bytes by which a sealed packet is longer. */
  public static final int TAG_BYTES = 16;

  /** Bytes by which a sealed answer is longer: number, run, heard, tag. */
  public static final int ANSWER_BYTES = 3 * 8 + TAG_BYTES;

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final byte[] TO_RECEIVER = "to receiver".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TO_SENDER = "to sender".getBytes(StandardCharsets.US_ASCII);

  /** One of each, so that a key and its schedule serve until another session's turn. */
  private final Cipher sealing = cipher();

  private final Cipher opening = cipher();
  private final Checksum checksum = new Checksum();
  private final byte[] nonce = new byte[NONCE_BYTES];
  private final Keys senders;
  private final Keys receivers;

  /**
   * Makes one.
   *
   * @param secret that both ends have
   */
  public Seal(Secret secret) {
    senders = new Keys(secret, TO_RECEIVER);
    receivers = new Keys(secret, TO_SENDER);
  }

  /**
   * Seals a packet.
   *
   * @param plain holds it
   * @param at where it begins
   * @param length its bytes
   * @param out where it is written to, from index 0; longer by {@link #TAG_BYTES}. The same packet
   *     must not be sealed twice in a row: what is sent again is what was sealed before
   * @return its length
   */
  public int packet(byte[] plain, int at, int length, byte[] out) {
    int header = Bytes.getU16(plain, at + Wire.HEADER_LENGTH_AT);
    System.arraycopy(plain, at, out, 0, header);
    long number = Bytes.getLong(out, Wire.SEQUENCE_AT);
    return seal(senders, number, 0, out, header, plain, at + header, length - header);
  }

  /**
   * Seals a HEARTBEAT.
   *
   * @param plain holds it, from index 0
   * @param length its bytes
   * @param number never used before in the session; 1 or more
   * @param out where it is written to, from index 0
   * @return its length
   */
  public int heartbeat(byte[] plain, int length, long number, byte[] out) {
    int header = Bytes.getU16(plain, Wire.HEADER_LENGTH_AT);
    System.arraycopy(plain, 0, out, 0, header);
    Bytes.putLong(out, header, number);
    return seal(senders, number, 0, out, header + 8, plain, header, length - header);
  }

  /**
   * Seals a STATUS or NAK.
   *
   * @param plain holds it, from index 0
   * @param length its bytes
   * @param number never used before in this run; 1 or more
   * @param run of the receiver: 64 random bits, one value for each start
   * @param heard the highest number of a HEARTBEAT of this session that was authentic; 0 for none
   * @param out where it is written to, from index 0; longer by {@link #ANSWER_BYTES}
   * @return its length
   */
  public int answer(byte[] plain, int length, long number, long run, long heard, byte[] out) {
    int header = Bytes.getU16(plain, Wire.HEADER_LENGTH_AT);
    System.arraycopy(plain, 0, out, 0, header);
    Bytes.putLong(out, header, number);
    Bytes.putLong(out, header + 8, run);
    Bytes.putLong(out, header + 16, heard);
    return seal(receivers, number, run, out, header + 24, plain, header, length - header);
  }

  private int seal(
      Keys keys, long number, long run, byte[] out, int header, byte[] body, int at, int bytes) {
    int flags = Bytes.getU16(out, Wire.FLAGS_AT);
    Bytes.putShort(out, Wire.FLAGS_AT, flags | Wire.FLAG_SEALED);
    Bytes.putShort(out, Wire.HEADER_LENGTH_AT, header);
    try {
      begin(sealing, Cipher.ENCRYPT_MODE, keys, number, run, out, header);
      int length = header + sealing.doFinal(body, at, bytes, out, header);
      checksum.put(out, length);
      return length;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /**
   * Opens a sealed datagram whose header is as long as its kind has it, and has a tag behind.
   *
   * @param isAnswer whether it claims to come from a receiver
   * @return the datagram with a body in the clear, or null when it was not sealed with this secret,
   *     or has been changed
   */
  byte[] open(byte[] datagram, int length, boolean isAnswer, long number, long run, int header) {
    byte[] opened = new byte[length - TAG_BYTES];
    try {
      Keys keys = isAnswer ? receivers : senders;
      begin(opening, Cipher.DECRYPT_MODE, keys, number, run, datagram, header);
      opening.doFinal(datagram, header, length - header, opened, header);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open", e);
    }
    System.arraycopy(datagram, 0, opened, 0, header);
    return opened;
  }

  private void begin(
      Cipher cipher, int mode, Keys keys, long number, long run, byte[] datagram, int header)
      throws GeneralSecurityException {
    Bytes.putInt(nonce, 0, datagram[Wire.KIND_AT]);
    Bytes.putLong(nonce, 4, number);
    SecretKeySpec key = keys.key(Bytes.getLong(datagram, Wire.SESSION_AT), run);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
    cipher.updateAAD(datagram, 0, Wire.CHECKSUM_AT);
    cipher.updateAAD(datagram, Wire.SESSION_AT, header - Wire.SESSION_AT);
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance(CIPHER);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
  }

  /** The keys of one direction, of which the last is kept. */
  private static final class Keys {

    private final Hkdf hkdf;
    private final byte[] info;
    private final int sessionAt;
    private SecretKeySpec last;
    private long lastSession;
    private long lastRun;

    Keys(Secret secret, byte[] direction) {
      hkdf = secret.hkdf();
      sessionAt = direction.length;
      info = java.util.Arrays.copyOf(direction, sessionAt + 16);
    }

    SecretKeySpec key(long session, long run) {
      if (last == null || session != lastSession || run != lastRun) {
        lastSession = session;
        lastRun = run;
        Bytes.putLong(info, sessionAt, session);
        Bytes.putLong(info, sessionAt + 8, run);
        last = new SecretKeySpec(hkdf.expand(info, KEY_BYTES), "AES");
      }
      return last;
    }
  }
}
